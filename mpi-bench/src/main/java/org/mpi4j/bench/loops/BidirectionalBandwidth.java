package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Request;

/** A window of messages in flight in each direction at once: as many operations per iteration as one window has messages. */
final class BidirectionalBandwidth implements Loop {
    private static final int TAG = 1;

    private final Pair pair;
    private final Buf send;
    private final Buf recv;
    private final Request[] requests = new Request[2 * Bandwidth.WINDOW];

    BidirectionalBandwidth(Comm comm, Memory memory, long bytes) {
        this.pair = Pair.of(comm);
        this.send = memory.bytes(bytes);
        this.recv = memory.bytes(bytes);
    }

    @Override
    public void run(int iterations) {
        if (pair.isIdle()) {
            return;
        }
        for (int i = 0; i < iterations; i++) {
            exchange(pair.comm(), pair.peer());
        }
    }

    private void exchange(Comm comm, int peer) {
        for (int w = 0; w < Bandwidth.WINDOW; w++) {
            requests[w] = comm.irecv(recv, peer, TAG);
        }
        for (int w = 0; w < Bandwidth.WINDOW; w++) {
            requests[Bandwidth.WINDOW + w] = comm.isend(send, peer, TAG);
        }
        Request.awaitAll(requests);
    }
}

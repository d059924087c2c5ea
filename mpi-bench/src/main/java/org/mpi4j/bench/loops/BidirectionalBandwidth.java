package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Request;

/** A window of messages in flight in each direction at once: as many operations per iteration as one window has messages. */
final class BidirectionalBandwidth implements Loop {
    private static final int TAG = 1;

    private final Pair pair;
    private final SendBuffer send;
    private final Buf recv;
    private final Request[] requests = new Request[2 * Bandwidth.WINDOW];

    BidirectionalBandwidth(Comm comm, Buffers buffers, long bytes) {
        this.pair = Pair.of(comm);
        this.send = buffers.sendBytes(bytes);
        this.recv = buffers.bytes(bytes);
    }

    @Override
    public void run(int iterations) {
        if (pair.isIdle()) {
            return;
        }
        for (int i = 0; i < iterations; i++) {
            exchange(pair.comm(), pair.peer(), send.next(i));
        }
    }

    private void exchange(Comm comm, int peer, Buf sent) {
        for (int w = 0; w < Bandwidth.WINDOW; w++) {
            requests[w] = comm.irecv(recv, peer, TAG);
        }
        for (int w = 0; w < Bandwidth.WINDOW; w++) {
            requests[Bandwidth.WINDOW + w] = comm.isend(sent, peer, TAG);
        }
        Request.awaitAll(requests);
    }
}

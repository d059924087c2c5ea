package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Request;

/** A window of messages in flight in one direction, then a short answer: as many operations per iteration as the window has messages. */
final class Bandwidth implements Loop {
    static final int WINDOW = 64;
    private static final int TAG = 1;
    private static final int ACK = 2;
    private static final int ACK_BYTES = 4;

    private final Pair pair;
    private final SendBuffer message;
    private final Buf ack;
    private final Request[] requests = new Request[WINDOW];

    Bandwidth(Comm comm, Buffers buffers, long bytes) {
        this.pair = Pair.of(comm);
        this.message = buffers.sendBytes(bytes);
        this.ack = buffers.bytes(ACK_BYTES);
    }

    @Override
    public void run(int iterations) {
        if (pair.isIdle()) {
            return;
        }
        for (int i = 0; i < iterations; i++) {
            if (pair.first()) {
                send(pair.comm(), pair.peer(), message.next(i));
            } else {
                receive(pair.comm(), pair.peer(), message.buf());
            }
        }
    }

    private void send(Comm comm, int peer, Buf buf) {
        for (int w = 0; w < WINDOW; w++) {
            requests[w] = comm.isend(buf, peer, TAG);
        }
        Request.awaitAll(requests);
        comm.recv(ack, peer, ACK);
    }

    private void receive(Comm comm, int peer, Buf buf) {
        for (int w = 0; w < WINDOW; w++) {
            requests[w] = comm.irecv(buf, peer, TAG);
        }
        Request.awaitAll(requests);
        comm.send(ack, peer, ACK);
    }
}

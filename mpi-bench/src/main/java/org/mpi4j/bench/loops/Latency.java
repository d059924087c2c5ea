package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;

/** A message there and one back: two operations per iteration, so that one is the way in one direction. */
final class Latency implements Loop {
    private static final int TAG = 1;

    private final Pair pair;
    private final SendBuffer send;
    private final Buf recv;
    private final int tag;

    Latency(Comm comm, Buffers buffers, long bytes) {
        this(Pair.of(comm), buffers, bytes, TAG);
    }

    Latency(Pair pair, Buffers buffers, long bytes, int tag) {
        this.pair = pair;
        this.send = buffers.sendBytes(bytes);
        this.recv = buffers.bytes(bytes);
        this.tag = tag;
    }

    @Override
    public void run(int iterations) {
        if (pair.isIdle()) {
            return;
        }
        if (pair.first()) {
            begin(pair.comm(), pair.peer(), iterations);
        } else {
            answer(pair.comm(), pair.peer(), iterations);
        }
    }

    private void begin(Comm comm, int peer, int iterations) {
        for (int i = 0; i < iterations; i++) {
            comm.send(send.next(i), peer, tag);
            comm.recv(recv, peer, tag);
        }
    }

    private void answer(Comm comm, int peer, int iterations) {
        for (int i = 0; i < iterations; i++) {
            comm.recv(recv, peer, tag);
            comm.send(send.next(i), peer, tag);
        }
    }
}

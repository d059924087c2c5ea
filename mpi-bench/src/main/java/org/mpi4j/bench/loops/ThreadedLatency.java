package org.mpi4j.bench.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mpi4j.Comm;

/** {@link Latency} in several threads of each rank at once, each thread with a peer of its own in the other rank, told apart by the tag. */
final class ThreadedLatency implements Loop {
    static final int THREADS = 4;
    private static final int FIRST_TAG = 100;

    private final List<Latency> loops;

    ThreadedLatency(Comm comm, Buffers buffers, long bytes) {
        Pair pair = Pair.of(comm);
        this.loops = IntStream.range(0, THREADS).mapToObj(i -> new Latency(pair, buffers, bytes, FIRST_TAG + i)).toList();
    }

    @Override
    public void run(int iterations) {
        List<Thread> threads = new ArrayList<>();
        for (Latency loop : loops) {
            threads.add(Thread.ofPlatform().start(() -> loop.run(iterations)));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while threads measure", e);
            }
        }
    }
}

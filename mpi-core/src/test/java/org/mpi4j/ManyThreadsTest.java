package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads of each rank, platform and virtual, that wait in different ways at once. */
class ManyThreadsTest {
    @Everywhere
    void virtualThreadsThatOnlyTestKeepNobodyFromRunning(Ranks ranks) {
        ranks.runWorld(world -> {
            List<Callable<Void>> bodies = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Comm comm = world.dup();
                bodies.add(() -> {
                    turn(comm, 40);
                    return null;
                });
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Void> future : threads.invokeAll(bodies)) {
                    future.get();
                }
            }
        });
    }

    /** A ring in which every rank asks again and again. */
    @SuppressWarnings("ThreadPriorityCheck") // yielding is what is tried
    private static void turn(Comm comm, int rounds) {
        int right = (comm.rank() + 1) % comm.size();
        int left = (comm.rank() + comm.size() - 1) % comm.size();
        for (int i = 0; i < rounds; i++) {
            int[] in = new int[1];
            Request receive = comm.irecv(Buf.of(in), left, 1);
            Request send = comm.isend(Buf.of(new int[] {i}), right, 1);
            while (Request.testAll(receive, send).isEmpty()) {
                Thread.yield();
            }
            assertEquals(i, in[0]);
        }
    }

    @Everywhere
    void aThreadSendsMuchWhileAnotherSleepsInAReceive(Ranks ranks) {
        ranks.runWorld(world -> {
            Comm quiet = world.dup();
            int right = (world.rank() + 1) % world.size();
            int left = (world.rank() + world.size() - 1) % world.size();
            long[] nanos = new long[1];
            try (ExecutorService threads = Executors.newCachedThreadPool()) {
                Future<Status> waits = threads.submit(() -> quiet.recv(Buf.of(new int[1]), left, 1));
                byte[] out = new byte[3 << 20];
                byte[] in = new byte[3 << 20];
                for (int i = 0; i < 5; i++) {
                    long busyUntil = System.nanoTime() + 5_000_000;
                    while (System.nanoTime() < busyUntil) {
                        Thread.onSpinWait(); // so that the other thread falls asleep
                    }
                    long start = System.nanoTime();
                    world.sendrecv(Buf.of(out), right, 2, Buf.of(in), left, 2);
                    nanos[0] = Math.max(nanos[0], System.nanoTime() - start);
                }
                quiet.send(Buf.of(new int[1]), right, 1);
                waits.get();
            }
            if (Boolean.getBoolean("mpi4j.test.verbose")) {
                System.out.println(ranks + " longest=" + nanos[0] / 1_000_000 + " ms");
            }
        });
    }
}

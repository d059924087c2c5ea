package org.mpi4j.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;

/**
 * Runs tracks on every rank. As a program: {@code Soak [seconds [seed [tracks]]]}; each rank of the job runs it. Stateless.
 */
public final class Soak {
    private static final long STUCK_NANOS = 60_000_000_000L;

    private Soak() {}

    public static void main(String[] args) {
        long seconds = args.length > 0 ? Long.parseLong(args[0]) : 10;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        int tracks = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        try (Mpi mpi = Mpi.init(args)) {
            int steps = run(mpi, seed, tracks, seconds * 1_000_000_000L);
            if (mpi.world().rank() == 0) {
                System.out.println("soak: seed=" + seed + " size=" + mpi.world().size() + " tracks=" + tracks + " steps=" + steps);
            }
        }
    }

    /** Runs until the time has passed; returns the number of steps on this rank. */
    static int run(Mpi mpi, long seed, int trackCount, long nanos) {
        long end = System.nanoTime() + nanos;
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < trackCount; i++) {
            tracks.add(new Track(i, seed, mpi.world().dup()));
        }
        int[] steps = new int[trackCount];
        AtomicReference<Throwable> first = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < trackCount; i++) {
            int at = i;
            Thread.Builder builder = i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
            threads.add(builder.name("soak-" + mpi.world().rank() + "-" + i).start(() -> steps[at] = guarded(mpi, tracks.get(at), end, first)));
        }
        Thread watch = Thread.ofPlatform().daemon().start(() -> watch(tracks));
        steps[0] = guarded(mpi, tracks.getFirst(), end, first);
        int all = steps[0];
        try {
            for (int i = 1; i < trackCount; i++) {
                threads.get(i - 1).join();
                all += steps[i];
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            watch.interrupt();
        }
        if (first.get() != null) {
            throw new AssertionError(String.valueOf(first.get().getMessage()), first.get());
        }
        tracks.forEach(t -> t.base.close());
        return all;
    }

    private static int guarded(Mpi mpi, Track track, long end, AtomicReference<Throwable> first) {
        try {
            return track.run(end);
        } catch (Throwable e) {
            if (first.compareAndSet(null, e) && !(String.valueOf(e.getMessage()).contains("of the job") || String.valueOf(e.getMessage()).contains("ended the job"))) {
                System.err.println("soak failed: " + e.getMessage() + " " + track);
                e.printStackTrace();
                mpi.abort(3);
            }
            return 0;
        }
    }

    /** Says once what each track does when one of them has stood still for a minute. */
    private static void watch(List<Track> tracks) {
        int[] seen = new int[tracks.size()];
        long since = System.nanoTime();
        while (!Thread.interrupted()) {
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
            for (int i = 0; i < seen.length; i++) {
                if (tracks.get(i).step != seen[i]) {
                    seen[i] = tracks.get(i).step;
                    since = System.nanoTime();
                }
            }
            if (System.nanoTime() - since > STUCK_NANOS) {
                tracks.forEach(t -> System.err.println("soak stands still: " + t));
                return;
            }
        }
    }
}

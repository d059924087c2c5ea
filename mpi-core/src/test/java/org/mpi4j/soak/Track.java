package org.mpi4j.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.mpi4j.Comm;
import org.mpi4j.Request;
import org.mpi4j.Request.Completed;

/**
 * What one thread of each rank does: steps of messages and collectives, on communicators of its own. The plan of a step comes from the
 * seed, so that every rank knows what every other does; how a rank goes about it is its own choice. Confined to its thread.
 */
@SuppressWarnings("ThreadPriorityCheck") // a loop that tests gives way to other ranks of this host
final class Track {
    private static final int STEPS_PER_SET = 12;

    final int number;
    final long seed;
    final Comm base;
    final int rank;
    final int size;
    volatile int step;
    volatile String doing = "begins";
    private final Random own;

    /** The communicators of some steps: two duplicates, one of them for receives with any tag, and a division into colors. */
    record Division(Comm dup, Comm anyTag, Comm split, int[] colors, int[] ranks) {
        /** Makes them; the same random numbers on all ranks. */
        static Division of(Comm base, Random plan) {
            int size = base.size();
            int[] colors = new int[size];
            int[] keys = new int[size];
            for (int i = 0; i < size; i++) {
                colors[i] = plan.nextInt(2);
                keys[i] = plan.nextInt(3);
            }
            int[] ranks = new int[size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    if (colors[j] == colors[i] && (keys[j] < keys[i] || (keys[j] == keys[i] && j < i))) {
                        ranks[i]++;
                    }
                }
            }
            return new Division(base.dup(), base.dup(), base.split(colors[base.rank()], keys[base.rank()]), colors, ranks);
        }

        void close() {
            dup.close();
            anyTag.close();
            split.close();
        }
    }

    /** A request and what to check when it is complete. */
    record Pending(Request request, Runnable check) {}

    Track(int number, long seed, Comm base) {
        this.number = number;
        this.seed = seed;
        this.base = base;
        this.rank = base.rank();
        this.size = base.size();
        this.own = new Random(seed * 31 + rank + 1_000L * number);
    }

    Random own() {
        return own;
    }

    /** Works until rank 0 says that the time is over. Returns the number of steps. */
    int run(long endNanos) {
        Random plan = new Random(seed + 77L * number);
        boolean goesOn = true;
        while (goesOn) {
            doing = "makes communicators";
            Division division = Division.of(base, plan);
            check(division.split.rank() == division.ranks[rank], "rank in split", division.ranks[rank], division.split.rank());
            for (int i = 0; i < STEPS_PER_SET; i++) {
                int next = step + 1; // only this thread writes it
                step = next;
                step(division, new Random(plan.nextLong()));
            }
            division.close();
            long[] on = {System.nanoTime() < endNanos ? 1 : 0};
            doing = "asks whether to go on";
            base.bcast(org.mpi4j.Buf.of(on), 0);
            goesOn = on[0] == 1;
        }
        return step;
    }

    private void step(Division division, Random plan) {
        Messages messages = new Messages(this, division, plan);
        Calls calls = new Calls(this, division, plan);
        Objects objects = new Objects(this, division.dup, plan);
        List<Pending> pending = new ArrayList<>();
        messages.postEarly(pending);
        calls.startSome(pending);
        messages.send(pending);
        messages.receiveLate(pending);
        calls.runRest(pending);
        complete(pending);
        doing = "objects";
        objects.run();
    }

    /** Waits for all, in one of the many ways. */
    private void complete(List<Pending> pending) {
        Request[] requests = pending.stream().map(Pending::request).toArray(Request[]::new);
        boolean[] seen = new boolean[requests.length];
        int way = own.nextInt(9);
        doing = "completes " + requests.length + " requests, way=" + way;
        switch (way) {
            case 0 -> Request.awaitAll(requests);
            case 1 -> {
                for (Completed c = Request.awaitAny(requests); c.index() != Comm.UNDEFINED; c = Request.awaitAny(requests)) {
                    mark(seen, c);
                }
            }
            case 2 -> {
                for (List<Completed> some = Request.awaitSome(requests); !some.isEmpty(); some = Request.awaitSome(requests)) {
                    some.forEach(c -> mark(seen, c));
                }
            }
            case 3 -> {
                while (Request.testAll(requests).isEmpty()) {
                    Thread.yield();
                }
            }
            case 4 -> {
                for (int left = requests.length; left > 0; Thread.yield()) {
                    List<Completed> some = Request.testSome(requests);
                    some.forEach(c -> mark(seen, c));
                    left -= some.size();
                }
            }
            case 5 -> {
                for (int left = requests.length; left > 0; Thread.yield()) {
                    Completed c = Request.testAny(requests).orElse(null);
                    if (c != null) {
                        mark(seen, c);
                        left--;
                    }
                }
            }
            case 6 -> {
                for (Request request : requests) {
                    await(request);
                }
            }
            case 7 -> {
                for (Request request : requests) {
                    while (request.test().isEmpty()) {
                        Thread.yield();
                    }
                }
            }
            default -> {
                for (int i = requests.length - 1; i >= 0; i--) {
                    requests[i].await();
                }
            }
        }
        doing = "checks";
        pending.forEach(p -> p.check().run());
    }

    private static void await(Request request) {
        try {
            request.toFuture().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void mark(boolean[] seen, Completed completed) {
        check(!seen[completed.index()], "request completed twice, index=" + completed.index(), 1, 2);
        seen[completed.index()] = true;
    }

    void check(boolean right, String what, Object expected, Object actual) {
        if (!right) {
            throw new AssertionError(what + ": expected=" + expected + " actual=" + actual + " " + this);
        }
    }

    void checkEquals(long expected, long actual, String what, long index) {
        if (expected != actual) {
            throw new AssertionError(what + ": index=" + index + " expected=" + Long.toHexString(expected) + " actual=" + Long.toHexString(actual) + " " + this);
        }
    }

    @Override
    public String toString() {
        return "seed=" + seed + " size=" + size + " rank=" + rank + " track=" + number + " step=" + step + " doing=" + doing;
    }
}

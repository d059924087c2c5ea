package org.mpi4j.bench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.mpi4j.internal.coll.Shape;

/** From which size on which algorithm serves an operation. Immutable. */
public record Switches(List<Switch> list) {
    /** First looked at only where the size is so many times larger. */
    private static final int COARSE = 8;

    /** @param fromBytes the smallest size in this run of sizes */
    public record Switch(long fromBytes, String algorithm) {}

    public Switches {
        list = List.copyOf(list);
    }

    /** Where the runtime switches, to the byte among multiples of eight. */
    public static Switches inForce(Estimator estimator, Shape.Operation operation, int size, long fromBytes, long toBytes) {
        LongFunction<String> chosen = bytes -> estimator.chosen(new Call(operation, bytes), size);
        List<Switch> found = new ArrayList<>();
        found.add(new Switch(fromBytes, chosen.apply(fromBytes)));
        for (long bytes = fromBytes; bytes < toBytes; ) {
            long next = Math.min(2 * bytes, toBytes);
            String before = found.getLast().algorithm();
            if (!chosen.apply(next).equals(before)) {
                long at = firstOther(chosen, before, bytes, next);
                found.add(new Switch(at, chosen.apply(at)));
                bytes = at;
            } else {
                bytes = next;
            }
        }
        return new Switches(found);
    }

    private static long firstOther(LongFunction<String> chosen, String before, long same, long other) {
        long low = same / 8;
        long high = other / 8;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (chosen.apply(8 * middle).equals(before)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 8 * high;
    }

    /** Which algorithm the model finds the fastest, to a power of two. */
    public static Switches modelled(Estimator estimator, Shape.Operation operation, int size, long fromBytes, long toBytes) {
        List<Switch> found = new ArrayList<>();
        found.add(new Switch(fromBytes, fastest(estimator, new Call(operation, fromBytes), size)));
        for (long bytes = fromBytes; bytes < toBytes; bytes *= COARSE) {
            long next = Math.min(COARSE * bytes, toBytes);
            String before = found.getLast().algorithm();
            String best = fastest(estimator, new Call(operation, next), size);
            if (best.equals(before)) {
                continue;
            }
            for (long fine = 2 * bytes; fine <= next; fine *= 2) {
                String there = fine == next ? best : fastest(estimator, new Call(operation, fine), size);
                if (!there.equals(before)) {
                    found.add(new Switch(fine, there));
                    before = there;
                }
            }
        }
        return new Switches(found);
    }

    private static String fastest(Estimator estimator, Call call, int size) {
        String best = estimator.chosen(call, size); // which wins where others are as fast
        double nanos = estimator.estimate(call, best, size).nanos();
        for (String algorithm : estimator.algorithms(call, size)) {
            double other = estimator.estimate(call, algorithm, size).nanos();
            if (other < nanos * (1 - 1e-9)) {
                best = algorithm;
                nanos = other;
            }
        }
        return best;
    }
}

package org.mpi4j.bench.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.mpi4j.internal.coll.Shape;

/** From which size on which algorithm serves an operation. Immutable. */
public record Switches(List<Switch> list) {
    /** First looked at only where the size is so many times larger. */
    private static final int COARSE = 8;

    /** Times that differ by less count as the same. */
    private static final double ALIKE = 1e-9;

    /** What takes longer than the fastest by more than that part is not followed to its end. */
    private static final double NEAR = 1e-6;

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

    /** The algorithm that runs wins where no other is faster; so it does, in the order of the algorithms, among the others. */
    static String fastest(Estimator estimator, Call call, int size) {
        List<String> algorithms =
                Stream.concat(Stream.of(estimator.chosen(call, size)), estimator.algorithms(call, size).stream()).distinct().toList();
        Map<String, Double> nanos = nearFastest(estimator, call, size, algorithms);
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        for (String algorithm : algorithms) {
            double other = nanos.getOrDefault(algorithm, Double.POSITIVE_INFINITY);
            if (other < least * (1 - ALIKE)) {
                best = algorithm;
                least = other;
            }
        }
        return best;
    }

    /**
     * What the fastest takes, and those that take hardly more. One that is soon known and seems fast comes first, so that it soon turns out that most others
     * take longer. These do not matter to {@link #fastest}: whatever one of them beats, the fastest beats too.
     */
    private static Map<String, Double> nearFastest(Estimator estimator, Call call, int size, List<String> algorithms) {
        Map<String, Double> nanos = new HashMap<>();
        double limit = Double.POSITIVE_INFINITY;
        for (Candidate candidate : algorithms.stream().map(a -> candidate(estimator, call, size, a, algorithms)).sorted(Candidate.PROMISING).toList()) {
            if (candidate.bound().nanos() > limit) {
                continue;
            }
            Optional<Estimate> found = estimator.estimate(call, candidate.algorithm(), size, limit);
            if (found.isPresent()) {
                nanos.put(candidate.algorithm(), found.get().nanos());
                limit = Math.min(limit, found.get().nanos() * (1 + NEAR));
            }
        }
        return nanos;
    }

    private static Candidate candidate(Estimator estimator, Call call, int size, String algorithm, List<String> algorithms) {
        return new Candidate(algorithm, algorithm.equals(algorithms.getFirst()), estimator.bound(call, algorithm, size));
    }

    /** @param runs whether it is what the runtime takes */
    private record Candidate(String algorithm, boolean runs, Estimator.Bound bound) {
        static final Comparator<Candidate> PROMISING = Comparator.comparing((Candidate c) -> !c.bound.whole())
                .thenComparing(c -> !c.runs)
                .thenComparingDouble(c -> c.bound.nanos());
    }
}

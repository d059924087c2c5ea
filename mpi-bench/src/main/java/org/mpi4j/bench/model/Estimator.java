package org.mpi4j.bench.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mpi4j.internal.coll.Algorithms;
import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Selector;
import org.mpi4j.internal.coll.Shape;
import org.mpi4j.internal.settings.Settings;

/** What calls cost on a machine, under the settings in force; what has been computed is kept. Confined to the caller. */
public final class Estimator {
    /** Up to so many messages and rounds of all ranks together, all ranks are followed. */
    private static final double MOST_STEPS = 200_000;

    /** So few a rank of a tree or of a chain with little to send has, and these are followed whatever the number of ranks. */
    private static final double FEW_STEPS = 5;

    /** Ranks that are asked how many steps they have. */
    private static final int ASKED = 31;

    /** A rank with more has many steps, whatever the number of its messages. */
    private static final int MANY_ROUNDS = 1_000;

    private static final double GOLDEN = 0.6180339887;

    private static final String CHAIN = "chain";

    /** Ranks of a chain that are followed where there are too many messages: all effects of the ends are over by then. */
    private static final int CHAIN_RANKS = 64;

    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private final LogGp machine;
    private final Settings settings;
    private final int cores;
    private final Selector inForce;
    private final Map<String, Selector> forced = new HashMap<>();
    private final Map<Question, Estimate> known = new HashMap<>();

    private record Question(Call call, String algorithm, int size) {}

    /** @param cores how many cores serve the ranks, or more; the runtime's choice depends on that where they are fewer than ranks */
    public Estimator(LogGp machine, Settings settings, int cores) {
        this.machine = machine;
        this.settings = settings;
        this.cores = cores;
        this.inForce = new Selector(settings, cores);
    }

    /** The algorithm that runs. */
    public String chosen(Call call, int size) {
        return Algorithms.name(inForce, call.shape(), size);
    }

    /** The algorithms that can serve the call. */
    public List<String> algorithms(Call call, int size) {
        Shape shape = call.shape();
        return Algorithms.names(call.operation()).stream()
                .filter(name -> Algorithms.name(selector(call, name), shape, size).equals(name))
                .toList();
    }

    /** What the rank does. */
    public Schedule schedule(Call call, String algorithm, int rank, int size) {
        return Algorithms.schedule(selector(call, algorithm), call.shape(), rank, size);
    }

    private Selector selector(Call call, String algorithm) {
        return forced.computeIfAbsent(
                call.operation() + " " + algorithm,
                _ -> new Selector(Algorithms.setting(call.operation()).map(setting -> settings.with(setting, algorithm)).orElse(settings), cores));
    }

    /** @param algorithm one of {@link #algorithms} */
    public Estimate estimate(Call call, String algorithm, int size) {
        return estimate(call, algorithm, size, UNLIMITED).orElseThrow();
    }

    /** The same, or empty if it takes longer than the limit, which is often known before all has been computed. */
    Optional<Estimate> estimate(Call call, String algorithm, int size, double limitNanos) {
        Question question = new Question(call, algorithm, size);
        Estimate before = known.get(question);
        if (before != null) {
            return before.nanos() > limitNanos ? Optional.empty() : Optional.of(before);
        }
        Optional<Estimate> found = compute(call, algorithm, size, limitNanos);
        found.ifPresent(estimate -> known.put(question, estimate));
        return found;
    }

    private Optional<Estimate> compute(Call call, String algorithm, int size, double limitNanos) {
        double steps = steps(call, algorithm, size);
        if (steps <= FEW_STEPS || steps * size <= MOST_STEPS) {
            return allRanks(call, algorithm, size, limitNanos);
        }
        return algorithm.equals(CHAIN) ? chain(call, algorithm, size, limitNanos) : sampled(call, algorithm, size, limitNanos);
    }

    Estimate allRanks(Call call, String algorithm, int size) {
        return allRanks(call, algorithm, size, UNLIMITED).orElseThrow();
    }

    private Optional<Estimate> allRanks(Call call, String algorithm, int size, double limitNanos) {
        Selector selector = selector(call, algorithm);
        Shape shape = call.shape();
        return new AllRanks(size, machine, call, rank -> Algorithms.schedule(selector, shape, rank, size), limitNanos).run();
    }

    Estimate sampled(Call call, String algorithm, int size) {
        return sampled(call, algorithm, size, UNLIMITED).orElseThrow();
    }

    private Optional<Estimate> sampled(Call call, String algorithm, int size, double limitNanos) {
        RankCost cost = RankCost.NONE;
        double nanos = 0;
        for (int rank : samples(size)) {
            Optional<Estimate> one = OneRank.estimate(schedule(call, algorithm, rank, size), machine, call, limitNanos);
            if (one.isEmpty()) {
                return one;
            }
            cost = cost.max(one.get().cost());
            nanos = Math.max(nanos, one.get().nanos());
        }
        return Optional.of(new Estimate(cost, nanos, Estimate.Source.SAMPLED));
    }

    /**
     * What an estimate cannot be below.
     *
     * @param whole whether that says much: of many rounds only the first are looked at
     */
    record Bound(double nanos, boolean whole) {}

    /** From what rank 0 does itself, which has the most to do where ranks differ much. */
    Bound bound(Call call, String algorithm, int size) {
        List<Round> rounds = schedule(call, algorithm, 0, size).rounds();
        RankCost.Sum sum = new RankCost.Sum();
        rounds.stream().limit(MANY_ROUNDS).forEach(sum::add);
        return new Bound(sum.atLeastNanos(machine, call), rounds.size() <= MANY_ROUNDS);
    }

    /** Messages and rounds of a rank, the mean of some here and there; rounds only, where they are many. Too low where that is more than enough. */
    private double steps(Call call, String algorithm, int size) {
        double steps = 0;
        for (int i = 1; i <= ASKED; i++) {
            double place = i * GOLDEN;
            Schedule schedule = schedule(call, algorithm, (int) ((place - Math.floor(place)) * size), size);
            int rounds = schedule.rounds().size();
            steps += rounds + (rounds > MANY_ROUNDS ? 0 : RankCost.of(schedule, call).messages());
            if (steps / ASKED > FEW_STEPS && steps / ASKED * size > MOST_STEPS) {
                break; // too many, whatever the others have
            }
        }
        return steps / ASKED;
    }

    /** The ends, the middle, and both sides of where a size that is no power of two is folded. */
    static int[] samples(int size) {
        int folded = 2 * (size - Integer.highestOneBit(size));
        return IntStream.of(0, 1, size / 2, folded - 1, folded, size - 2, size - 1).filter(r -> r >= 0 && r < size).sorted().distinct().toArray();
    }

    /** Each rank more of a chain adds the same; that it does so is looked at where it can be. */
    private Optional<Estimate> chain(Call call, String algorithm, int size, double limitNanos) {
        double once = allRanks(call, algorithm, CHAIN_RANKS).nanos();
        double twice = allRanks(call, algorithm, 2 * CHAIN_RANKS).nanos();
        double thrice = allRanks(call, algorithm, 3 * CHAIN_RANKS).nanos();
        double each = (twice - once) / CHAIN_RANKS;
        if (Math.abs(thrice - twice - (twice - once)) > 1e-6 * thrice) {
            throw new IllegalStateException("not linear: operation=" + call.operation() + " nanos=" + once + "," + twice + "," + thrice);
        }
        double nanos = once + (size - CHAIN_RANKS) * each;
        return nanos > limitNanos ? Optional.empty() : Optional.of(new Estimate(largest(call, algorithm, size), nanos, Estimate.Source.EXTRAPOLATED));
    }

    private RankCost largest(Call call, String algorithm, int size) {
        RankCost cost = RankCost.NONE;
        for (int rank : samples(size)) {
            cost = cost.max(RankCost.of(schedule(call, algorithm, rank, size), call));
        }
        return cost;
    }
}

package org.mpi4j.bench.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mpi4j.internal.coll.Algorithms;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Selector;
import org.mpi4j.internal.coll.Shape;
import org.mpi4j.internal.settings.Settings;

/** What calls cost on a machine, under the settings in force. Confined to the caller. */
public final class Estimator {
    /** Up to so many messages and rounds of all ranks together, all ranks are followed. */
    private static final long MOST_STEPS = 200_000;

    /** So few a rank of a tree has, if it is not near the root, and one of a chain with little to send; these are followed whatever their number. */
    private static final int FEW_STEPS = 4;

    private static final String CHAIN = "chain";

    /** Ranks of a chain that are followed where there are too many messages: all effects of the ends are over by then. */
    private static final int CHAIN_RANKS = 64;

    private final LogGp machine;
    private final Settings settings;
    private final boolean crowded;
    private final Selector inForce;
    private final Map<String, Selector> forced = new HashMap<>();

    /** @param crowded whether ranks share cores, which the runtime's choice depends on */
    public Estimator(LogGp machine, Settings settings, boolean crowded) {
        this.machine = machine;
        this.settings = settings;
        this.crowded = crowded;
        this.inForce = new Selector(settings, crowded);
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
                _ -> new Selector(Algorithms.setting(call.operation()).map(setting -> settings.with(setting, algorithm)).orElse(settings), crowded));
    }

    /** @param algorithm one of {@link #algorithms} */
    public Estimate estimate(Call call, String algorithm, int size) {
        Estimate sampled = sampled(call, algorithm, size);
        long steps = median(call, algorithm, size);
        if (steps <= FEW_STEPS || steps * size <= MOST_STEPS) {
            return allRanks(call, algorithm, size);
        }
        return algorithm.equals(CHAIN) ? chain(call, algorithm, size, sampled.cost()) : sampled;
    }

    Estimate allRanks(Call call, String algorithm, int size) {
        Selector selector = selector(call, algorithm);
        Shape shape = call.shape();
        return new AllRanks(size, machine, call, rank -> Algorithms.schedule(selector, shape, rank, size)).run();
    }

    Estimate sampled(Call call, String algorithm, int size) {
        RankCost cost = RankCost.NONE;
        double nanos = 0;
        for (int rank : samples(size)) {
            Schedule schedule = schedule(call, algorithm, rank, size);
            cost = cost.max(RankCost.of(schedule, call));
            nanos = Math.max(nanos, OneRank.nanos(schedule, machine, call));
        }
        return new Estimate(cost, nanos, Estimate.Source.SAMPLED);
    }

    /** Messages and rounds of a rank, in the middle of the sampled ones: a root is no measure of all. */
    private long median(Call call, String algorithm, int size) {
        long[] steps = Arrays.stream(samples(size))
                .mapToObj(rank -> schedule(call, algorithm, rank, size))
                .mapToLong(schedule -> RankCost.of(schedule, call).messages() + schedule.rounds().size())
                .sorted()
                .toArray();
        return steps[steps.length / 2];
    }

    /** The ends, the middle, and both sides of where a size that is no power of two is folded. */
    static int[] samples(int size) {
        int folded = 2 * (size - Integer.highestOneBit(size));
        return IntStream.of(0, 1, size / 2, folded - 1, folded, size - 2, size - 1).filter(r -> r >= 0 && r < size).sorted().distinct().toArray();
    }

    /** Each rank more of a chain adds the same; that it does so is looked at where it can be. */
    private Estimate chain(Call call, String algorithm, int size, RankCost cost) {
        double once = allRanks(call, algorithm, CHAIN_RANKS).nanos();
        double twice = allRanks(call, algorithm, 2 * CHAIN_RANKS).nanos();
        double thrice = allRanks(call, algorithm, 3 * CHAIN_RANKS).nanos();
        double each = (twice - once) / CHAIN_RANKS;
        if (Math.abs(thrice - twice - (twice - once)) > 1e-6 * thrice) {
            throw new IllegalStateException("not linear: operation=" + call.operation() + " nanos=" + once + "," + twice + "," + thrice);
        }
        return new Estimate(cost, once + (size - CHAIN_RANKS) * each, Estimate.Source.EXTRAPOLATED);
    }
}

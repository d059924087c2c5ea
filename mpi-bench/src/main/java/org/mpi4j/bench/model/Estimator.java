package org.mpi4j.bench.model;

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

    private final LogGp machine;
    private final Settings settings;
    private final int cores;
    private final Selector inForce;
    private final Map<String, Selector> forced = new HashMap<>();

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
        double steps = steps(call, algorithm, size);
        if (steps <= FEW_STEPS || steps * size <= MOST_STEPS) {
            return allRanks(call, algorithm, size);
        }
        return algorithm.equals(CHAIN) ? chain(call, algorithm, size) : sampled(call, algorithm, size);
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
            Estimate one = OneRank.estimate(schedule(call, algorithm, rank, size), machine, call);
            cost = cost.max(one.cost());
            nanos = Math.max(nanos, one.nanos());
        }
        return new Estimate(cost, nanos, Estimate.Source.SAMPLED);
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
    private Estimate chain(Call call, String algorithm, int size) {
        double once = allRanks(call, algorithm, CHAIN_RANKS).nanos();
        double twice = allRanks(call, algorithm, 2 * CHAIN_RANKS).nanos();
        double thrice = allRanks(call, algorithm, 3 * CHAIN_RANKS).nanos();
        double each = (twice - once) / CHAIN_RANKS;
        if (Math.abs(thrice - twice - (twice - once)) > 1e-6 * thrice) {
            throw new IllegalStateException("not linear: operation=" + call.operation() + " nanos=" + once + "," + twice + "," + thrice);
        }
        RankCost cost = sampled(call, algorithm, size).cost();
        return new Estimate(cost, once + (size - CHAIN_RANKS) * each, Estimate.Source.EXTRAPOLATED);
    }
}

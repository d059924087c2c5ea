package org.mpi4j.bench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.internal.coll.Shape.Operation;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EstimatorTest {
    private static final Settings DEFAULTS = new Settings(_ -> null, _ -> null);
    private static final double L = 1500;
    private static final double O = 200;
    private static final double BYTE = 0.04;
    private static final LogGp MACHINE = new LogGp(L, O, 0, BYTE, 0);
    private static final Estimator ESTIMATOR = new Estimator(MACHINE, DEFAULTS, Integer.MAX_VALUE);

    /** Latency, gaps, bytes and computing, each of which may be what takes longest; nothing is known yet. */
    private static List<Estimator> machines() {
        return Stream.of(MACHINE, new LogGp(0, 0, 0, 1, 0), new LogGp(100, 100, 500, 0.01, 2))
                .map(machine -> new Estimator(machine, DEFAULTS, Integer.MAX_VALUE))
                .toList();
    }

    private static double message(long bytes) {
        return L + 2 * O + (bytes - 1) * BYTE;
    }

    private static void assertNanos(double expected, double nanos) {
        assertEquals(expected, nanos, 1e-9 * expected + 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 17, 64, 1000})
    void lawsOfWhatIsRegularComeOutOfTheSchedules(int size) {
        int log = 32 - Integer.numberOfLeadingZeros(size - 1);
        assertNanos(log * (L + 2 * O), ESTIMATOR.allRanks(new Call(Operation.BARRIER, 0), "dissemination", size).nanos());
        assertNanos((size - 1) * message(64), ESTIMATOR.allRanks(new Call(Operation.ALLGATHER, 64), "ring", size).nanos());
        assertNanos((size - 1) * message(4096), ESTIMATOR.allRanks(new Call(Operation.ALLTOALL, 4096), "pairwise", size).nanos());
        assertNanos((size - 1) * message(1000), ESTIMATOR.allRanks(new Call(Operation.BCAST, 1000), "chain", size).nanos());
        assertNanos((size - 1) * message(1000), ESTIMATOR.allRanks(new Call(Operation.REDUCE, 1000), "chain", size).nanos());
    }

    @Test
    void aTreeIsAsSlowAsItsSlowestPath() {
        // the root sends to 4, 2 and 1, one after the other; 4 then to 6 and 5, and 6 to 7
        double each = O;
        double path = 3 * (L + 2 * O);
        assertNanos(Math.max(path, 3 * each + L + O), ESTIMATOR.allRanks(new Call(Operation.BCAST, 1), "binomial", 8).nanos());
        // with 1000 bytes the wire of the root is busy with one message after the other
        double long1000 = 999 * BYTE;
        assertNanos(3 * (L + 2 * O + long1000), ESTIMATOR.allRanks(new Call(Operation.BCAST, 1000), "binomial", 8).nanos());
        LogGp slowWire = new LogGp(0, 0, 0, 1, 0);
        assertNanos(3 * 1000, new Estimator(slowWire, DEFAULTS, Integer.MAX_VALUE).allRanks(new Call(Operation.BCAST, 1001), "binomial", 8).nanos());
        assertNanos(7 * 1000, new Estimator(slowWire, DEFAULTS, Integer.MAX_VALUE).allRanks(new Call(Operation.SCATTER, 1001), "linear", 8).nanos());
    }

    @Test
    void aReceiverTakesTheBytesOfOneMessageAfterTheOther() {
        Estimator slowWire = new Estimator(new LogGp(0, 0, 0, 1, 0), DEFAULTS, Integer.MAX_VALUE);
        assertNanos(7 * 1000, slowWire.allRanks(new Call(Operation.GATHER, 1001), "linear", 8).nanos());
        assertNanos(7 * 1000, slowWire.sampled(new Call(Operation.GATHER, 1001), "linear", 8).nanos());
    }

    @ParameterizedTest
    @CsvSource({"BCAST, scatter-ring, 64", "ALLREDUCE, ring, 512"})
    void aRankThatHasNothingToDoInARoundWaitsForOthers(Operation operation, String algorithm, long bytes) {
        Call call = new Call(operation, bytes);
        double all = ESTIMATOR.allRanks(call, algorithm, 600).nanos();
        assertEquals(1, ESTIMATOR.sampled(call, algorithm, 600).nanos() / all, 0.2, () -> "all=" + all);
    }

    @Test
    void theGapLimitsTheRateOfMessages() {
        LogGp gap = new LogGp(1000, 100, 500, 0, 0);
        assertNanos(6 * 500 + 1000 + 200, new Estimator(gap, DEFAULTS, Integer.MAX_VALUE).allRanks(new Call(Operation.SCATTER, 8), "linear", 8).nanos());
    }

    @Test
    void computingCostsTimeWhereAskedFor() {
        Call call = new Call(Operation.ALLREDUCE, 8000);
        double without = ESTIMATOR.allRanks(call, "recursive-doubling", 8).nanos();
        double with = new Estimator(new LogGp(L, O, 0, BYTE, 0.5), DEFAULTS, Integer.MAX_VALUE).allRanks(call, "recursive-doubling", 8).nanos();
        assertTrue(with - without >= 3 * 4000 - 1 && with - without <= 4 * 4000, "with=" + with + " without=" + without);
    }

    @ParameterizedTest
    @EnumSource
    void sampledRanksAgreeWithAllWhereAllDoAlike(Operation operation) {
        List<String> alike = List.of(
                "BARRIER dissemination",
                "ALLGATHER bruck",
                "ALLGATHER ring",
                "ALLGATHER recursive-doubling",
                "ALLTOALL bruck",
                "ALLTOALL spread",
                "ALLTOALL pairwise",
                "ALLREDUCE recursive-doubling",
                "ALLREDUCE rabenseifner",
                "ALLREDUCE ring",
                "REDUCE_SCATTER_BLOCK doubling",
                "REDUCE_SCATTER_BLOCK halving",
                "REDUCE_SCATTER_BLOCK pairwise");
        for (int size : new int[] {2, 4, 8, 32, 64, 128}) {
            for (long bytes : new long[] {8L * size, 1024L * size}) {
                Call call = new Call(operation, operation == Operation.BARRIER ? 0 : bytes);
                for (String algorithm : ESTIMATOR.algorithms(call, size)) {
                    double all = ESTIMATOR.allRanks(call, algorithm, size).nanos();
                    double sampled = ESTIMATOR.sampled(call, algorithm, size).nanos();
                    if (alike.contains(operation + " " + algorithm)) {
                        assertNanos(all, sampled);
                    }
                }
            }
        }
    }

    /** What of the large estimates is only near: how near. */
    @ParameterizedTest
    @CsvSource({
        "ALLREDUCE, recursive-doubling, 0.15",
        "ALLREDUCE, rabenseifner, 0.15",
        "REDUCE_SCATTER_BLOCK, halving, 0.25",
        "ALLTOALL, bruck, 0.01",
        "ALLGATHER, bruck, 0.01",
        "BCAST, scatter-ring, 0.15",
        "SCAN, doubling, 0.15",
        "EXSCAN, doubling, 0.15"
    })
    void sampledRanksAreNearWhereSizesAreFolded(Operation operation, String algorithm, double tolerance) {
        for (int size : new int[] {300, 513}) {
            for (long bytes : new long[] {8L * size, 64L * size}) {
                Call call = new Call(operation, bytes);
                double all = ESTIMATOR.allRanks(call, algorithm, size).nanos();
                double sampled = ESTIMATOR.sampled(call, algorithm, size).nanos();
                assertEquals(1, sampled / all, tolerance, operation + " size=" + size + " bytes=" + bytes + " all=" + all + " sampled=" + sampled);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"BCAST", "REDUCE"})
    void aChainIsExtrapolatedToWhatAllRanksTake(Operation operation) {
        Estimator segments = new Estimator(MACHINE, DEFAULTS.with(Setting.COLL_SEGMENT, "1k"), Integer.MAX_VALUE);
        Call call = new Call(operation, 64 << 10);
        Estimate far = segments.estimate(call, "chain", 100_000);
        assertEquals(Estimate.Source.EXTRAPOLATED, far.source());
        double each = (segments.allRanks(call, "chain", 3000).nanos() - segments.allRanks(call, "chain", 2000).nanos()) / 1000;
        assertNanos(segments.allRanks(call, "chain", 3000).nanos() + 97_000 * each, far.nanos());
    }

    @Test
    void aMillionRanksAreEstimatedInLittleTimeAndMemory() {
        int ranks = 1_000_000;
        assertNanos(20 * (L + 2 * O), ESTIMATOR.estimate(new Call(Operation.BARRIER, 0), "dissemination", ranks).nanos());
        Estimate ring = ESTIMATOR.estimate(new Call(Operation.ALLGATHER, 8), "ring", ranks);
        assertNanos((ranks - 1) * message(8), ring.nanos());
        assertEquals(ranks - 1, ring.cost().messages());
        Estimate tree = ESTIMATOR.estimate(new Call(Operation.BCAST, 8), "binomial", ranks);
        assertEquals(Estimate.Source.ALL_RANKS, tree.source());
        assertTrue(tree.nanos() <= 20 * message(8) && tree.nanos() > 15 * message(8), tree::toString);
    }

    @ParameterizedTest
    @EnumSource
    void noEstimateIsBelowItsBound(Operation operation) {
        for (Estimator estimator : machines()) {
            for (int size : new int[] {1, 3, 17, 20_000}) {
                for (long bytes : new long[] {8, 1000, 1 << 20}) {
                    Call call = new Call(operation, bytes);
                    for (String algorithm : estimator.algorithms(call, size)) {
                        double bound = estimator.bound(call, algorithm, size).nanos();
                        Estimate found = estimator.estimate(call, algorithm, size);
                        assertTrue(bound <= found.nanos(), () -> call + " " + algorithm + " size=" + size + " bound=" + bound + " " + found);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFastestIsWhatFullEstimatesOfAllSay(Operation operation) {
        for (Estimator estimator : machines()) {
            for (int size : new int[] {1, 5, 64, 20_000}) {
                for (long bytes = 8; bytes <= 4 << 20; bytes *= 64) {
                    Call call = new Call(operation, bytes);
                    String found = Switches.fastest(estimator, call, size);
                    assertEquals(fastestOfAll(estimator, call, size), found, call + " size=" + size);
                }
            }
        }
    }

    private static String fastestOfAll(Estimator estimator, Call call, int size) {
        String best = estimator.chosen(call, size);
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

    @ParameterizedTest
    @EnumSource
    void anEstimateWithinALimitIsTheSameOrThereIsNone(Operation operation) {
        for (int size : new int[] {3, 17, 20_000}) {
            for (long bytes : new long[] {8, 64 << 10}) {
                Call call = new Call(operation, bytes);
                for (String algorithm : ESTIMATOR.algorithms(call, size)) {
                    Estimate all = ESTIMATOR.estimate(call, algorithm, size);
                    Estimator fresh = new Estimator(MACHINE, DEFAULTS, Integer.MAX_VALUE);
                    assertEquals(Optional.empty(), fresh.estimate(call, algorithm, size, all.nanos() * 0.999));
                    assertEquals(Optional.of(all), fresh.estimate(call, algorithm, size, all.nanos()));
                    assertEquals(Optional.empty(), fresh.estimate(call, algorithm, size, all.nanos() * 0.999), "what is known");
                }
            }
        }
    }

    @Test
    void switchesAreWhereTheSelectorHasThem() {
        Switches found = Switches.inForce(ESTIMATOR, Operation.ALLREDUCE, 8, 8, 4 << 20);
        for (Switches.Switch one : found.list().subList(1, found.list().size())) {
            String before = ESTIMATOR.chosen(new Call(Operation.ALLREDUCE, one.fromBytes() - 8), 8);
            assertEquals(one.algorithm(), ESTIMATOR.chosen(new Call(Operation.ALLREDUCE, one.fromBytes()), 8));
            assertFalse(before.equals(one.algorithm()), one::toString);
        }
        assertEquals("recursive-doubling", found.list().getFirst().algorithm());
    }
}

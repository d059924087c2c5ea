package org.mpi4j.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Op;
import org.mpi4j.bench.model.Call;
import org.mpi4j.bench.model.Estimator;
import org.mpi4j.bench.model.LogGp;
import org.mpi4j.bench.model.RankCost;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.coll.Shape.Operation;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Many ranks as virtual threads of this JVM, through collectives of 8 bytes whose results are checked. All ranks share the cores, so the processor time
 * of an operation divided by the ranks is the work of one, whatever else the machine does. The law is what the schedule says that is: its messages out
 * and in, copies and reductions, and the KiB that it moves.
 */
@Command(
        name = "scale",
        description = "Runs many ranks as virtual threads of this JVM through collectives of 8 bytes.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Scale implements Program {
    private static final double NANOS_PER_TURN = 100_000_000;

    @Option(names = {"-n", "--ranks"}, paramLabel = "ranks", split = ",", description = "numbers of ranks (default: 10,30,100,300,1000)")
    private int[] sizes = {10, 30, 100, 300, 1000};

    @Option(names = {"-t", "--turns"}, paramLabel = "turns", description = "measurements in a pass, of which the best counts (default: ${DEFAULT-VALUE})")
    private int turns = 5;

    @Option(
            names = {"-p", "--passes"},
            paramLabel = "passes",
            description = "how often to go through all sizes, so that none is measured only before all is compiled (default: ${DEFAULT-VALUE})")
    private int passes = 4;

    @Option(names = {"-o", "--operations"}, paramLabel = "operation", split = ",", description = "which of barrier, bcast, allreduce and alltoall (default: all)")
    private List<Work> works = List.of(Work.values());

    @Override
    public void run(Mpi mpi, PrintStream out) {
        check(mpi);
        Settings settings = Launch.settings(mpi).with(Setting.RUN_THREADS, "virtual");
        out.println("# steps: messages out and in, copies, reductions, and KiB moved, of a rank; cpu: of the process, all threads; ratio: ns/step over that of the smallest size");
        out.printf(Locale.ROOT, "%-10s %7s %12s %12s %12s %11s %10s %7s%n", "operation", "ranks", "us", "us/rank", "cpu us/rank", "steps/rank", "cpu ns/step", "ratio");
        List<Map<Work, Took>> best = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < sizes.length; i++) {
                Map<Work, Took> now = measure(sizes[i], settings);
                if (pass == 0) {
                    best.add(now);
                } else {
                    Map<Work, Took> least = best.get(i);
                    now.forEach((work, took) -> least.merge(work, took, Took::min));
                }
            }
        }
        for (Work work : works) {
            print(work, best, settings, out);
        }
    }

    private void print(Work work, List<Map<Work, Took>> best, Settings settings, PrintStream out) {
        double base = 0;
        for (int i = 0; i < sizes.length; i++) {
            int size = sizes[i];
            Took took = best.get(i).getOrDefault(work, Took.NEVER);
            double steps = steps(work, size, settings);
            double each = took.cpuNanos / size;
            base = i == 0 ? each / steps : base;
            out.printf(
                    Locale.ROOT,
                    "%-10s %7d %12.1f %12.2f %12.2f %11.1f %11.1f %7.2f%n",
                    work.name().toLowerCase(Locale.ROOT),
                    size,
                    took.nanos * 1e-3,
                    took.nanos / size * 1e-3,
                    each * 1e-3,
                    steps,
                    each / steps,
                    each / steps / base);
        }
    }

    private void check(Mpi mpi) {
        if (mpi.world().size() != 1) {
            throw new UsageException("makes its ranks itself, so start it without jrun; has size=" + mpi.world().size());
        }
        for (int size : sizes) {
            if (size < 2) {
                throw new UsageException("needs 2 ranks or more, has ranks=" + size);
            }
        }
        if (turns < 1 || passes < 1) {
            throw new UsageException("needs 1 turn and 1 pass or more, has turns=" + turns + " passes=" + passes);
        }
    }

    /** The work in a rank's schedule, the mean of all ranks. */
    private static double steps(Work work, int size, Settings settings) {
        Estimator estimator = new Estimator(new LogGp(0, 0, 0, 0, 0), settings, Runtime.getRuntime().availableProcessors());
        Call call = new Call(work.operation, work.operation == Operation.BARRIER ? 0 : Long.BYTES);
        String algorithm = estimator.chosen(call, size);
        double steps = 0;
        for (int rank = 0; rank < size; rank++) {
            steps += RankCost.of(estimator.schedule(call, algorithm, rank, size), call).work();
        }
        return steps / size;
    }

    private record Took(double nanos, double cpuNanos) {
        static final Took NEVER = new Took(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        Took min(Took other) {
            return new Took(Math.min(nanos, other.nanos), Math.min(cpuNanos, other.cpuNanos));
        }
    }

    /** For each work the least times of a call. */
    private Map<Work, Took> measure(int size, Settings settings) {
        Map<Work, Took> best = Collections.synchronizedMap(new EnumMap<>(Work.class));
        AtomicLong arrived = new AtomicLong();
        Launch.run(size, settings, mpi -> {
            RankWork rank = new RankWork(mpi.world(), arrived);
            for (Work work : works) {
                Took took = rank.best(work, turns);
                if (mpi.world().rank() == 0) {
                    best.put(work, took);
                }
            }
        });
        return best;
    }

    /** What is measured. */
    private enum Work {
        BARRIER(Operation.BARRIER),
        BCAST(Operation.BCAST),
        ALLREDUCE(Operation.ALLREDUCE),
        ALLTOALL(Operation.ALLTOALL);

        final Operation operation;

        Work(Operation operation) {
            this.operation = operation;
        }
    }

    /** One rank with its buffers. Confined to the rank's thread, but for the count of arrivals. */
    private static final class RankWork {
        private static final ProcessorTime NO_TIME = new ProcessorTime(Map.of());

        private final Comm world;
        private final int rank;
        private final int size;
        private final AtomicLong arrived;
        private final long[] one = new long[1];
        private final long[] sum = new long[1];
        private final long[] out;
        private final long[] in;
        private final Buf oneBuf = Buf.of(one);
        private final Buf sumBuf = Buf.of(sum);
        private final Buf outBuf;
        private final Buf inBuf;
        private long calls;
        private long barriers;

        RankWork(Comm world, AtomicLong arrived) {
            this.world = world;
            this.rank = world.rank();
            this.size = world.size();
            this.arrived = arrived;
            this.out = new long[size];
            this.in = new long[size];
            this.outBuf = Buf.of(out);
            this.inBuf = Buf.of(in);
        }

        /** The least times of a call; only rank 0's count. */
        Took best(Work work, int turns) {
            checkedBarrier();
            double once = Math.min(turn(work, 1).nanos, turn(work, 2).nanos);
            long[] loops = {Math.clamp((long) (NANOS_PER_TURN / Math.max(1, once)), 1, 100_000)};
            world.bcast(Buf.of(loops), 0);
            Took best = turn(work, loops[0]);
            for (int i = 1; i < turns; i++) {
                best = best.min(turn(work, loops[0]));
            }
            return best;
        }

        private Took turn(Work work, long loops) {
            world.barrier();
            ProcessorTime before = rank == 0 ? ProcessorTime.now() : NO_TIME;
            long start = System.nanoTime();
            for (long i = 0; i < loops; i++) {
                call(work);
            }
            world.barrier();
            double nanos = System.nanoTime() - start;
            return new Took(nanos / loops, rank == 0 ? (double) ProcessorTime.now().nanosSince(before) / loops : 0);
        }

        private void call(Work work) {
            calls++;
            switch (work) {
                case BARRIER -> world.barrier();
                case BCAST -> bcast();
                case ALLREDUCE -> allreduce();
                case ALLTOALL -> alltoall();
            }
        }

        /** Nobody leaves before all have come. */
        private void checkedBarrier() {
            barriers++;
            arrived.incrementAndGet();
            world.barrier();
            check("barrier", arrived.get() >= barriers * size);
            world.barrier();
        }

        private void bcast() {
            int root = (int) (calls % size);
            one[0] = rank == root ? calls : 0;
            world.bcast(oneBuf, root);
            check("bcast", one[0] == calls);
        }

        private void allreduce() {
            one[0] = rank + calls;
            world.allreduce(oneBuf, sumBuf, Op.SUM);
            check("allreduce", sum[0] == size * calls + size * (size - 1L) / 2);
        }

        private void alltoall() {
            for (int i = 0; i < size; i++) {
                out[i] = (long) rank * size + i + calls;
            }
            world.alltoall(outBuf, inBuf);
            for (int i = 0; i < size; i++) {
                check("alltoall", in[i] == (long) i * size + rank + calls);
            }
        }

        private void check(String operation, boolean right) {
            if (!right) {
                throw new IllegalStateException("wrong result: operation=" + operation + " rank=" + rank + " size=" + size + " call=" + calls);
            }
        }
    }
}

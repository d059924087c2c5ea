package org.mpi4j.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mpi4j.Mpi;
import org.mpi4j.bench.model.Call;
import org.mpi4j.bench.model.Estimate;
import org.mpi4j.bench.model.Estimator;
import org.mpi4j.bench.model.LogGp;
import org.mpi4j.bench.model.Switches;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.coll.Shape.Operation;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What each algorithm of each collective costs among ranks that need not exist, from the schedules that run. */
@Command(
        name = "model",
        description = "Computes what collectives cost among many ranks, from the schedules that run.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
final class Model implements Program {
    private static final long FEWEST_BYTES = 8;
    private static final long MOST_BYTES = 4 << 20;

    /** Operations as the API names them. */
    static final class Names implements ITypeConverter<Operation>, Iterable<String> {
        @Override
        public Operation convert(String value) {
            for (Operation operation : Operation.values()) {
                if (name(operation).equals(value)) {
                    return operation;
                }
            }
            throw new TypeConversionException("'" + value + "' is not one of " + String.join(", ", this));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Operation.values()).map(Names::name).iterator();
        }

        static String name(Operation operation) {
            String[] words = operation.name().toLowerCase(Locale.ROOT).split("_", -1);
            StringBuilder name = new StringBuilder(words[0]);
            for (int i = 1; i < words.length; i++) {
                name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i], 1, words[i].length());
            }
            return name.toString();
        }
    }

    @Option(names = {"-n", "--ranks"}, paramLabel = "ranks", description = "ranks of the communicator (default: ${DEFAULT-VALUE})")
    private int ranks = 1024;

    @Option(names = "--latency", paramLabel = "L", description = "time on the wire (default: 1us)", converter = Units.Nanos.class)
    private double latencyNanos = 1000;

    @Option(names = "--overhead", paramLabel = "o", description = "of a core, for each message at each end (default: 200ns)", converter = Units.Nanos.class)
    private double overheadNanos = 200;

    @Option(names = "--gap", paramLabel = "g", description = "between two messages of a rank (default: 0ns)", converter = Units.Nanos.class)
    private double gapNanos;

    @Option(names = "--bandwidth", paramLabel = "rate", description = "of one rank (default: 10GB/s)", converter = Units.BytesPerSecond.class)
    private double bytesPerSecond = 10e9;

    @Option(
            names = "--compute",
            paramLabel = "rate",
            description = "at which copies and reductions go (default: they cost nothing, as in LogGP)",
            converter = Units.BytesPerSecond.class)
    private double computeBytesPerSecond = Double.POSITIVE_INFINITY;

    @Option(
            names = "--op",
            paramLabel = "operation",
            split = ",",
            description = "${COMPLETION-CANDIDATES} (default: all)",
            converter = Names.class,
            completionCandidates = Names.class)
    private List<Operation> operations = List.of(Operation.values());

    @Option(
            names = {"-m", "--sizes"},
            paramLabel = "bytes",
            split = ",",
            description = "of the vector, or of the block from one rank to another (default: 8,1k,64k,1m)",
            converter = CommandLines.Bytes.class)
    private List<Long> sizes = List.of(8L, 1L << 10, 64L << 10, 1L << 20);

    @Option(names = "--no-switches", description = "do not look for the sizes at which another algorithm is better", negatable = false)
    private boolean noSwitches;

    @Override
    public void run(Mpi mpi, PrintStream out) {
        check(mpi);
        LogGp machine = new LogGp(latencyNanos, overheadNanos, gapNanos, 1e9 / bytesPerSecond, 1e9 / computeBytesPerSecond);
        Estimator estimator = new Estimator(machine, Launch.settings(mpi), Integer.MAX_VALUE);
        out.println("# LogGP: L=" + Units.time(machine.latencyNanos()) + " o=" + Units.time(machine.overheadNanos()) + " g="
                + Units.time(machine.gapNanos()) + " G=" + machine.nanosPerByte() + " ns/B compute=" + machine.computeNanosPerByte() + " ns/B, ranks="
                + ranks);
        out.println("# Rounds, messages and bytes are sent by the rank that has the most; * is what runs.");
        for (Operation operation : operations) {
            table(operation, estimator, out);
            if (!noSwitches && estimator.algorithms(new Call(operation, FEWEST_BYTES), ranks).size() > 1) {
                out.println("  runs:   " + text(Switches.inForce(estimator, operation, ranks, FEWEST_BYTES, MOST_BYTES)));
                out.println("  model:  " + text(Switches.modelled(estimator, operation, ranks, FEWEST_BYTES, MOST_BYTES)));
            }
        }
    }

    private void check(Mpi mpi) {
        if (mpi.world().size() != 1) {
            throw new UsageException("needs no ranks of its own, so start it without jrun; has size=" + mpi.world().size());
        }
        if (ranks < 1 || ranks > 1 << 24) {
            throw new UsageException("needs 1 to 16777216 ranks, has ranks=" + ranks);
        }
    }

    private void table(Operation operation, Estimator estimator, PrintStream out) {
        out.printf(Locale.ROOT, "%n# %s%n", Names.name(operation));
        out.printf(Locale.ROOT, "%9s  %-20s %9s %9s %14s %12s  %s%n", "size [B]", "algorithm", "rounds", "messages", "bytes", "time", "from");
        for (long bytes : operation == Operation.BARRIER ? List.of(0L) : sizes) {
            Call call = new Call(operation, bytes);
            String chosen = estimator.chosen(call, ranks);
            for (String algorithm : estimator.algorithms(call, ranks)) {
                Estimate found = estimator.estimate(call, algorithm, ranks);
                out.printf(
                        Locale.ROOT,
                        "%9s %s%-20s %9d %9d %14d %12s  %s%n",
                        Units.bytes(bytes),
                        algorithm.equals(chosen) ? "*" : " ",
                        algorithm,
                        found.cost().rounds(),
                        found.cost().messages(),
                        found.cost().bytes(),
                        Units.time(found.nanos()),
                        found.source());
            }
        }
    }

    private static String text(Switches switches) {
        return switches.list().stream()
                .map(s -> s.fromBytes() == FEWEST_BYTES ? s.algorithm() : "from " + Units.bytes(s.fromBytes()) + " " + s.algorithm())
                .collect(Collectors.joining(", "));
    }
}

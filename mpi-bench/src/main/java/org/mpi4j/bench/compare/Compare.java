package org.mpi4j.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Memory;
import org.mpi4j.bench.loops.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The command: reads options, makes the plan, runs it, prints each table as soon as it is there. Confined to one thread. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the same loops with mpi4j and with the C libraries of this machine, in turn, and prints both.",
            "It starts the ranks itself; it is not to be started by jrun. Times are microseconds: the minimum, and in brackets the median,"
                    + " over the means of batches."
        })
public final class Compare {
    /** Reads sizes. Stateless. */
    static final class SizeList implements ITypeConverter<List<Long>> {
        @Override
        public List<Long> convert(String value) {
            try {
                return Sizes.parseAll(value);
            } catch (NumberFormatException | ArithmeticException _) {
                throw new TypeConversionException("'" + value + "' is not a list of sizes such as 8,4k,2m");
            }
        }
    }

    private static final long C_WARM_UP_MILLIS = 50;
    private static final long QUICK_WARM_UP_MILLIS = 200;
    private static final long QUICK_BATCH_MILLIS = 5;
    private static final int QUICK_BATCHES = 5;
    private static final int MOST_BATCHES = 100;

    @Parameters(
            arity = "0..*",
            paramLabel = "test",
            description = "latency, latency_mt (4 threads), bw (64 in flight), bibw, barrier, bcast, reduce, allreduce, allgather, alltoall, scatter,"
                    + " gather, startup; default: all")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--ranks", split = ",", paramLabel = "n", description = "ranks of the collective tests (default: 2,4,8)")
    private List<Integer> ranks = List.of(2, 4, 8);

    @Option(names = "--transport", split = ",", paramLabel = "shm|tcp|hosts", description = "what the messages go over (default: shm); hosts is TCP between the hosts of a Slurm allocation")
    private List<String> transports = List.of("shm");

    @Option(names = "--sizes", paramLabel = "bytes,...", description = "default: 8,64,512,4k,32k,256k,2m,4m", converter = SizeList.class)
    private List<Long> sizes = Sizes.parseAll("8,64,512,4k,32k,256k,2m,4m");

    @Option(names = "--memory", split = ",", paramLabel = "heap|off_heap", description = "where our buffers are (default: heap,off_heap)")
    private List<String> memories = List.of("heap", "off_heap");

    @Option(names = "--peers", split = ",", paramLabel = "name", description = "only peers whose name begins so, such as openmpi,mpich; none for none")
    private List<String> peers = List.of("");

    @Option(names = "--repeat", paramLabel = "n", description = "how often all take their turn (default: ${DEFAULT-VALUE}; startup: five times that)")
    private int repeat = 3;

    @Option(names = "--batches", paramLabel = "n", description = "batches per size and turn (default: ${DEFAULT-VALUE})")
    private int batches = 20;

    @Option(names = "--batch", paramLabel = "ms", description = "how long a batch is to take (default: ${DEFAULT-VALUE}; five times that with more ranks than cores)")
    private long batchMillis = 10;

    @Option(names = "--warm-up", paramLabel = "ms", description = "how long each size runs before time is taken, in Java (default: ${DEFAULT-VALUE}; in C at most 50)")
    private long warmUpMillis = 500;

    @Option(names = "--limit", paramLabel = "s", description = "a child that runs longer is ended (default: ${DEFAULT-VALUE})")
    private long limitSeconds = 120;

    @Option(names = "--written", description = "ranks write what they send anew each time, one number in each cache line, as a program that computes it (default: it never changes)")
    private boolean written;

    @Option(names = "--threads", description = "peers are initialised with MPI_THREAD_MULTIPLE, as ours always are (default: MPI_THREAD_SINGLE but for latency_mt)")
    private boolean threads;

    @Option(names = "--quick", description = "a glance: one turn, fewer sizes and ranks, short batches")
    private boolean quick;

    @Option(names = "--json", paramLabel = "file", description = "write all figures as JSON")
    private @Nullable Path json;

    @Option(names = "--csv", paramLabel = "file", description = "write all figures as CSV")
    private @Nullable Path csv;

    @Option(names = "--plot", paramLabel = "file", description = "draw the minima as curves: a name that ends in .svg or .png")
    private @Nullable Path plot;

    private List<String> command = List.of();

    /**
     * Does what the options say.
     *
     * @param args the command line, for the report
     * @param out where the report goes
     * @param err where mistakes go
     * @return the exit code: 0 whatever the figures are; 2 after a mistake in the options; 1 if nothing could be run
     */
    public int run(String[] args, PrintStream out, PrintStream err) {
        command = List.of(args);
        try {
            return report(out);
        } catch (IllegalArgumentException mistake) {
            err.println("mpi-bench compare: " + mistake.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("mpi-bench compare: " + e);
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int report(PrintStream out) throws IOException, InterruptedException {
        if (System.getenv("MPI4J_RANK") != null) {
            throw new IllegalArgumentException("starts ranks itself, and is not to be one: start it without jrun");
        }
        Plan plan = new Plan(tests, transports, ranks, sizes, variants());
        List<Case> cases = (quick ? plan.quick() : plan).cases();
        if (cases.stream().anyMatch(one -> one.transport() == Transport.HOSTS) && System.getenv("SLURM_JOB_ID") == null) {
            throw new IllegalArgumentException("needs for --transport hosts a Slurm allocation of two hosts or more: salloc -N 2 -n 8 mpi-bench compare ...");
        }
        List<Memory> ours = memories.stream().map(memory -> Plan.named(Memory.class, memory)).toList();
        if (plot != null && !Picture.canDraw(plot)) {
            throw new IllegalArgumentException("needs --plot with a name that ends in .svg or .png, has plot=" + plot);
        }
        Instant at = Instant.now();
        try (Scratch scratch = Scratch.make()) {
            Toolchain toolchain = new Toolchain(scratch.folder(), path());
            toolchain.unpackSources();
            List<Contender> contenders = new Contenders(home(), toolchain).all(ours, quick ? Math.min(QUICK_WARM_UP_MILLIS, warmUpMillis) : warmUpMillis, peers);
            toolchain.absences().forEach(absence -> out.println("# not here: " + absence));
            Run run = new Run(contenders, effort(), quick ? 1 : repeat, Duration.ofSeconds(limitSeconds), Runtime.getRuntime().availableProcessors());
            List<Result> results = new ArrayList<>();
            for (Case one : cases) {
                results.add(run.of(one));
                Table.lines(results.getLast()).forEach(out::println);
                out.println();
            }
            run.libraries().forEach((column, library) -> out.println("# " + column + ": " + library));
            write(new Report(at, command, Report.thisMachine(), run.libraries(), results), out);
        }
        return 0;
    }

    private Set<Variant> variants() {
        Set<Variant> variants = EnumSet.noneOf(Variant.class);
        if (written) {
            variants.add(Variant.WRITTEN);
        }
        if (threads) {
            variants.add(Variant.THREADS);
        }
        return variants;
    }

    private Effort effort() {
        long millis = quick ? Math.min(QUICK_BATCH_MILLIS, batchMillis) : batchMillis;
        int count = quick ? Math.min(QUICK_BATCHES, batches) : batches;
        return new Effort(Math.min(C_WARM_UP_MILLIS, warmUpMillis), millis, count, MOST_BATCHES * millis);
    }

    private void write(Report report, PrintStream out) throws IOException {
        if (json != null) {
            JsonFile.write(report, json);
        }
        if (csv != null) {
            CsvFile.write(report, csv);
        }
        if (plot != null) {
            Picture picture = Picture.of(report);
            if (picture.isEmpty()) {
                out.println("# nothing to draw: no test with more than one size");
            } else {
                picture.write(plot);
            }
        }
    }

    private static Path home() {
        String home = System.getenv("MPI4J_HOME");
        if (home == null) {
            throw new IllegalArgumentException("needs MPI4J_HOME, which bin/mpi-bench sets");
        }
        return Path.of(home);
    }

    private static List<Path> path() {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(":", -1)).filter(folder -> !folder.isEmpty()).map(Path::of).toList();
    }
}

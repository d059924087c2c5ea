package org.mpi4j.bench.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Memory;
import org.mpi4j.bench.loops.Sizes;
import org.mpi4j.bench.loops.Test;
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

    @Parameters(
            arity = "0..*",
            paramLabel = "test",
            description = "latency, latency_mt (4 threads), bw (64 in flight), bibw, barrier, bcast, reduce, allreduce, allgather, alltoall, scatter,"
                    + " gather, startup; default: all")
    private List<String> tests = new ArrayList<>();

    @Option(names = "--ranks", split = ",", paramLabel = "n", description = "ranks of the collective tests (default: 2,4,8)")
    private List<Integer> ranks = List.of(2, 4, 8);

    @Option(names = "--transport", split = ",", paramLabel = "shm|tcp", description = "what the messages go over (default: shm)")
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

    @Option(names = "--quick", description = "a glance: one turn, fewer sizes and ranks, short batches")
    private boolean quick;

    /**
     * Does what the options say.
     *
     * @param out where the report goes
     * @param err where mistakes go
     * @return the exit code: 0 whatever the figures are; 2 after a mistake in the options; 1 if nothing could be run
     */
    public int run(PrintStream out, PrintStream err) {
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
        if (quick) {
            makeQuick();
        }
        List<Case> cases = cases();
        Effort effort = new Effort(Math.min(50, warmUpMillis), batchMillis, batches, 100 * batchMillis);
        Path folder = Files.createTempDirectory("mpi-bench-compare");
        try {
            Toolchain toolchain = new Toolchain(folder, path());
            List<Contender> contenders = contenders(toolchain);
            Run run = new Run(contenders, effort, repeat, Duration.ofSeconds(limitSeconds), Runtime.getRuntime().availableProcessors());
            toolchain.absences().forEach(absence -> out.println("# not here: " + absence));
            for (Case one : cases) {
                Table.lines(run.of(one)).forEach(out::println);
                out.println();
            }
            run.libraries().forEach((column, library) -> out.println("# " + column + ": " + library));
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void makeQuick() {
        repeat = 1;
        batches = 5;
        batchMillis = 5;
        warmUpMillis = Math.min(warmUpMillis, 200);
        ranks = ranks.subList(0, 1);
        sizes = sizes.size() > 3 ? List.of(sizes.getFirst(), sizes.get(sizes.size() / 2), sizes.get(sizes.size() - 2)) : sizes;
    }

    private List<Case> cases() {
        List<String> all = new ArrayList<>(Stream.of(Test.values()).map(Test::toString).toList());
        all.add(Case.STARTUP);
        List<Case> cases = new ArrayList<>();
        for (String transport : transports) {
            Transport over = oneOf(Transport.class, transport);
            for (String name : tests.isEmpty() ? all : tests) {
                if (name.equals(Case.STARTUP)) {
                    cases.add(new Case(null, 5, over, List.of(0L)));
                } else {
                    cases.addAll(cases(oneOf(Test.class, name), over));
                }
            }
        }
        return cases;
    }

    private List<Case> cases(Test test, Transport over) {
        List<Long> measured = test.shape() == Test.Shape.NO_DATA ? List.of(0L) : sizes;
        return (test.isCollective() ? ranks : List.of(2)).stream().map(n -> new Case(test, n, over, measured)).toList();
    }

    /** Ours and peers by turns, the floor last. */
    private List<Contender> contenders(Toolchain toolchain) throws IOException, InterruptedException {
        toolchain.unpackSources();
        Path jrun = Path.of(home(), "bin", "jrun");
        List<Contender> ours = new ArrayList<>();
        memories.forEach(memory -> ours.add(new Ours(jrun, oneOf(Memory.class, memory), warmUpMillis)));
        List<Contender> theirs = new ArrayList<>(toolchain.peers().stream().filter(this::isWanted).toList());
        List<Contender> all = new ArrayList<>();
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            ours.stream().skip(i).findFirst().ifPresent(all::add);
            theirs.stream().skip(i).findFirst().ifPresent(all::add);
        }
        toolchain.floor().ifPresent(all::add);
        return all;
    }

    private boolean isWanted(Peer peer) {
        String name = peer.name().toLowerCase(Locale.ROOT).replace(" ", "");
        return peers.stream().anyMatch(name::startsWith);
    }

    private static String home() {
        String home = System.getenv("MPI4J_HOME");
        if (home == null) {
            throw new IllegalArgumentException("needs MPI4J_HOME, which bin/mpi-bench sets");
        }
        return home;
    }

    private static List<Path> path() {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(":", -1)).filter(folder -> !folder.isEmpty()).map(Path::of).toList();
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is none of " + List.of(type.getEnumConstants()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

package org.mpi4j.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Ranks 0 and 1 send an object there and back; half of that time, from object to object, is one sample. If asked, rank 0 lets mpi4py do the
 * same in turn, while the other ranks wait asleep.
 */
@Command(name = "objects", description = "Measures messages of objects between ranks 0 and 1.", mixinStandardHelpOptions = true)
final class ObjectPingPong implements Program {
    private static final int TAG = 5;

    @Option(names = "--graphs", split = ",", paramLabel = "graph", description = "what to send, of ${COMPLETION-CANDIDATES} (default: all)")
    private List<ObjectGraph> graphs = List.of(ObjectGraph.values());

    @Option(names = "--elements", paramLabel = "n", description = "elements of each graph (default: 1000 entries of a map, and of the others what 100 MB hold)")
    private @Nullable Integer elements;

    @Option(names = "--samples", paramLabel = "n", description = "samples per graph and turn (default: 2000 of a map of 1000, 5 of the others)")
    private @Nullable Integer samples;

    @Option(names = "--skip", paramLabel = "n", description = "unmeasured ones before, of ours (default: three times, in the first turn ten times as many)")
    private @Nullable Integer skip;

    @Option(names = "--turns", paramLabel = "n", description = "how often ours and mpi4py take turns (default: ${DEFAULT-VALUE})")
    private int turns = 3;

    @Option(names = "--mpi4py", description = "measure mpi4py's comm.send and comm.recv too: needs mpirun and a python3 with mpi4py")
    private boolean mpi4py;

    @Option(names = "--python", paramLabel = "program", description = "the Python that has mpi4py (default: ${DEFAULT-VALUE})")
    private String python = "/usr/bin/python3";

    @Option(names = "--mpirun", paramLabel = "program", description = "the launcher of the library that mpi4py uses (default: ${DEFAULT-VALUE})")
    private String mpirun = "mpirun.openmpi";

    @Override
    public void run(Mpi mpi, PrintStream out) {
        Comm world = mpi.world();
        if (world.size() < 2 || turns < 1 || (samples != null && samples < 1) || (elements != null && elements < 0)) {
            throw new UsageException("needs 2 ranks or more, a turn, a sample and 0 elements or more, has size=" + world.size() + " turns=" + turns
                    + " samples=" + samples + " elements=" + elements);
        }
        PythonPeer peer = new PythonPeer(python, mpirun);
        if (world.rank() == 0) {
            out.println("# from object to object, one way, us: minimum [median]");
            out.println(String.format(Locale.ROOT, "# %-10s %10s %26s %26s  ratio of minima", "graph", "elements", "ours", mpi4py ? "mpi4py" : ""));
        }
        for (ObjectGraph graph : graphs) {
            compare(world, graph, peer, out);
        }
    }

    private void compare(Comm world, ObjectGraph graph, PythonPeer peer, PrintStream out) {
        int count = elements == null ? graph.usualElements : elements;
        int perTurn = samples == null ? graph.isSmall() ? 2000 : 5 : samples;
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        @Nullable String failure = null;
        for (int turn = 0; turn < turns; turn++) {
            int unmeasured = skip != null ? skip : turn == 0 ? (graph.isSmall() ? 10 : 3) * perTurn : perTurn / 5 + 1;
            if (world.rank() < 2) {
                measure(world, graph.make(count), unmeasured, perTurn, ours);
            }
            if (world.rank() == 0 && mpi4py && failure == null) {
                try {
                    theirs.addAll(peer.micros(graph, count, perTurn));
                } catch (IOException e) {
                    failure = "mpi4py: " + e.getMessage();
                }
            }
            world.barrier();
        }
        if (world.rank() == 0) {
            String ratio = theirs.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", least(ours) / least(theirs));
            out.println(String.format(
                    Locale.ROOT, "%-12s %10d %26s %26s  %s", graph, count, shown(ours), shown(theirs), Objects.requireNonNullElse(failure, ratio)));
        }
    }

    private static void measure(Comm world, Object object, int unmeasured, int count, List<Double> micros) {
        for (int i = -unmeasured; i < count; i++) {
            if (world.rank() == 1) {
                world.sendObject(world.recvObject(0, TAG), 0, TAG);
                continue;
            }
            long start = System.nanoTime();
            world.sendObject(object, 1, TAG);
            Object back = world.recvObject(1, TAG);
            double took = (System.nanoTime() - start) * 0.5e-3;
            if (i >= 0) {
                micros.add(took);
            } else if (i == -unmeasured && !Arrays.deepEquals(new Object[] {object}, new Object[] {back})) {
                throw new IllegalStateException("what came back is not what was sent");
            }
        }
    }

    private static double least(List<Double> micros) {
        return micros.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    private static String shown(List<Double> micros) {
        if (micros.isEmpty()) {
            return "";
        }
        double median = micros.stream().sorted().toList().get(micros.size() / 2);
        return String.format(Locale.ROOT, "%.1f [%.1f]", least(micros), median);
    }
}

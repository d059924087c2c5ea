package org.mpi4j.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.settings.Setting;

/**
 * What is put around a rank's command on the rank's own host, where alone it can be known: its cpus, a debugger's port, the file of its
 * flight recording. Immutable.
 *
 * @param ranksHere how many ranks the host has
 * @param debug or null; for a Java program alone
 * @param flights the folder of recordings, or null; for a Java program alone
 */
record RankTools(Binding binding, int ranksHere, @Nullable Debug debug, @Nullable Path flights) {
    private static final List<Path> TASKSET = List.of(Path.of("/usr/bin/taskset"), Path.of("/bin/taskset"));

    /**
     * A command as it is started.
     *
     * @param variables to be added to its environment
     * @param notes what the user is to be told of the rank
     */
    record Prepared(List<String> commandLine, Map<String, String> variables, List<String> notes) {}

    /**
     * @param ports that debuggers of other ranks here have got; this one's is added
     * @throws IOException if this host lacks something, with a message for the user
     */
    Prepared prepare(Placement.Seat seat, List<String> commandLine, Set<Integer> ports) throws IOException {
        List<String> notes = new ArrayList<>();
        Map<String, String> variables = new HashMap<>();
        List<String> line = new ArrayList<>(commandLine);
        if (flights != null) {
            Files.createDirectories(flights);
            line.addAll(1, FlightRecording.options(flights, seat.rank()));
        }
        if (debug != null) {
            int port = debug.freePort(ports);
            line.add(1, debug.option(port));
            notes.add(debug.note(seat.host(), port));
        }
        return new Prepared(bound(seat, line, variables, notes), variables, List.copyOf(notes));
    }

    private List<String> bound(Placement.Seat seat, List<String> commandLine, Map<String, String> variables, List<String> notes) throws IOException {
        if (binding.unit() == Binding.Unit.NONE && !binding.isReported()) {
            return commandLine;
        }
        Topology host = Topology.ofThisHost();
        List<Topology.Core> cores = binding.cores(host, seat.localRank(), ranksHere);
        if (binding.isReported()) {
            notes.add(binding.report(cores, host));
        }
        if (binding.unit() == Binding.Unit.NONE) {
            return commandLine;
        }
        variables.put(Setting.CORES.variable(), Integer.toString(host.cpus()));
        List<String> line = new ArrayList<>(List.of(taskset(), "-c", Binding.cpus(cores)));
        line.addAll(commandLine);
        return line;
    }

    private static String taskset() throws IOException {
        for (Path program : TASKSET) {
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        throw new IOException("--bind-to needs taskset of util-linux, and there is none at " + TASKSET.getFirst());
    }

    void writeTo(DataOutputStream to) throws IOException {
        binding.writeTo(to);
        to.writeInt(ranksHere);
        to.writeBoolean(debug != null);
        if (debug != null) {
            debug.writeTo(to);
        }
        AgentFrames.writeText(flights == null ? "" : flights.toString(), to);
    }

    static RankTools read(DataInputStream from) throws IOException {
        Binding binding = Binding.read(from);
        int ranksHere = from.readInt();
        Debug debug = from.readBoolean() ? Debug.read(from) : null;
        String flights = AgentFrames.readText(from);
        return new RankTools(binding, ranksHere, debug, flights.isEmpty() ? null : Path.of(flights));
    }
}

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
import org.mpi4j.internal.settings.Setting;

/**
 * What is put around a rank's command on the rank's own host, where alone it can be known: its cpus. Immutable.
 *
 * @param ranksHere how many ranks the host has
 */
record RankTools(Binding binding, int ranksHere) {
    private static final List<Path> TASKSET = List.of(Path.of("/usr/bin/taskset"), Path.of("/bin/taskset"));

    /**
     * A command as it is started.
     *
     * @param variables to be added to its environment
     * @param notes what the user is to be told of the rank
     */
    record Prepared(List<String> commandLine, Map<String, String> variables, List<String> notes) {}

    /** @throws IOException if this host lacks something, with a message for the user */
    Prepared prepare(Placement.Seat seat, List<String> commandLine) throws IOException {
        List<String> notes = new ArrayList<>();
        Map<String, String> variables = new HashMap<>();
        return new Prepared(bound(seat, commandLine, variables, notes), variables, List.copyOf(notes));
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
    }

    static RankTools read(DataInputStream from) throws IOException {
        return new RankTools(Binding.read(from), from.readInt());
    }
}

package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says a job in srun's words. Immutable. */
record SrunCommand(SlurmAllocation allocation, JobOptions options, List<App> apps) {
    List<String> line() {
        List<String> line = new ArrayList<>(List.of(
                allocation.srun().toString(), "--mpi=none", "--kill-on-bad-exit=1", "--quit-on-interrupt", "--export=ALL", "--input=0"));
        addRanks(line);
        if (allocation.insideStep()) {
            line.add("--overlap");
        }
        addBinding(line);
        if (options.tags != Forwarder.Tags.NONE) {
            line.add("--label");
        }
        String files = options.outputFilename;
        if (files != null) {
            addFiles(files, line);
        }
        line.add("--chdir=" + apps.getFirst().directory());
        line.addAll(apps.size() == 1 ? apps.getFirst().commandLine() : List.of("/bin/sh", "-c", choice()));
        return line;
    }

    /** The ranks of the whole job; null leaves that to srun, which takes the whole allocation. */
    @Nullable Integer ranks() {
        if (apps.size() == 1) {
            return apps.getFirst().ranks();
        }
        return apps.stream().mapToInt(SrunCommand::ranksOf).sum();
    }

    private static int ranksOf(App app) {
        Integer ranks = app.ranks();
        return ranks == null ? 1 : ranks;
    }

    private void addRanks(List<String> line) {
        Integer ranks = ranks();
        if (ranks == null) {
            return;
        }
        line.add("--ntasks=" + ranks);
        if (ranks < allocation.nodes()) {
            line.add("--nodes=" + ranks);
        }
        Integer tasks = allocation.tasks();
        if (tasks == null || ranks > tasks) {
            line.add("--overcommit");
        }
    }

    /** Without {@code --bind-to} the environment says that nothing is bound, as far as the user has not said otherwise there. */
    private void addBinding(List<String> line) {
        Binding binding = options.binding();
        String unit = switch (binding.unit()) {
            case NONE -> "none";
            case CORE -> "cores";
            case SOCKET -> "sockets";
            case NUMA -> "ldoms";
        };
        if (binding.unit() != Binding.Unit.NONE || binding.isReported()) {
            line.add("--cpu-bind=" + (binding.isReported() ? "verbose," : "") + unit);
        }
        if (binding.coresPerRank() != Binding.SHARE) {
            line.add("--cpus-per-task=" + binding.coresPerRank());
        }
        if (options.order == Placement.Order.NODE || binding.turn() != Binding.Turn.FILL) {
            line.add("--distribution=" + (options.order == Placement.Order.NODE ? "cyclic" : "block") + (binding.turn() == Binding.Turn.FILL ? "" : ":cyclic"));
        }
    }

    private static void addFiles(String where, List<String> line) {
        if (!where.contains("%")) {
            line.add("--output=" + where + "/rank.%t.stdout");
            line.add("--error=" + where + "/rank.%t.stderr");
            return;
        }
        String pattern = where.replace("%r", "%t").replace("%h", "%N");
        line.add("--output=" + pattern.replace("%s", "stdout"));
        if (pattern.contains("%s")) {
            line.add("--error=" + pattern.replace("%s", "stderr"));
        }
    }

    /** A shell script that each rank runs to become its own program. */
    private String choice() {
        StringBuilder script = new StringBuilder();
        int end = 0;
        for (App app : apps) {
            end += ranksOf(app);
            script.append("if [ \"$SLURM_PROCID\" -lt ").append(end).append(" ]; then cd ").append(quoted(app.directory().toString()));
            for (String variable : app.variables()) {
                int equals = variable.indexOf('=');
                if (equals > 0) {
                    script.append(" && export ").append(variable, 0, equals + 1).append(quoted(variable.substring(equals + 1)));
                }
            }
            script.append(" && exec");
            app.commandLine().forEach(word -> script.append(' ').append(quoted(word)));
            script.append("; exit 127; fi\n");
        }
        return script.toString();
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

package org.mpi4j.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ranks of this host: each leads a process group of its own, and is known to a guard. Thread-safe.
 *
 * @param debugPorts that debuggers have been told; a JVM may not listen there yet
 * @param space where output files are written
 */
record LocalKeeper(Guard guard, Set<Integer> debugPorts, OutputSpace space) implements Keeper {
    /**
     * Keeps none yet.
     *
     * @param job the name by which the job's stray processes are known
     * @param listener is told when a rank's output can be written no more
     */
    static LocalKeeper of(String job, OutputSpace.Listener listener) throws IOException {
        return new LocalKeeper(Guard.start(job), ConcurrentHashMap.newKeySet(), new OutputSpace(listener));
    }

    @Override
    public RankProcess spawn(Order order) throws IOException {
        boolean isFirst = order.seat().localRank() == 0;
        List<String> warnings = isFirst ? suitability(order.environment()) : List.of();
        RankTools.Prepared prepared = order.tools().prepare(order.seat(), order.commandLine(), debugPorts);
        ProcessBuilder builder = new ProcessBuilder(prepared.commandLine());
        builder.directory(order.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(order.environment());
        builder.environment().putAll(prepared.variables());
        builder.redirectInput(order.stdin());
        order.output().redirect(builder, order.seat());
        Process process = ProcessGroup.start(builder);
        guard.add(process.pid());
        RankProcess rank = new RankProcess(order.seat(), process, this, Stream.concat(warnings.stream(), prepared.notes().stream()).toList());
        if (order.output().areUsed()) {
            space.watch(rank, order.output().stdout(order.seat()));
        }
        return rank;
    }

    @Override
    public void ending(RankProcess rank) {
        space.ending(rank);
    }

    /** What this host gives too little of, told once; what would make ranks fail is an error. */
    private static List<String> suitability(Map<String, String> environment) throws IOException {
        HostLimits limits = HostLimits.ofProcess();
        limits.checkRank(environment);
        return limits.warnings(environment);
    }

    @Override
    public void ended(RankProcess rank) {
        guard.ended(rank.pid());
    }

    @Override
    public void signalAllBut(String signal, @Nullable RankProcess spared) {
        guard.signalAllBut(signal, spared == null ? 0 : spared.pid());
    }

    @Override
    public void killAll() {
        guard.killAll();
    }

    @Override
    public void close() {
        guard.close();
    }
}

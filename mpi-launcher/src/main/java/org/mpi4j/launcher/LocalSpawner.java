package org.mpi4j.launcher;

import java.io.IOException;

/** Starts ranks on this host, each in a session of its own, and tells the guard. Thread-safe. */
record LocalSpawner(Guard guard) implements Spawner {
    @Override
    public RankProcess spawn(Order order) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Guard.inOwnSession(order.commandLine()));
        builder.directory(order.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(order.environment());
        builder.redirectInput(order.stdin());
        order.output().redirect(builder, order.seat());
        Process process = builder.start();
        guard.add(process.pid());
        return new RankProcess(order.seat(), process);
    }
}

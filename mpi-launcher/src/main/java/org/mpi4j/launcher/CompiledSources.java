package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a job's source files, each compiled once for all ranks of this host. They lie in a private folder, which a guard removes when this is closed or
 * the launcher is gone, however it went. Immutable.
 *
 * @param apps the programs, which now run these classes
 * @param guard null if there is no source file
 */
record CompiledSources(List<App> apps, @Nullable Guard guard) implements AutoCloseable {
    /** No process is known by it: this guard has only a folder to remove. */
    private static final String NO_JOB = "none";

    /**
     * Returns when all is compiled, if somebody sees the classes: ranks of this host, or those of others to which files are shipped.
     *
     * @throws UsageException if a file does not compile; then nothing is left
     */
    static CompiledSources of(List<App> apps, Placement placement, JobOptions options) throws IOException, UsageException {
        boolean hasSource = apps.stream().anyMatch(app -> app.source() != null);
        if (!hasSource || (options.shipTo == null && placement.hosts().stream().noneMatch(Host::isThis))) {
            return new CompiledSources(apps, null);
        }
        Path folder = Files.createTempDirectory("mpi4j-classes-");
        Guard guard = Guard.start(NO_JOB, folder.toString());
        List<App> compiled = new ArrayList<>();
        try {
            for (App app : apps) {
                SourceProgram source = app.source();
                Path own = folder.resolve(Integer.toString(compiled.size()));
                compiled.add(source == null ? app : app.running(source.compiledInto(Files.createDirectory(own))));
            }
        } catch (IOException | UsageException | RuntimeException e) {
            guard.close();
            throw e;
        }
        return new CompiledSources(List.copyOf(compiled), guard);
    }

    @Override
    public void close() {
        if (guard != null) {
            guard.close();
        }
    }
}

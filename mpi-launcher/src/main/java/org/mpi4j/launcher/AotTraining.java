package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the {@link AotCaches}: two jobs of two ranks each, of which the first records what it does and has its JVM write a cache when it
 * ends. The second is slow, for the first to learn how to wait. Confined to the main thread.
 */
final class AotTraining {
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private final Installation installation;
    private final Path work;

    private AotTraining(Installation installation, Path work) {
        this.installation = installation;
        this.work = work;
    }

    /** Returns jrun's exit code. */
    static int run(Installation installation) throws IOException, InterruptedException, UsageException {
        Path folder = installation.caches().folder();
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "training");
        try {
            AotTraining training = new AotTraining(installation, work);
            int code = training.programs(folder);
            return code != 0 ? code : training.tools(folder);
        } finally {
            remove(work);
        }
    }

    private int programs(Path folder) throws IOException, InterruptedException, UsageException {
        List<String> rank = List.of("-cp", installation.core(), "org.mpi4j.internal.boot.Rehearsal");
        return train(folder.resolve(AotCaches.PROGRAMS), rank, rank);
    }

    private int tools(Path folder) throws IOException, InterruptedException, UsageException {
        List<String> trained = List.of(
                "-D" + Installation.HOME_PROPERTY + "=" + installation.bin().getParent(), "-D" + Installation.LIB_PROPERTY + "=" + installation.lib(),
                "-cp", installation.toolPath(), ToolsRehearsal.class.getName(), Program.BENCH, "helloworld");
        List<String> other = List.of("-cp", installation.toolPath(), Program.BENCH, "helloworld");
        return train(folder.resolve(AotCaches.TOOLS), trained, other);
    }

    /** Runs a job whose first rank leaves a cache of what it did. */
    private int train(Path cache, List<String> trained, List<String> other) throws IOException, InterruptedException, UsageException {
        Path made = work.resolve("made.aot");
        JobOptions options = new JobOptions();
        options.outputFilename = work.resolve("rank.%r").toString();
        List<App> apps = List.of(app(recording(made), trained), app(List.of("-Xint"), other));
        Placement placement = Placement.onOneHost(List.of(1, 1), Host.name());
        SearchPath path = SearchPath.of(installation, System.getenv().getOrDefault("PATH", ""));
        int code = new LocalJob(options, placement, apps, System.getenv(), path, installation.jars()).run();
        if (code == 0 && Files.isReadable(made)) {
            Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
            return 0;
        }
        System.err.println("jrun: " + cache.getFileName() + " could not be made:");
        for (int rank = 0; rank < apps.size(); rank++) {
            System.err.print(Files.readString(work.resolve("rank." + rank)));
        }
        return Math.max(1, code);
    }

    /**
     * Objects of the heap can be kept by a JVM with this collector only, and be used with any but ZGC. Profiles are not kept: with them the
     * JVM compiles at once what it has compiled before, which costs a short program and a crowded host more than it gives others.
     */
    private static List<String> recording(Path cache) {
        return List.of("-XX:AOTCacheOutput=" + cache, "-XX:+UseG1GC", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");
    }

    private App app(List<String> options, List<String> rest) {
        List<String> line = new ArrayList<>();
        line.add(installation.java().toString());
        line.addAll(options);
        line.addAll(List.of(AotCaches.SELECTORS, NATIVE_ACCESS));
        line.addAll(rest);
        return new App(1, line, work, List.of());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

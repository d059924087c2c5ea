package org.mpi4j.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the {@link AotCaches}: starts jrun three times at once, each with a job of two ranks, of which the first records what it does and has
 * its JVM write a cache when it ends; so does one of the jruns. One of the jobs is over TCP. The second rank is slow, for the first to learn how to wait.
 * Confined to the main thread.
 */
final class AotTraining {
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";
    private static final String REHEARSAL = "org.mpi4j.internal.boot.Rehearsal";
    /** A word of a command line that ends one program's and begins the next. */
    private static final String NEXT = ":";

    private final Installation installation;
    private final Path work;

    private AotTraining(Installation installation, Path work) {
        this.installation = installation;
        this.work = work;
    }

    /** Returns jrun's exit code. */
    static int run(Installation installation) throws IOException, InterruptedException, UsageException {
        AotCaches caches = installation.caches();
        Files.createDirectories(caches.folder());
        Path work = Files.createTempDirectory(caches.folder(), "training");
        try {
            AotTraining training = new AotTraining(installation, work);
            int code = training.start();
            for (String name : List.of(AotCaches.PROGRAMS, AotCaches.PROGRAMS_TCP, Installation.BENCH, Installation.LAUNCHER)) {
                if (!Files.isReadable(training.made(name))) {
                    System.err.println("jrun: the cache " + name + " could not be made, exit code " + code + ":\n" + training.output());
                    return Math.max(1, code);
                }
                Files.move(training.made(name), caches.file(name), StandardCopyOption.REPLACE_EXISTING);
            }
            return code;
        } finally {
            remove(work);
        }
    }

    private int start() throws IOException, InterruptedException, UsageException {
        List<String> rehearsal = List.of("-cp", installation.core().toString(), REHEARSAL);
        List<String> bench = List.of("-cp", installation.tool(Installation.BENCH), REHEARSAL, Program.BENCH, "helloworld");
        List<String> programs = new ArrayList<>(jrun(List.of()));
        programs.addAll(rank(recording(AotCaches.PROGRAMS), rehearsal));
        programs.add(NEXT);
        programs.addAll(rank(List.of("-Xint"), rehearsal));
        List<String> rehearsalOverTcp = List.of("-cp", installation.core() + File.pathSeparator + installation.netty(), REHEARSAL);
        List<String> programsOverTcp = new ArrayList<>(jrun(List.of()));
        programsOverTcp.addAll(List.of("--transport", "tcp"));
        programsOverTcp.addAll(rank(recording(AotCaches.PROGRAMS_TCP), rehearsalOverTcp));
        programsOverTcp.add(NEXT);
        programsOverTcp.addAll(rank(List.of("-Xint"), rehearsalOverTcp));
        List<String> tools = new ArrayList<>(jrun(recording(Installation.LAUNCHER)));
        tools.addAll(rank(recording(Installation.BENCH), bench));
        tools.addAll(List.of(NEXT, "-n", "1", "-J-Xint", Installation.BENCH, "helloworld"));
        List<App> apps = Stream.of(programs, tools, programsOverTcp).map(line -> new App(1, line, work, List.of())).toList();
        JobOptions options = new JobOptions();
        options.outputFilename = work.resolve("output.%r").toString();
        Placement placement = Placement.onOneHost(List.of(1, 1, 1), Host.name());
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(JvmDefaults.VARIABLES);
        SearchPath path = SearchPath.of(installation, environment.getOrDefault("PATH", ""));
        return new HostsJob(options, placement, apps, environment, path, installation).run();
    }

    private List<String> jrun(List<String> options) {
        return java(options, List.of(
                "-D" + Installation.HOME_PROPERTY + "=" + installation.bin().getParent(), "-D" + Installation.LIB_PROPERTY + "=" + installation.lib(),
                "-cp", installation.tool(Installation.LAUNCHER), Jrun.class.getName()));
    }

    /** Hidden behind {@code env}, or jrun would add its jars to the class path, which the cache would ask for then. */
    private List<String> rank(List<String> options, List<String> program) {
        List<String> line = new ArrayList<>(List.of("-n", "1", "env"));
        line.addAll(java(options, program));
        return line;
    }

    private List<String> java(List<String> options, List<String> rest) {
        List<String> line = new ArrayList<>();
        line.add(installation.java().toString());
        line.addAll(options);
        line.addAll(List.of(AotCaches.SELECTORS, AotCaches.EXCEPTIONS, NATIVE_ACCESS));
        line.addAll(rest);
        return line;
    }

    /**
     * Objects of the heap can be kept by a JVM with this collector only, and be used with any but ZGC. Profiles are not kept: with them the
     * JVM compiles at once what it has compiled before, which costs a short program and a crowded host more than it gives others.
     */
    private List<String> recording(String name) {
        return List.of("-XX:AOTCacheOutput=" + made(name), "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining");
    }

    private Path made(String name) {
        return work.resolve(name + ".aot");
    }

    private String output() throws IOException {
        StringBuilder output = new StringBuilder();
        for (int rank = 0; rank < 3; rank++) {
            output.append(Files.readString(work.resolve("output." + rank)));
        }
        return output.toString();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the user's {@code what} is and makes the command line of one rank of it; {@code jrun --help} has the rule. Immutable.
 *
 * @param directory the ranks' folder, absolute
 * @param classPath the user's own, without mpi4j's jars; empty if there is none
 * @param classPathGiven whether that came from {@code -cp}
 * @param defaults options of the ranks' JVMs before {@code javaOptions}
 * @param overTcp whether ranks will talk over TCP, rather than through shared memory alone
 */
record Program(
        Installation installation, SearchPath path, Path directory, String classPath, boolean classPathGiven, List<String> defaults, List<String> javaOptions, boolean overTcp) {
    private static final String NETTY = "io.netty.channel.Channel";

    /** The main class of mpi-bench. */
    static final String BENCH = "org.mpi4j.bench.Bench";

    /** The command line of a rank. */
    List<String> commandLine(List<String> whatAndArguments) throws UsageException {
        String what = whatAndArguments.getFirst();
        List<String> arguments = whatAndArguments.subList(1, whatAndArguments.size());
        if (isSource(what)) {
            return java(classPath, file(what, "source file"), arguments);
        }
        if (what.endsWith(".jar")) {
            return jar(file(what, "jar"), arguments);
        }
        if (classPathGiven && isClass(what)) {
            return java(classPath, what, arguments);
        }
        Optional<Path> program = what.contains("/") ? Optional.of(executable(what)) : path.find(what, directory);
        if (program.isPresent()) {
            return isPlainBench(program.get(), arguments) ? bench(arguments) : command(program.get(), arguments);
        }
        if (isClass(what)) {
            return java(classPath.isEmpty() ? "." : classPath, what, arguments);
        }
        throw notFound(what);
    }

    private static boolean isSource(String what) {
        return what.endsWith(".java");
    }

    /**
     * The source file that {@code commandLine} is of, if all ranks would compile it as the launcher itself would.
     *
     * @param environment of the ranks; a JVM may find options there
     */
    @Nullable SourceProgram source(List<String> whatAndArguments, Map<String, String> environment) {
        String what = whatAndArguments.getFirst();
        if (!isSource(what) || !SourceCompiler.understands(directory.resolve(what), javaOptions, environment)) {
            return null;
        }
        return new SourceProgram(this, what, whatAndArguments.subList(1, whatAndArguments.size()));
    }

    private boolean isClass(String what) {
        return isClassName(what) && new ClassPath(classPath, directory).hasClass(what);
    }

    private static boolean isClassName(String what) {
        boolean atStart = true;
        for (int i = 0; i < what.length(); i++) {
            char c = what.charAt(i);
            if (atStart ? !Character.isJavaIdentifierStart(c) : c != '.' && !Character.isJavaIdentifierPart(c)) {
                return false;
            }
            atStart = c == '.';
        }
        return !atStart;
    }

    /** The core comes first, for the ranks to be of one version with the launcher, and for a class path that its cache fits. */
    List<String> java(String userClassPath, String main, List<String> arguments) {
        if (isSource(main)) {
            return java(List.of(), withJars("", userClassPath).text(), main, arguments); // the source launcher adds modules
        }
        List<String> forTcp = cachingForTcp(userClassPath);
        if (!forTcp.isEmpty()) {
            return java(forTcp, withJars(installation.netty(), userClassPath).text(), main, arguments);
        }
        return java(installation.caches().options(AotCaches.PROGRAMS, javaOptions), withJars("", userClassPath).text(), main, arguments);
    }

    /** Options by which a JVM finds Netty in a cache, if there is one and this is not to come before a Netty of the user's. */
    private List<String> cachingForTcp(String userClassPath) {
        List<String> options = overTcp ? installation.caches().options(AotCaches.PROGRAMS_TCP, javaOptions) : List.of();
        return options.isEmpty() || new ClassPath(userClassPath, directory).hasClass(NETTY) ? List.of() : options;
    }

    /** mpi4j's core, {@code second} if that is not empty, the user's class path, and the rest of mpi4j. */
    private ClassPath withJars(String second, String userClassPath) {
        ClassPath jars = new ClassPath(installation.core().toString(), directory);
        jars = second.isEmpty() ? jars : jars.then(second);
        return (userClassPath.isEmpty() ? jars : jars.then(userClassPath)).then(installation.jars());
    }

    /** The class path of a source file, from whatever folder it is looked at. */
    String absoluteClassPath() {
        return withJars("", classPath).absolute();
    }

    /** Whether this is the script {@code mpi-bench} with a program of which it is known what it starts. */
    private boolean isPlainBench(Path program, List<String> arguments) {
        return program.equals(installation.bench()) && (arguments.isEmpty() || !arguments.getFirst().equals("compare"));
    }

    /** What the script {@code mpi-bench} would start. */
    private List<String> bench(List<String> arguments) {
        List<String> forTcp = cachingForTcp("");
        if (!forTcp.isEmpty()) {
            return java(forTcp, withJars(installation.netty(), "").text(), BENCH, arguments);
        }
        List<String> caching = new ArrayList<>(installation.caches().options(Installation.BENCH, javaOptions));
        caching.add(AotCaches.EXCEPTIONS);
        return java(caching, new ClassPath(installation.tool(Installation.BENCH), directory).then(installation.jars()).text(), BENCH, arguments);
    }

    private List<String> java(List<String> caching, String jars, String main, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(installation.java().toString());
        line.addAll(caching);
        line.addAll(defaults);
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-cp");
        line.add(jars);
        line.addAll(javaOptions);
        line.add(main);
        line.addAll(arguments);
        return line;
    }

    private List<String> jar(String jar, List<String> arguments) throws UsageException {
        String userClassPath = classPathGiven ? new ClassPath(jar, directory).then(classPath).text() : jar;
        return java(userClassPath, mainClass(directory.resolve(jar)), arguments);
    }

    private static String mainClass(Path jar) throws UsageException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (main == null) {
                throw new UsageException(
                        UsageException.BAD_USAGE, jar + " has no Main-Class in its manifest; say which class: jrun -cp " + jar + " <class>");
            }
            return main.strip();
        } catch (IOException e) {
            throw new UsageException(UsageException.BAD_USAGE, "cannot read " + jar + ": " + e.getMessage());
        }
    }

    private List<String> command(Path program, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        boolean isJava = program.endsWith("java");
        line.addAll(isJava ? javaOptions : List.of());
        line.addAll(isJava ? JavaArguments.withJars(arguments, installation.jars()) : arguments);
        return line;
    }

    private String file(String what, String kind) throws UsageException {
        if (!Files.isReadable(directory.resolve(what))) {
            throw new UsageException(UsageException.NOT_FOUND, "no " + kind + " " + what + " in " + directory);
        }
        return what;
    }

    private Path executable(String what) throws UsageException {
        Path file = directory.resolve(what);
        if (Files.isDirectory(file) || !Files.exists(file)) {
            throw new UsageException(UsageException.NOT_FOUND, "no program " + what + " in " + directory);
        }
        if (!Files.isExecutable(file)) {
            throw new UsageException(UsageException.NOT_EXECUTABLE, what + " is not executable");
        }
        return file;
    }

    private UsageException notFound(String what) {
        String hint = Files.exists(directory.resolve(what + ".java"))
                ? "; there is a " + what + ".java"
                : Files.exists(directory.resolve(what)) ? "; there is a ./" + what : "";
        return new UsageException(
                UsageException.NOT_FOUND, "cannot find '" + what + "': no program on PATH, no class on the class path " + (classPath.isEmpty() ? "." : classPath) + hint);
    }
}

package org.mpi4j.dist;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mpi4j.dist.Started.Result;

/** The JDK that runs the tests, and programs for it to run. Stateless. */
final class Java {
    static final Path HOME = Path.of(System.getProperty("java.home"));

    private Java() {}

    static String tool(String name) {
        return HOME.resolve("bin").resolve(name).toString();
    }

    /** {@code java -cp (the distribution's jars and the test programs) Main ...}, without any option. */
    static String[] line(Class<?> main, String... arguments) throws URISyntaxException {
        List<String> line = new ArrayList<>(List.of(tool("java"), "-cp", Command.home().resolve("lib/*") + ":" + classes(), main.getName()));
        line.addAll(List.of(arguments));
        return line.toArray(String[]::new);
    }

    /** The same after what starts it. */
    static String[] after(List<String> launcher, Class<?> main, String... arguments) throws URISyntaxException {
        return Stream.concat(launcher.stream(), Stream.of(line(main, arguments))).toArray(String[]::new);
    }

    /** The folder of the compiled test programs. */
    static Path classes() throws URISyntaxException {
        return Path.of(Java.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Makes a jar that holds the program and all that it needs. */
    static Path fatJar(Path folder, Class<?> main) throws Exception {
        Path content = Files.createDirectory(folder.resolve("content"));
        try (Stream<Path> jars = Files.list(Command.home().resolve("lib"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                succeed(Command.of(tool("jar"), "xf", jar.toString()).in(content));
            }
        }
        Files.deleteIfExists(content.resolve("module-info.class"));
        Path fat = folder.resolve("app.jar");
        succeed(Command.of(tool("jar"), "cfe", fat.toString(), main.getName(), "-C", content.toString(), ".", "-C", classes().toString(),
                main.getName().replace('.', '/') + ".class"));
        return fat;
    }

    static void succeed(Command command) throws Exception {
        Result result = command.run();
        if (result.code() != 0) {
            throw new AssertionError(command.line() + ": " + result);
        }
    }
}

package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;

/** The caches that shorten the start: they are used, and nobody hears of them where they cannot be. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AotCacheIT {
    private static final String LOG_LOADED = "-J-Xlog:class+load:stdout:none";

    @TempDir
    Path folder;

    @Test
    void ranksOfTheBenchLoadTheirClassesFromTheCache() throws Exception {
        Result result = Command.jrun("-n", "2", LOG_LOADED, "mpi-bench", "helloworld").run();
        assertTrue(loaded(result, "org.mpi4j").isEmpty(), result.stdout());
        Greetings.check(2, new Result(result.code(), hello(result), result.stderr(), result.took()));
    }

    @Test
    void ranksOfAProgramLoadTheLibraryFromTheCache() throws Exception {
        String own = Java.classes().toString();
        Result result = Command.jrun("-n", "2", LOG_LOADED, "-cp", own, "org.mpi4j.dist.program.Ring").run();
        assertEquals(0, result.code(), result.stderr());
        List<String> others = loaded(result, "org.mpi4j").stream().filter(line -> !line.contains("org.mpi4j.dist.")).toList();
        assertTrue(others.size() < 20, () -> String.join("\n", others));
        assertEquals("", result.stderr());
    }

    @Test
    void ranksThatTalkOverTcpLoadNettyFromTheCache() throws Exception {
        Result result = Command.jrun("-n", "2", "--transport", "tcp", LOG_LOADED, "-cp", Java.classes().toString(), "org.mpi4j.dist.program.Ring").run();
        assertEquals(0, result.code(), result.stderr());
        assertTrue(result.stdout().lines().filter(line -> line.startsWith("io.netty.") && line.contains("source: shared objects file")).count() > 200, result.stdout());
        List<String> others = loaded(result, "io.netty.");
        assertTrue(others.size() < 20, () -> String.join("\n", others));
        List<String> own = loaded(result, "org.mpi4j.internal.transport.tcp");
        assertTrue(own.size() < 10, () -> String.join("\n", own));
        assertEquals("", result.stderr());
    }

    @Test
    void aNettyOfTheUsersComesFirstAllTheSame() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        try (Stream<Path> jars = Files.list(Command.home().resolve("lib"))) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("netty-")).toList()) {
                Files.copy(jar, own.resolve(jar.getFileName()));
            }
        }
        Result result = Command.jrun("-n", "2", "--transport", "tcp", LOG_LOADED, "-cp", own + "/*:" + Java.classes(), "org.mpi4j.dist.program.Ring").run();
        assertEquals(0, result.code(), result.stderr());
        List<String> channel = result.stdout().lines().filter(line -> line.startsWith("io.netty.channel.Channel ")).toList();
        assertFalse(channel.isEmpty(), result.stdout());
        assertTrue(channel.stream().allMatch(line -> line.contains(own.toString())), channel::toString);
    }

    @Test
    void aCopyWorksInAnotherFolderThatNobodyCanWrite() throws Exception {
        Path copy = copy();
        assertEquals(0, Command.of("chmod", "-R", "a-w", copy.toString()).run().code());
        try {
            Result result = Command.of(copy.resolve("bin/jrun").toString(), "-n", "2", LOG_LOADED, "mpi-bench", "helloworld").run();
            assertTrue(loaded(result, "org.mpi4j").isEmpty(), result.stdout());
        } finally {
            assertEquals(0, Command.of("chmod", "-R", "u+w", copy.toString()).run().code());
        }
    }

    @Test
    void aMissingCacheIsNotMissed() throws Exception {
        Path copy = copy();
        assertEquals(0, Command.of("rm", "-rf", copy.resolve("lib/aot").toString()).run().code());
        Greetings.check(2, Command.of(copy.resolve("bin/jrun").toString(), "-n", "2", "mpi-bench", "helloworld").run());
    }

    @Test
    void aCacheThatDoesNotFitIsPassedOverInSilence() throws Exception {
        Path copy = copy();
        Files.setLastModifiedTime(core(copy), FileTime.fromMillis(0));
        Greetings.check(2, Command.of(copy.resolve("bin/jrun").toString(), "-n", "2", "mpi-bench", "helloworld").run());
    }

    @Test
    void aCacheThatIsGarbageIsPassedOverInSilence() throws Exception {
        Path copy = copy();
        try (Stream<Path> files = Files.walk(copy.resolve("lib/aot"))) {
            for (Path cache : files.filter(file -> file.toString().endsWith(".aot")).toList()) {
                Files.writeString(cache, "garbage", StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
        Greetings.check(2, Command.of(copy.resolve("bin/jrun").toString(), "-n", "2", "mpi-bench", "helloworld").run());
    }

    @Test
    void optionsThatForbidTheCacheAreObeyedInSilence() throws Exception {
        Result result = Command.jrun("-n", "2", "-J-XX:+UseZGC", "-J--add-opens=java.base/java.lang=ALL-UNNAMED", "mpi-bench", "helloworld").run();
        Greetings.check(2, result);
        Command viaEnvironment = Command.jrun("-n", "2", "mpi-bench", "helloworld").with("JDK_JAVA_OPTIONS", "-XX:+UseZGC");
        assertEquals(2, viaEnvironment.run().stdout().lines().count());
    }

    @Test
    void theCachesCanBeMadeAnew() throws Exception {
        Path copy = copy();
        assertEquals(0, Command.of("rm", "-rf", copy.resolve("lib/aot").toString()).run().code());
        Result made = Command.of(copy.resolve("bin/jrun").toString(), "--make-aot").within(Duration.ofMinutes(4)).run();
        assertEquals("", made.stdout() + made.stderr());
        assertEquals(0, made.code());
        Result result = Command.of(copy.resolve("bin/jrun").toString(), "-n", "2", LOG_LOADED, "mpi-bench", "helloworld").run();
        assertTrue(loaded(result, "org.mpi4j").isEmpty(), result.stdout());
    }

    private Path copy() throws Exception {
        Path copy = folder.resolve("a copy");
        Result result = Command.of("cp", "-Rp", Command.home().toString(), copy.toString()).run();
        assertEquals(0, result.code(), result.stderr());
        return copy;
    }

    private static Path core(Path home) throws Exception {
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("mpi-core-")).findFirst().orElseThrow();
        }
    }

    /** The JVM's lines about classes of a package that did not come from a cache. */
    private static List<String> loaded(Result result, String from) {
        assertTrue(result.stdout().contains("source: shared objects file"), result.stdout());
        return result.stdout()
                .lines()
                .filter(line -> line.startsWith(from) && !line.contains("source: shared objects file") && !line.contains("$$"))
                .toList();
    }

    private static String hello(Result result) {
        StringBuilder lines = new StringBuilder();
        result.stdout().lines().filter(line -> line.startsWith("Hello")).forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }
}

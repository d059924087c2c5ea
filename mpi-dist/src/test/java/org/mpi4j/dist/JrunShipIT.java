package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;
import org.mpi4j.dist.program.Ring;

/** jrun --ship to hosts that see neither mpi4j nor the program: their folders are empty there, in a mount namespace of each agent's own. */
@Needs(Need.SSH_HOSTS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JrunShipIT {
    private static final Duration SOON = Soon.seconds(1);

    private final String mark = "ship-" + System.nanoTime();

    @TempDir
    static Path folder;

    @BeforeAll
    static void hide() throws Exception {
        String hidden = Stream.of(Command.home(), Java.classes(), folder).map(Path::toString).reduce("", (all, next) -> all + " " + next);
        Path script = Files.writeString(folder.resolve("hides"), """
                #!/bin/sh
                host=$1
                shift
                word=$(printf %%s "$*" | sed "s/'/'\\\\\\\\''/g;s/^/'/;s/\\$/'/")
                exec %s "$host" "exec unshare -m sh -c 'for folder in%s; do mount -t tmpfs none \\$folder; done; cd; exec sh -c \\"\\$1\\"' sh $word"
                """.formatted(Hosts.ssh(), hidden));
        assertTrue(script.toFile().setExecutable(true));
    }

    private static Command jrun(String... arguments) {
        return Command.jrun(Stream.concat(Stream.of("--ssh", folder.resolve("hides").toString()), Stream.of(arguments)).toArray(String[]::new));
    }

    private static void nothingIsLeft() throws Exception {
        Soon.await("shipped files are gone", SOON, () -> {
            try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
                return files.noneMatch(file -> file.getFileName().toString().startsWith("mpi4j-ship-"));
            }
        });
    }

    @Test
    void theHostsLackAllWithoutIt() throws Exception {
        Result result = jrun("--host", "node1", "-cp", Java.classes().toString(), Ring.class.getName()).run();
        assertEquals(1, result.code());
        assertTrue(result.stderr().contains("/bin/jrun"), result.stderr());
    }

    @Test
    void aClassRunsThereAndItsFilesAreThereForItsOwnerAlone() throws Exception {
        Result result = jrun("--host", "node1,node2:2", "--ship", "-n", "2", "-cp", Java.classes().toString(), Ring.class.getName(),
                ":", "-n", "1", "sh", "-c", "stat -c %a%U $MPI4J_HOME/..; exec java " + Ring.class.getName()).with("CLASSPATH", Java.classes().toString()).run();
        assertEquals(0, result.code(), result.stderr());
        assertTrue(result.stdout().contains("700" + System.getProperty("user.name") + "\n"), result.stdout());
        assertEquals("", result.stderr());
        nothingIsLeft();
    }

    @Test
    void aJarRunsThereWithWhatItsManifestNames() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path manifest = Files.writeString(folder.resolve("manifest"), "Main-Class: " + Ring.class.getName() + "\nClass-Path: libs/ring.jar\n");
        Files.createDirectory(folder.resolve("libs"));
        Java.succeed(Command.of(Java.tool("jar"), "cf", folder.resolve("libs/ring.jar").toString(), "-C", Java.classes().toString(), "org/mpi4j/dist/program"));
        Java.succeed(Command.of(Java.tool("jar"), "cfm", folder.resolve("app.jar").toString(), manifest.toString(), "-C", classes.toString(), "."));
        Result result = jrun("--host", "node1,node2", "--ship=/var/tmp", "app.jar").in(folder).run();
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
        try (Stream<Path> files = Files.list(Path.of("/var/tmp"))) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("mpi4j-ship-")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jrun", "agent"})
    void nothingIsLeftWhenOneIsKilled(String who) throws Exception {
        try (Started started = jrun("--host", "node1,node2", "--ship", "-cp", Java.classes().toString(), Fails.class.getName(), "stays", mark).start()) {
            started.awaitOutput(text -> text.equals("up\nup\n"));
            if (who.equals("jrun")) {
                started.signal("KILL");
            } else {
                List<String> agents = Survivors.of("mpi4j-ship-" + started.pid() + "-").stream().filter(line -> line.contains("Jrun --agent")).toList();
                assertEquals(2, agents.size(), agents::toString);
                Command.of("kill", "-9", agents.getFirst().replaceFirst(" .*", "")).run();
            }
            Survivors.awaitNone(mark, Soon.seconds(5));
        }
        nothingIsLeft();
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithTheHost() throws Exception {
        Result result = jrun("--host", "node1", "--ship=/proc/none", "hostname").run();
        assertEquals(1, result.code());
        assertTrue(result.stderr().startsWith("jrun: host node1: ") && result.stderr().contains("/proc/none/mpi4j-ship-"), result.stderr());
        assertFalse(result.stderr().contains("Broken pipe"), result.stderr());
    }
}

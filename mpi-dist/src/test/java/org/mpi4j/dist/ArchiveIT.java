package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;

/** The tar.gz, unpacked in a folder with a space in its name. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ArchiveIT {
    @TempDir
    static Path folder;

    private static Path unpacked;

    @BeforeAll
    static void unpack() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("some where"));
        try (Stream<Path> built = Files.list(Command.home().getParent())) {
            List<Path> archives = built.filter(path -> path.toString().endsWith(".tar.gz")).toList();
            assertEquals(1, archives.size(), archives::toString);
            Result result = Command.of("tar", "xf", archives.getFirst().toString()).in(elsewhere).run();
            assertEquals(0, result.code(), result.stderr());
        }
        try (Stream<Path> top = Files.list(elsewhere)) {
            List<Path> folders = top.toList();
            assertEquals(1, folders.size(), folders::toString);
            unpacked = folders.getFirst();
        }
    }

    @Test
    void runsFromAnyFolderWithAnEmptyEnvironment() throws Exception {
        Command jrun = Command.of(unpacked.resolve("bin/jrun").toString(), "-n", "5", "mpi-bench", "helloworld");
        Greetings.check(5, jrun.withEmptyEnvironment().in(Path.of("/")).run());
    }

    @Test
    void hasAManPageAndACompletion() throws Exception {
        assertTrue(Files.readString(unpacked.resolve("share/man/man1/jrun.1")).startsWith(".TH JRUN 1"));
        String completed = "source share/bash-completion/completions/jrun; COMP_WORDS=(jrun --bind-to so); COMP_CWORD=2; _jrun; echo \"${COMPREPLY[@]}\"";
        Result result = Command.of("bash", "-c", completed).in(unpacked).run();
        assertEquals("socket\n", result.stdout(), result.stderr());
    }

    @Test
    void startsASourceFile() throws Exception {
        Command jrun = Command.of(unpacked.resolve("bin/jrun").toString(), "-n", "2", "docs/examples/Pi.java");
        Result result = jrun.in(unpacked).run();
        assertEquals("pi is about 3.1415926536, error below 1e-10: true\n", result.stdout(), result.stderr());
        assertEquals("", result.stderr());
    }
}

package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;
import org.mpi4j.dist.program.Ring;

/** Where the secret of a job goes, and where it must not be seen. */
@Needs(Need.SSH_HOSTS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SecretsIT {
    private final String mark = "secret-" + System.nanoTime();

    @TempDir
    private Path folder;

    @AfterEach
    void endJobs() throws Exception {
        Slurm.endJobs();
    }

    @Test
    void noCommandLineAndNoFileShowsTheSecretOfAJobOverSsh() throws Exception {
        List<String> options = List.of("--ssh", Hosts.ssh(), "--host", "node1:2,node2", "--output-filename", folder.resolve("out").toString());
        try (Started _ = Command.jrun(Java.after(options, Fails.class, "stays", mark)).start()) {
            Soon.await("the ranks", Soon.seconds(5), () -> Survivors.of("Fails stays " + mark).size() >= 3 && allUp());
            String rank = Survivors.of(Fails.class.getName() + " stays " + mark).stream().map(line -> line.replaceFirst(" .*", "")).filter(this::hasSecret).findFirst().orElseThrow();
            String secret = secretOf(rank);
            assertTrue(secret.matches("[0-9a-f]{64}"), secret);
            assertEquals(List.of(), Survivors.of(secret));
            assertEquals("r--------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of("/proc", rank, "environ"))));
            assertNoFileHolds(secret, folder);
            assertNoFileHolds(secret, Path.of("/dev/shm"));
        }
        Survivors.awaitNone(mark, Soon.seconds(5));
    }

    private static void assertNoFileHolds(String secret, Path within) throws IOException {
        try (Stream<Path> files = Files.walk(within, 2)) {
            for (Path file : files.filter(Files::isRegularFile).filter(SecretsIT::isSmall).toList()) {
                assertFalse(textOf(file).contains(secret), file::toString);
            }
        }
    }

    private boolean allUp() throws IOException {
        for (int rank = 0; rank < 3; rank++) {
            if (!textOf(folder.resolve("out/rank." + rank + ".stdout")).contains("up")) {
                return false;
            }
        }
        return true;
    }

    private boolean hasSecret(String process) {
        return !secretOf(process).isEmpty();
    }

    private static String secretOf(String process) {
        return textOf(Path.of("/proc", process, "environ")).lines().findFirst().stream()
                .flatMap(line -> Stream.of(line.split("\0", -1)))
                .filter(variable -> variable.startsWith("MPI4J_SECRET="))
                .map(variable -> variable.substring("MPI4J_SECRET=".length()))
                .findFirst().orElse("");
    }

    private static boolean isSmall(Path file) {
        return file.toFile().length() < 1 << 20;
    }

    private static String textOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"munge", "file"})
    void ranksOfAPlainStepShareASecretOfTheirOwn(String way) throws Exception {
        Path secrets = folder.resolve("secrets");
        Result result = Slurm.srun(Java.after(List.of("-N3", "-n5", "--mpi=none"), Ring.class))
                .with("MPI4J_SLURM_SECRET", way).with("MPI4J_SLURM_SECRET_FOLDER", secrets.toString()).run();
        assertEquals("", result.stderr());
        assertEquals(5, result.stdout().lines().count(), result.stdout());
        assertEquals(way.equals("file"), Files.exists(secrets));
        if (Files.exists(secrets)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(secrets)) {
                assertFalse(left.iterator().hasNext(), "the file has served");
            }
        }
    }
}

package org.mpi4j.internal.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.Secret;
import org.mpi4j.internal.boot.slurm.Munge;
import org.mpi4j.internal.boot.slurm.SecretFile;

/** How the ranks of a step come to know what rank 0 has made up, and who does not. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class SlurmSecretTest {
    private static final HostId HERE = new HostId("node1", "boot");
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 28000);

    private final byte[] secret = Secret.create();

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void nameAFolder() {
        folder = temporary.resolve("secrets");
    }

    private SlurmSecret of(SlurmSecret.Way way, Munge munge) {
        return new SlurmSecret(way, new SecretFile(folder, "slurm-1-0"), munge, "slurm-1-0", HERE, 60);
    }

    /** Stands for munge of a cluster whose daemon says that this user is {@code userId}, and that the credential has {@code status}. */
    private Munge munge(int userId, int status) throws IOException {
        Path munge = script("munge", "echo MUNGE:$(base64 -w0):");
        Path unmunge = script("unmunge", "printf 'STATUS:          " + status + "\\nUID:             " + userId
                + "\\n\\n'; sed 's/^MUNGE://; s/:$//' | base64 -d; exit " + status);
        return new Munge(munge, unmunge);
    }

    private Path script(String name, String text) throws IOException {
        Path script = Files.writeString(temporary.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    private static String refused(SlurmSecret reader, byte[] sealed) {
        return assertThrows(IOException.class, () -> reader.secret(sealed, SERVER)).getMessage();
    }

    @Test
    void aFileServesThisUserAloneAndGoesWhenAllHaveJoined() throws Exception {
        SlurmSecret rank0 = of(SlurmSecret.Way.FILE, null);
        byte[] sealed = rank0.seal(secret).sealed(28000);
        assertEquals("file", new String(sealed, UTF_8));
        Path file = folder.resolve("slurm-1-0.secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertArrayEquals(secret, of(SlurmSecret.Way.AUTO, null).secret(sealed, SERVER));
        ExchangeOwner owner = rank0.owner(2);
        owner.joined(0, "node1", 1);
        assertTrue(Files.exists(file));
        owner.joined(1, "node1", 2);
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileThatOthersCanReadOrReplaceHoldsNoSecret() throws Exception {
        SlurmSecret rank0 = of(SlurmSecret.Way.FILE, null);
        byte[] sealed = rank0.seal(secret).sealed(28000);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(refused(rank0, sealed).contains("mode=rwxrwxrwx"));
        assertThrows(IOException.class, () -> rank0.seal(secret).sealed(28000));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.resolve("slurm-1-0.secret"), PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(refused(rank0, sealed).contains("mode=rw-r--r--"));
    }

    @Test
    void aFolderThatTheHostsDoNotShareIsNamed() {
        String said = refused(of(SlurmSecret.Way.FILE, null), "file".getBytes(UTF_8));
        assertTrue(said.contains(folder.toString()) && said.contains("mpi4j.slurm.secret.folder"), said);
    }

    @Test
    void whatKilledJobsHaveLeftIsRemovedAfterADay() throws Exception {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path old = Files.writeString(folder.resolve("slurm-7-0.secret"), "old");
        Path other = Files.writeString(folder.resolve("notes"), "mine");
        Path recent = Files.writeString(folder.resolve("slurm-8-0.secret"), "recent");
        FileTime days = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(old, days);
        Files.setLastModifiedTime(other, days);
        of(SlurmSecret.Way.FILE, null).seal(secret).sealed(28000);
        assertEquals(List.of(false, true, true), List.of(Files.exists(old), Files.exists(other), Files.exists(recent)));
    }

    @Test
    void mungeServesThisUserAlone() throws Exception {
        SlurmSecret rank0 = of(SlurmSecret.Way.AUTO, munge(SecretFile.userId(), 0));
        byte[] sealed = rank0.seal(secret).sealed(28000);
        assertTrue(new String(sealed, UTF_8).startsWith("munge MUNGE:"));
        assertFalse(Files.exists(folder), "no file then");
        assertArrayEquals(secret, rank0.secret(sealed, SERVER));
        String said = refused(of(SlurmSecret.Way.AUTO, munge(SecretFile.userId() + 1, 0)), sealed);
        assertTrue(said.startsWith("not written by this user"), said);
    }

    @Test
    void aCredentialServesAllRanksOfAHostButNotForEver() throws Exception {
        SlurmSecret rank0 = of(SlurmSecret.Way.MUNGE, munge(SecretFile.userId(), 17));
        byte[] sealed = rank0.seal(secret).sealed(28000);
        assertArrayEquals(secret, rank0.secret(sealed, SERVER), "opened before, by another rank");
        String said = refused(of(SlurmSecret.Way.MUNGE, munge(SecretFile.userId(), 15)), sealed);
        assertTrue(said.startsWith("munge has not opened"), said);
    }

    @Test
    void whoOnlyPassesTheSealOnIsFoundOut() throws Exception {
        SlurmSecret rank0 = of(SlurmSecret.Way.MUNGE, munge(SecretFile.userId(), 0));
        byte[] sealed = rank0.seal(secret).sealed(28001);
        assertTrue(refused(rank0, sealed).startsWith("the secret of another server"), "another port of the host");
        SecretCard card = new SecretCard("slurm-1-0", HERE, 28000, List.of("10.0.0.1"), secret);
        assertArrayEquals(secret, card.secretFor("slurm-1-0", new HostId("node2", "boot"), new InetSocketAddress("10.0.0.1", 28000)));
        assertThrows(IOException.class, () -> card.secretFor("slurm-1-0", HERE, new InetSocketAddress("10.0.0.2", 28000)), "another host");
        assertThrows(IOException.class, () -> card.secretFor("slurm-1-0", new HostId("node2", "boot"), SERVER), "the loopback of another host");
        assertThrows(IOException.class, () -> card.secretFor("slurm-2-0", HERE, SERVER), "another job of the user's");
    }

    @Test
    void nobodyIsTakenInByAWeakerWayThanHisOwn() throws Exception {
        assertTrue(refused(of(SlurmSecret.Way.AUTO, null), new byte[0]).contains("mpi4j.slurm.secret=auto"));
        assertTrue(refused(of(SlurmSecret.Way.MUNGE, munge(0, 0)), "file".getBytes(UTF_8)).contains("mpi4j.slurm.secret=munge"));
    }

    @Test
    void withoutAnyWayTheStartFailsAndSaysWhy() throws Exception {
        Files.writeString(folder, "no folder");
        IOException e = assertThrows(IOException.class, () -> of(SlurmSecret.Way.AUTO, null).seal(secret).sealed(28000));
        assertTrue(e.getMessage().contains("no programs munge and unmunge") && e.getMessage().contains(folder.toString()), e.getMessage());
    }
}

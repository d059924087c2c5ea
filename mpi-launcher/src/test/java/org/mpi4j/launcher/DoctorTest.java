package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.Mpi;
import org.mpi4j.internal.net.Ports;

/** What the doctor asks for, measures and says. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DoctorTest {
    private static final Map<String, String> WELL = Map.of(
            "java", "25.0.1", "mpi4j", Mpi.libraryVersion(), "shm", "1000000000", "nofile", "4096", "nproc", "4096", "shmMode", "rwxrwxrwx", "memlock", "unlimited",
            "addresses", "10.0.0.1");

    @ParameterizedTest
    @ValueSource(strings = {"", "--bogus=1 a", "--ssh", "a --hostfile=b", "--net=10.0.0.0/99 a", "--port-range=9-8 a", "n[1-"})
    void refusesWhatItCannotRead(String line) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        assertEquals(2, assertThrows(UsageException.class, () -> Doctor.run(Installation.ofProcess(), words)).exitCode());
    }

    @Test
    void saysThatNoFileHasSuchAName() {
        UsageException thrown = assertThrows(UsageException.class, () -> Doctor.run(Installation.ofProcess(), List.of("--hostfile=a\0b")));
        assertEquals(2, thrown.exitCode());
        assertTrue(thrown.getMessage().startsWith("doctor: --hostfile: 'a\0b' is no name of a file"), thrown.getMessage());
    }

    @Test
    void listensWhereItIsToldToAndNowhereElse() throws Exception {
        DoctorEcho echo = DoctorEcho.start(List.of(InetAddress.getLoopbackAddress(), InetAddress.getByName("127.0.0.3")), Ports.ANY, "token");
        for (String address : List.of("127.0.0.1", "127.0.0.3")) {
            assertEquals(address, DoctorEcho.tryAll(List.of("127.0.0.2", address), echo.port(), "token").get("via"));
        }
        assertTrue(DoctorEcho.tryAll(List.of("127.0.0.2"), echo.port(), "token").containsKey("failed"), "not told to");
    }

    @Test
    void findsNothingOnAHostThatIsWell() {
        DoctorReport report = new DoctorReport(List.of("a", "b"));
        report.host("a", WELL, 3);
        report.path("a", "b", Map.of("micros", "20", "megabytes", "900"));
        assertTrue(report.isHealthy());
        assertTrue(report.text().contains("20 us 900 MB/s") && report.text().endsWith("nothing to be done\n"), report.text());
    }

    @ParameterizedTest
    @CsvSource({"java,21.0.1,JDK 25", "mpi4j,mpi4j 0.0.1,same one", "shm,1000000,remount", "shmMode,'not writable, r--',mode=1777", "nofile,256,nofile", "nproc,100,nproc"})
    void saysWhatToDoAboutEachFact(String key, String value, String remedy) {
        Map<String, String> facts = new HashMap<>(WELL);
        facts.put(key, value);
        DoctorReport report = new DoctorReport(List.of("a"));
        report.host("a", facts, 0);
        assertFalse(report.isHealthy());
        assertTrue(report.text().contains("1 to be done") && report.text().contains(remedy), report.text());
    }

    @ParameterizedTest
    @CsvSource({"Could not resolve hostname x,spell", "Permission denied (publickey),ssh-copy-id", "Host key verification failed,known_hosts",
        "Connection refused,sshd runs", "jrun: not found,install mpi4j", "what,by hand"})
    void knowsARemedyForWhatSshSays(String said, String remedy) {
        assertTrue(DoctorReport.remedyOfEntry(said, Path.of("/opt/mpi4j/bin")).contains(remedy));
    }

    @Test
    void measuresAtTheFirstAddressThatAnswersAndTellsWhyOthersDoNot() throws Exception {
        DoctorEcho echo = DoctorEcho.start(List.of(), Ports.ANY, "token");
        Map<String, String> measured = DoctorEcho.tryAll(List.of("127.0.0.1"), echo.port(), "token");
        assertEquals("127.0.0.1", measured.get("via"));
        assertTrue(Long.parseLong(measured.get("megabytes")) > 0 && Long.parseLong(measured.get("micros")) > 0, measured.toString());
        assertTrue(DoctorEcho.tryAll(List.of("127.0.0.1"), echo.port(), "wrong").get("failed").startsWith("127.0.0.1: "), "a stranger");
    }
}

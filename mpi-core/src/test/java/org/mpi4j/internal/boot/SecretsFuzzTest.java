package org.mpi4j.internal.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.fuzz.Fuzz;
import org.mpi4j.internal.net.HostPort;

/** What rank 0 tells the others through a process manager, or sealed, after it has been garbled. */
@Timeout(value = 3600, threadMode = SEPARATE_THREAD)
public class SecretsFuzzTest {
    private static final HostId HOST = new HostId("node1", "boot");

    /** Also the entry of a fuzzer that is guided by coverage. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            PmiBootstrap.Card.decoded(text);
        } catch (IllegalArgumentException _) {
            // declared
        }
        try {
            SecretCard.decoded(text);
        } catch (IOException _) {
            // declared
        }
    }

    @Test
    void aCardIsReadOrRefused() {
        String pmi = new PmiBootstrap.Card("pmi-1", new byte[32], HOST, List.of(new HostPort("10.77.0.1", 4000), new HostPort("fd00::1", 4000))).encoded();
        String sealed = new SecretCard("slurm-1-0", HOST, 28000, List.of("10.0.0.1", "fd00::1"), new byte[32]).encoded();
        new Fuzz(SecretsFuzzTest::fuzzerTestOneInput, List.of(pmi.getBytes(UTF_8), sealed.getBytes(UTF_8))).run();
    }
}

package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.net.Ports;

/** Ports for debuggers. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DebugTest {
    private static Debug within(String ports) throws UsageException {
        return Debug.of("", false).at(true, Ports.parse(ports));
    }

    @Test
    void eachRankOfAHostGetsTheLastFreePortOfTheRange() throws Exception {
        Debug debug = within("23410-23419");
        Set<Integer> taken = new HashSet<>();
        int first = debug.freePort(taken);
        try (ServerSocket other = new ServerSocket(first - 1)) {
            int second = debug.freePort(taken);
            assertTrue(first <= 23_419 && second < other.getLocalPort() && second >= 23_410, first + " " + second);
            assertEquals(Set.of(first, second), taken);
        }
    }

    @Test
    void aRangeThatIsUsedUpIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Debug debug = within(Integer.toString(other.getLocalPort()));
            IOException thrown = assertThrows(IOException.class, () -> debug.freePort(new HashSet<>()));
            assertEquals("--debug: no free port in " + other.getLocalPort() + " (--port-range, mpi4j.tcp.ports), ports=1", thrown.getMessage());
        }
    }

    @Test
    void anAgentReadsTheRangeThatItWasSent() throws Exception {
        for (String ports : new String[] {"0", "23410-23419"}) {
            Debug debug = within(ports);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            debug.writeTo(new DataOutputStream(bytes));
            assertEquals(debug, Debug.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
        }
    }
}

package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a job needs of a host is compared with what the host gives, before anything starts. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostLimitsTest {
    private static final String PROC = """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             4000                 4000                 processes
            Max open files            1024                 4096                 files
            Max locked memory         unlimited            unlimited            bytes
            """;

    @Test
    void readsTheHardLimits() {
        HostLimits limits = HostLimits.of(PROC, 7);
        assertEquals(new HostLimits(4096, 4000, 7), limits);
        assertEquals(new HostLimits(Long.MAX_VALUE, Long.MAX_VALUE, 7), HostLimits.of("", 7));
    }

    @Test
    void aRankNeedsADescriptorForEachPeerOverTcp() throws Exception {
        HostLimits limits = new HostLimits(300, Long.MAX_VALUE, Long.MAX_VALUE);
        limits.checkRank(rank(300, 100, "shm,tcp"));
        IOException tooMany = assertThrows(IOException.class, () -> limits.checkRank(rank(301, 100, "shm,tcp")));
        assertTrue(tooMany.getMessage().contains("needs 301 file descriptors") && tooMany.getMessage().contains("limit=300 (ulimit -Hn): raise nofile"), tooMany.getMessage());
        assertThrows(IOException.class, () -> limits.checkRank(rank(300, 100, "tcp")));
    }

    @Test
    void jrunNeedsMoreForRanksOfItsOwnHost() throws Exception {
        HostLimits limits = new HostLimits(1000, Long.MAX_VALUE, Long.MAX_VALUE);
        limits.checkLauncher(800, 0, 20);
        UsageException tooMany = assertThrows(UsageException.class, () -> limits.checkLauncher(800, 800, 1));
        assertTrue(tooMany.getMessage().contains("for 800 ranks, limit=1000"), tooMany.getMessage());
    }

    @Test
    void warnsOfTooFewThreadsAndTooLittleSharedMemory() {
        assertEquals(List.of(), new HostLimits(1000, 1000, 1L << 30).warnings(rank(8, 8, "shm,tcp")));
        List<String> warnings = new HostLimits(1000, 100, 1 << 20).warnings(rank(8, 8, "shm,tcp"));
        assertEquals(2, warnings.size());
        assertTrue(warnings.getFirst().contains("ulimit -u") && warnings.getLast().contains("/dev/shm, free are 1048576"), warnings.toString());
        assertEquals(List.of(), new HostLimits(1000, 1000, 1 << 20).warnings(rank(8, 8, "tcp")));
    }

    private static Map<String, String> rank(int size, int localSize, String transports) {
        return Map.of("MPI4J_SIZE", "" + size, "MPI4J_LOCAL_SIZE", "" + localSize, "MPI4J_TRANSPORT", transports);
    }
}

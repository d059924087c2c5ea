package org.mpi4j.internal.transport.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.spi.Board;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ShmPanelTest {
    @Test
    void keepsWhatDifferentRanksWriteOnDifferentLines() {
        for (int ranks = 1; ranks <= ShmPanel.MOST_RANKS; ranks++) {
            for (int rank = 0; rank < ranks; rank++) {
                for (int panel = 0; panel < ShmPanel.COUNT; panel++) {
                    assertEquals(0, ShmPanel.at(rank, panel, ranks) % 128);
                    assertEquals(0, ShmPanel.postAt(3, ShmPanel.stride(panel, ranks)) % 128);
                }
            }
        }
    }

    @Test
    void putsPanelsOneAfterTheOther() {
        int ranks = 5;
        for (int rank = 0; rank < ranks; rank++) {
            for (int panel = 0; panel < ShmPanel.COUNT; panel++) {
                boolean isLast = panel == ShmPanel.COUNT - 1;
                long next = ShmPanel.at(isLast ? rank + 1 : rank, isLast ? 0 : panel + 1, ranks);
                long stride = ShmPanel.stride(panel, ranks);
                long end = ShmPanel.postAt(Board.DEPTH - 1, stride) + ShmPanel.payloadAt(1_000) + ShmPanel.postBytes(panel, ranks);
                assertTrue(ShmPanel.at(rank, panel, ranks) + end <= next, "rank=" + rank + " panel=" + panel);
            }
        }
    }

    @Test
    void keepsAShortPostInOneLine() {
        assertEquals(16, ShmPanel.payloadAt(0));
        assertEquals(64, ShmPanel.payloadAt(48) + 48);
        assertEquals(64, ShmPanel.payloadAt(49));
    }

    @Test
    void givesEightRanks64KiBForAPostAndMoreRanksLess() {
        assertEquals(64 << 10, ShmPanel.postBytes(0, 8));
        assertEquals(4 << 10, ShmPanel.postBytes(1, 8));
        assertEquals(16 << 10, ShmPanel.postBytes(0, 16));
        assertEquals(1 << 10, ShmPanel.postBytes(0, 64));
        assertEquals(256, ShmPanel.postBytes(7, 64));
        assertTrue(ShmPanel.bytesOfAll(64) < 5 << 18, () -> "bytes=" + ShmPanel.bytesOfAll(64));
        assertEquals(0, ShmPanel.bytesOfAll(65));
    }
}

package org.mpi4j.internal.transport.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ShmLayoutTest {
    private static final Settings DEFAULTS = new Settings(_ -> null, _ -> null);
    private static final long MIB = 1 << 20;

    @Test
    void takesLessThan1300KiBForARankByDefault() {
        ShmLayout layout = defaults(1);
        assertEquals(512 + (256 << 10) + MIB, layout.inboxBytes());
        assertEquals(256 + layout.inboxBytes(), layout.sizeBytes());
    }

    @Test
    void fits64RanksIntoTheSharedMemoryOfAContainer() {
        ShmLayout layout = defaults(64).fitting(48 * MIB).orElseThrow();
        assertTrue(layout.sizeBytes() <= 48 * MIB, layout::toString);
        assertEquals(defaults(1).chunkBytes(), layout.chunkBytes());
    }

    @Test
    void fitsThousandsOfThreads() {
        assertTrue(defaults(4096).fitting(256 * MIB).isPresent());
    }

    @Test
    void saysWhenNothingFits() {
        assertEquals(Optional.empty(), defaults(64).fitting(MIB));
    }

    @Test
    void leavesALayoutThatFitsAlone() {
        assertEquals(defaults(2), defaults(2).fitting(defaults(2).sizeBytes()).orElseThrow());
    }

    @Test
    void takesTheNearestOfWhatIsAskedFor() {
        assertEquals(new ShmLayout(3, 128 << 10, 40_064, 64), ShmLayout.near(3, 200_000, 40_000, 1_000));
        assertEquals(new ShmLayout(1, ShmLayout.MIN_RING_BYTES, 2048, 1), ShmLayout.near(1, 0, 0, 0));
        assertEquals(ShmLayout.MAX_RING_BYTES, ShmLayout.near(1, Long.MAX_VALUE, Long.MAX_VALUE, 1).ringBytes());
    }

    @Test
    void keepsWhatDifferentRanksWriteOnDifferentLines() {
        ShmLayout layout = defaults(3);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, layout.inboxAt(i) % 128);
            assertEquals(0, layout.chunksAt(i) % 128);
        }
        assertEquals(layout.inboxAt(2), layout.chunksAt(1) + (long) layout.chunks() * layout.chunkBytes());
    }

    @Test
    void keepsAMessageOf24BytesInOneLine() {
        assertEquals(64, ShmRecord.inlineBytes(0));
        assertEquals(64, ShmRecord.inlineBytes(24));
        assertEquals(128, ShmRecord.inlineBytes(25));
        assertEquals(2048, ShmRecord.inlineBytes(ShmRecord.MAX_INLINE_BYTES));
    }

    @Test
    void readsBackWhatTheRecordsWordSays() {
        long word = ShmRecord.word(ShmRecord.PADDING, 63, 0xFFFF, ShmRecord.MAX_LENGTH) | ShmRecord.lap(5L << 18, 18);
        assertEquals(ShmRecord.PADDING, ShmRecord.kind(word));
        assertEquals(63, ShmRecord.chunk(word));
        assertEquals(0xFFFF, ShmRecord.sender(word));
        assertEquals(ShmRecord.MAX_LENGTH, ShmRecord.length(word));
        assertTrue(ShmRecord.isOfLap(word, 0x85));
    }

    @Test
    void tellsEachLapFromTheOneBeforeAndFromZeros() {
        for (long lap = 1; lap < 1000; lap++) {
            long here = ShmRecord.lap(lap << 14, 14);
            assertTrue(here != ShmRecord.lap((lap - 1) << 14, 14) && here != 0);
        }
    }

    private static ShmLayout defaults(int inboxes) {
        return ShmLayout.near(
                inboxes,
                DEFAULTS.bytes(Setting.SHM_RING),
                DEFAULTS.bytes(Setting.SHM_CHUNK),
                DEFAULTS.bytes(Setting.SHM_CHUNKS));
    }
}

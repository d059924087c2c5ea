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
    void takes3MiBForARankByDefault() {
        ShmLayout layout = defaults(1);
        assertEquals(384 + MIB + 2 * MIB, layout.inboxBytes());
        assertEquals(256 + 128 + layout.inboxBytes() + layout.panelsBytes(), layout.sizeBytes());
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
    void makesRingsSmallerWhereThereAreMany() {
        assertEquals(1 << 20, defaults(8).ringBytes());
        assertEquals(512 << 10, defaults(9).ringBytes());
        assertEquals(256 << 10, defaults(32).ringBytes());
        assertEquals(128 << 10, defaults(64).ringBytes());
        assertEquals(64 << 10, defaults(65).ringBytes());
        assertEquals(16 << 10, defaults(256).ringBytes() / 2);
        assertEquals(64 << 10, defaults(1000).ringBytes());
        assertEquals(256 << 10, defaults(1 << 16).ringBytes());
        assertEquals(1 << 20, ShmLayout.near(64, 1 << 20, 0, 1).ringBytes());
    }

    @Test
    void hasFewerChunksWhereThereAreManyRanks() {
        assertEquals(64, defaults(32).chunks());
        assertEquals(32, defaults(33).chunks());
        assertEquals(3, ShmLayout.near(64, 0, 0, 3).chunks());
    }

    @Test
    void takesTheNearestOfWhatIsAskedFor() {
        assertEquals(new ShmLayout(3, 128 << 10, 40_064, 64), ShmLayout.near(3, 200_000, 40_000, 1_000));
        assertEquals(new ShmLayout(1, ShmLayout.MIN_RING_BYTES, ShmLayout.MIN_CHUNK_BYTES, 1), ShmLayout.near(1, 0, 0, 0));
        assertEquals(ShmLayout.MAX_RING_BYTES, ShmLayout.near(1, Long.MAX_VALUE, Long.MAX_VALUE, 1).ringBytes());
    }

    @Test
    void keepsWhatDifferentRanksWriteOnDifferentLines() {
        ShmLayout layout = defaults(3);
        for (int i = 0; i < 3; i++) {
            assertEquals(0, layout.rankAt(i) % 128);
            assertEquals(0, layout.inboxAt(i) % 128);
        }
        assertEquals(0, layout.chunksAt() % 128);
        assertEquals(layout.inboxAt(0), layout.rankAt(3));
        assertEquals(layout.inboxAt(2), layout.inboxAt(1) + layout.chunksAt() + layout.chunksBytes());
    }

    @Test
    void keepsAMessageOf16BytesInOneLine() {
        assertEquals(64, ShmRecord.inlineBytes(0));
        assertEquals(64, ShmRecord.inlineBytes(16));
        assertEquals(64, ShmRecord.payloadAt(16) + 16);
    }

    @Test
    void beginsALongerMessageWithALineOfItsOwn() {
        assertEquals(64, ShmRecord.payloadAt(17));
        assertEquals(128, ShmRecord.inlineBytes(17));
        assertEquals(128, ShmRecord.inlineBytes(64));
        assertEquals(192, ShmRecord.inlineBytes(65));
    }

    @Test
    void fitsSeveralOfTheLargestMessagesIntoEachRing() {
        for (int ring = ShmLayout.MIN_RING_BYTES; ring <= ShmLayout.MAX_RING_BYTES; ring *= 2) {
            ShmLayout layout = ShmLayout.near(1, ring, 0, 1);
            assertTrue(4 * ShmRecord.inlineBytes(layout.maxInlineBytes()) <= ring, layout::toString);
        }
    }

    @Test
    void readsBackWhatTheRecordsWordSays() {
        long word = ShmRecord.word(ShmRecord.PADDING, 63, 0xFFFF, ShmLayout.MAX_RING_BYTES);
        assertEquals(ShmRecord.PADDING, ShmRecord.kind(word));
        assertEquals(63, ShmRecord.chunk(word));
        assertEquals(0xFFFF, ShmRecord.sender(word));
        assertEquals(ShmLayout.MAX_RING_BYTES, ShmRecord.length(word));
    }

    @Test
    void stampsNoRecordAsMemoryThatNobodyHasWritten() {
        for (long position = 0; position < 1 << 20; position += ShmRecord.SLOT_BYTES) {
            assertTrue(ShmRecord.stamp(position, position | 1) != 0);
        }
    }

    private static ShmLayout defaults(int inboxes) {
        return ShmLayout.near(
                inboxes,
                DEFAULTS.bytesOrAuto(Setting.SHM_RING),
                DEFAULTS.bytes(Setting.SHM_CHUNK),
                DEFAULTS.bytesOrAuto(Setting.SHM_CHUNKS));
    }
}

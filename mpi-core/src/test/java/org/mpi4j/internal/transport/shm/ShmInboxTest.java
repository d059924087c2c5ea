package org.mpi4j.internal.transport.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;
import org.mpi4j.spi.TransportContext;

/** What only this transport promises: one rank that sends to itself through the smallest inbox. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ShmInboxTest implements FrameReceiver, Sleeper {
    private static final ShmLayout SMALLEST = ShmLayout.near(1, 0, 0, 1);
    private static final int FEW_CHUNKS = 5;
    private static final int MANY_CHUNKS = 64;
    private final MemorySegment payload = MemorySegment.ofArray(new byte[8192]);
    private final List<Long> received = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private final ShmTransport transport;
    private final Link link;
    private int woken;
    private RuntimeException thrownByReceiver;
    private Runnable insideFrame = () -> {};

    ShmInboxTest() {
        TransportContext context = new TransportContext(0, 1, "job", new byte[0], this, this, () -> true, key -> key);
        ShmSegment segment = ShmSegment.anonymous(SMALLEST, Long.MAX_VALUE).orElseThrow();
        transport = new ShmTransport(context, segment, 0, new int[] {0}, false, Doorbell.ofThreads(_ -> this));
        link = transport.open(0, new byte[0]);
    }

    @Test
    void isNotMisledByPayloadThatLooksLikeRecords() {
        SplittableRandom random = new SplittableRandom(1);
        for (int frame = 0; frame < 20_000; frame++) {
            MemorySegment.copy(MemorySegment.ofArray(random.ints(64).toArray()), 0, payload, random.nextInt(1_000), 256);
            assertTrue(send(frame, random.nextInt(1_200)));
            assertEquals(1, polledFrames());
        }
    }

    @Test
    void fillsTheWholeRing() {
        int slots = SMALLEST.ringBytes() / ShmRecord.SLOT_BYTES;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < slots; i++) {
                assertTrue(send(i, 16));
            }
            assertFalse(send(slots, 0));
            assertEquals(slots, polledFrames());
        }
    }

    @Test
    void takesALargeFrameAgainWhenTheChunkIsFree() {
        assertTrue(send(0, SMALLEST.chunkBytes()));
        assertFalse(send(1, SMALLEST.maxInlineBytes() + 1));
        assertTrue(send(2, SMALLEST.maxInlineBytes()));
        assertEquals(2, polledFrames());
        assertTrue(send(3, SMALLEST.chunkBytes()));
        assertEquals(1, polledFrames());
        assertEquals(List.of(0L, 2L, 3L), received);
    }

    /** The chunk just emptied lies in another core's cache. */
    @Test
    void goesRoundAllChunksBeforeItUsesOneAgain() {
        ShmTransport other = withChunks(FEW_CHUNKS, false);
        Link to = other.open(0, new byte[0]);
        for (int i = 0; i < 3 * FEW_CHUNKS; i++) {
            assertTrue(sendChunk(to, i));
            assertEquals(1, other.poll());
        }
        List<Long> first = places.subList(0, FEW_CHUNKS);
        assertEquals(FEW_CHUNKS, Set.copyOf(first).size());
        assertEquals(first, places.subList(FEW_CHUNKS, 2 * FEW_CHUNKS));
        assertEquals(first, places.subList(2 * FEW_CHUNKS, 3 * FEW_CHUNKS));
        other.close();
    }

    /** The chunk just emptied lies in this core's cache, perhaps. */
    @Test
    void usesTheSameChunkAgainWhereRanksShareCores() {
        ShmTransport other = withChunks(FEW_CHUNKS, true);
        Link to = other.open(0, new byte[0]);
        for (int i = 0; i < FEW_CHUNKS; i++) {
            assertTrue(sendChunk(to, i));
            assertEquals(1, other.poll());
        }
        assertEquals(1, Set.copyOf(places).size());
        other.close();
    }

    /** Else each would be the one just emptied. */
    @Test
    void waitsForAQuarterOfTheChunksOnceAllAreTaken() {
        ShmTransport other = withChunks(MANY_CHUNKS, false);
        Link to = other.open(0, new byte[0]);
        takeAllOfManyChunks(to);
        List<Integer> taken = new ArrayList<>();
        insideFrame = () -> {
            if (taken.isEmpty() && sendChunk(to, MANY_CHUNKS)) {
                taken.add(received.size());
            }
        };
        assertTrue(other.poll() > 0);
        assertEquals(List.of(MANY_CHUNKS / 4), taken);
        other.close();
    }

    @Test
    void doesNotWaitForEverWhereOthersTakeTheChunks() {
        ShmTransport other = withChunks(MANY_CHUNKS, false);
        Link to = other.open(0, new byte[0]);
        takeAllOfManyChunks(to);
        List<Integer> tries = new ArrayList<>();
        insideFrame = () -> {
            if (received.size() == 1) {
                int count = 1;
                while (count < 1_000_000 && !sendChunk(to, MANY_CHUNKS)) {
                    count++;
                }
                tries.add(count);
            }
        };
        assertTrue(other.poll() > 0);
        assertTrue(tries.getFirst() > 100 && tries.getFirst() < 10_000, tries::toString);
        other.close();
    }

    private void takeAllOfManyChunks(Link to) {
        for (int i = 0; i < MANY_CHUNKS; i++) {
            assertTrue(sendChunk(to, i));
        }
        assertFalse(sendChunk(to, MANY_CHUNKS));
    }

    private ShmTransport withChunks(int chunks, boolean sharesCores) {
        ShmLayout layout = ShmLayout.near(1, 0, 0, chunks);
        TransportContext context = new TransportContext(0, 1, "job", new byte[0], this, this, () -> true, key -> key);
        return new ShmTransport(context, ShmSegment.anonymous(layout, Long.MAX_VALUE).orElseThrow(), 0, new int[] {0}, sharesCores, Doorbell.ofThreads(_ -> this));
    }

    private boolean sendChunk(Link to, long frame) {
        return to.trySend(frame, ~frame, 0, to.maxPayload(), payload, 0, to.maxPayload());
    }

    @Test
    void isUsableAfterAPayloadThatCannotBeRead() {
        Arena arena = Arena.ofConfined();
        MemorySegment gone = arena.allocate(SMALLEST.chunkBytes());
        arena.close();
        for (int length : new int[] {100, SMALLEST.chunkBytes()}) {
            assertThrows(IllegalStateException.class, () -> link.trySend(0, 0, 0, 0, gone, 0, length));
            assertTrue(send(7, length));
            assertEquals(1, polledFrames());
        }
    }

    @Test
    void isUsableAfterAReceiverThatThrows() {
        for (int length : new int[] {8, 100, SMALLEST.chunkBytes()}) {
            assertTrue(send(1, length));
            thrownByReceiver = new IllegalStateException("thrown by the receiver");
            assertThrows(IllegalStateException.class, transport::poll);
            thrownByReceiver = null;
            assertEquals(0, transport.poll());
            assertTrue(send(2, length));
            assertEquals(1, polledFrames());
        }
    }

    @Test
    void ringsOnlyAnOwnerThatSleeps() {
        assertTrue(send(0, 8));
        assertFalse(transport.prepareSleep());
        transport.endSleep();
        assertEquals(1, polledFrames());
        assertEquals(0, woken);
        assertTrue(transport.prepareSleep());
        assertTrue(send(1, 8));
        assertTrue(send(2, 8));
        assertEquals(1, woken);
        transport.endSleep();
        assertTrue(send(3, 8));
        assertEquals(1, woken);
    }

    @Test
    void boundsTheSleepWhileFramesAreRefused() {
        while (send(0, 1000)) {}
        assertFalse(transport.prepareSleep());
        assertTrue(transport.longestSleepNanos() <= 1_000_000);
        transport.endSleep();
        polledFrames();
        assertFalse(transport.prepareSleep(), "there is room now");
        transport.endSleep();
        assertEquals(Long.MAX_VALUE, transport.longestSleepNanos());
        assertTrue(transport.prepareSleep());
        transport.endSleep();
    }

    private boolean send(long number, int length) {
        return link.trySend(number, ~number, number, length, payload, 0, length);
    }

    private int polledFrames() {
        int before = received.size();
        while (transport.poll() != 0) {}
        return received.size() - before;
    }

    @Override
    public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment memory, long offset, int length) {
        if (thrownByReceiver != null) {
            throw thrownByReceiver;
        }
        assertEquals(~w0, w1);
        assertEquals(w3, length);
        assertEquals(-1, memory.asSlice(offset, length).mismatch(payload.asSlice(0, length)));
        insideFrame.run();
        received.add(w0);
        places.add(offset);
    }

    @Override
    public void broken(int peer, String why, boolean lossy) {
        throw new IllegalStateException(why);
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {}

    @Override
    public void wake() {
        woken++;
    }
}

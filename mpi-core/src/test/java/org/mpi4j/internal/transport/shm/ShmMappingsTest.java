package org.mpi4j.internal.transport.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.SelectableChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;
import org.mpi4j.spi.TransportContext;

/** What a rank among 64 maps, as the kernel tells it: more with each peer that it talks to, and no more than that. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ShmMappingsTest implements FrameReceiver, Sleeper {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final int RANKS = 64;
    private static final long PAGES = 2 * 4096;
    private static final ShmLayout LAYOUT = ShmLayout.near(RANKS, 32 << 10, 16 << 10, 2);

    private final String job = "mappings-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);
    private final List<String> broken = new ArrayList<>();
    private ShmFile file;
    private ShmTransport transport;

    @BeforeEach
    void start() throws IOException {
        Path path;
        try (ShmSegment made = ShmSegment.create(job, 0, LAYOUT)) {
            path = made.path().orElseThrow();
        }
        file = ShmFile.open(path);
        ShmSegment segment = ShmSegment.map(file, path, job, RANKS, 0);
        TransportContext context = new TransportContext(0, RANKS, job, new byte[0], this, this, () -> true, key -> key);
        int[] jobRanks = IntStream.range(0, RANKS).toArray();
        transport = new ShmTransport(context, segment, 0, jobRanks, false, Doorbell.ofThreads(_ -> this));
        segment.unlink();
    }

    @AfterEach
    void end() throws IOException {
        transport.close();
        ShmDirectory.remove(job);
    }

    @Test
    void growsWithThePeersItTalksToAndNotWithTheRanks() throws IOException {
        assumeKernelTells();
        long expected = LAYOUT.headerBytes() + LAYOUT.inboxBytes();
        assertMapped(expected, 2);
        List<Link> links = new ArrayList<>();
        for (int peer = 1; peer <= 5; peer++) {
            links.add(transport.open(peer, new byte[0]));
            expected += LAYOUT.chunksAt();
            assertMapped(expected, 2 + peer);
        }
        assertTrue(send(links.get(0), 100));
        assertTrue(send(links.get(0), LAYOUT.maxInlineBytes()));
        assertMapped(expected, 7);
    }

    @Test
    void mapsChunksAtTheFirstLargeMessage() throws IOException {
        assumeKernelTells();
        ShmLayout layout = ShmLayout.near(RANKS, 16 << 10, 32 << 10, 2);
        try (ShmSegment other = ShmSegment.create(job, 1, layout)) {
            Link link = new ShmLink(transport, other, 1, 0, false);
            long before = mapped("inboxes-1").bytes();
            assertTrue(send(link, layout.maxInlineBytes()));
            assertEquals(before, mapped("inboxes-1").bytes());
            assertTrue(send(link, layout.maxInlineBytes() + 1));
            assertTrue(send(link, layout.chunkBytes()));
            long more = mapped("inboxes-1").bytes() - before;
            assertTrue(more >= layout.chunksBytes() && more <= layout.chunksBytes() + PAGES, "more=" + more);
        }
    }

    @Test
    void unmapsAllWhenItIsClosed() throws IOException {
        assumeKernelTells();
        transport.open(1, new byte[0]);
        transport.close();
        assertEquals(new Mapped(0, 0), mapped("inboxes-0"));
    }

    @Test
    void tellsOfAPeerWhoseInboxCannotBeMapped() {
        file.close();
        Link link = transport.open(3, new byte[0]);
        assertFalse(send(link, 8));
        assertEquals(List.of(), broken);
        assertFalse(transport.prepareSleep());
        assertEquals(1, broken.size());
        assertTrue(broken.getFirst().startsWith("3 no shared memory"), broken::toString);
    }

    private static boolean send(Link link, int length) {
        return link.trySend(0, 0, 0, 0, MemorySegment.ofArray(new byte[length]), 0, length);
    }

    private static void assumeKernelTells() {
        if (!Files.isReadable(MAPS)) {
            System.out.println("ShmMappingsTest: there is no " + MAPS);
        }
        assumeTrue(Files.isReadable(MAPS));
    }

    /** Pieces need not begin or end with a page. */
    private void assertMapped(long bytes, int pieces) throws IOException {
        Mapped now = mapped("inboxes-0");
        assertTrue(now.pieces <= pieces, now::toString);
        assertTrue(now.bytes >= bytes && now.bytes <= bytes + pieces * PAGES, () -> now + " expected=" + bytes);
    }

    private record Mapped(int pieces, long bytes) {}

    private Mapped mapped(String file) throws IOException {
        int pieces = 0;
        long bytes = 0;
        for (String line : Files.readAllLines(MAPS)) {
            if (line.contains(job + "/" + file)) {
                String[] range = line.substring(0, line.indexOf(' ')).split("-", 2);
                pieces++;
                bytes += Long.parseUnsignedLong(range[1], 16) - Long.parseUnsignedLong(range[0], 16);
            }
        }
        return new Mapped(pieces, bytes);
    }

    @Override
    public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {}

    @Override
    public void broken(int peer, String why, boolean lossy) {
        broken.add(peer + " " + why);
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {}

    @Override
    public void wake() {}
}

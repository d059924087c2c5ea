package org.mpi4j.internal.transport.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ShmSegmentTest {
    private static final ShmLayout SMALL = ShmLayout.near(2, 0, 0, 1);
    private final String job = "segment-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);

    @AfterEach
    void removeDirectory() throws IOException {
        ShmDirectory.remove(job);
    }

    @Test
    void sharesMemoryAmongThoseWhoMapIt() throws IOException {
        try (ShmSegment leader = ShmSegment.create(job, 0, SMALL);
                ShmSegment other = ShmSegment.map(leader.path().orElseThrow(), job, 2, 1)) {
            assertEquals(SMALL, other.layout());
            leader.words().set(ValueLayout.JAVA_LONG, SMALL.rankAt(1), 41);
            leader.ring(1).set(ValueLayout.JAVA_LONG, ShmLayout.RING, 42);
            leader.chunks(1).set(ValueLayout.JAVA_LONG, 0, 43);
            assertEquals(41, other.words().get(ValueLayout.JAVA_LONG, SMALL.rankAt(1)));
            assertEquals(42, other.inbox(1).get(ValueLayout.JAVA_LONG, ShmLayout.RING));
            assertEquals(43, other.inbox(1).get(ValueLayout.JAVA_LONG, SMALL.chunksAt()));
        }
    }

    @Test
    void isForTheUsersEyesOnly() throws IOException {
        try (ShmSegment segment = ShmSegment.create(job, 0, SMALL)) {
            Path path = segment.path().orElseThrow();
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())));
        }
    }

    @Test
    void leavesNothingBehindOnceUnlinkedAndStillWorks() throws IOException {
        try (ShmSegment segment = ShmSegment.create(job, 0, SMALL)) {
            segment.unlink();
            segment.unlink();
            assertFalse(Files.exists(segment.path().orElseThrow().getParent()));
            segment.inbox(0).fill((byte) 1);
            segment.ring(1).fill((byte) 1);
            segment.chunks(1).fill((byte) 1);
        }
    }

    @Test
    void keepsHostsThatShareAFileSystemApart() throws IOException {
        try (ShmSegment one = ShmSegment.create(job, 0, SMALL);
                ShmSegment two = ShmSegment.create(job, 2, SMALL)) {
            one.unlink();
            assertTrue(Files.exists(two.path().orElseThrow()));
        }
    }

    @Test
    void refusesTheFileOfAnotherJob() throws IOException {
        try (ShmSegment segment = ShmSegment.create(job, 0, SMALL)) {
            Path path = segment.path().orElseThrow();
            assertMessage("wanted=other", assertThrows(IOException.class, () -> ShmSegment.map(path, "other", 2, 1)));
            assertMessage("inboxes=2 wanted=3", assertThrows(IOException.class, () -> ShmSegment.map(path, job, 3, 1)));
            Files.write(path, new byte[1], StandardOpenOption.APPEND);
            assertMessage("bytes=", assertThrows(IOException.class, () -> ShmSegment.map(path, job, 2, 1)));
            Files.write(path, new byte[100]);
            assertMessage("version=0", assertThrows(IOException.class, () -> ShmSegment.map(path, job, 2, 1)));
        }
    }

    @Test
    void refusesADirectoryThatOthersCanRead() throws IOException {
        Path base = Files.createTempDirectory("mpi4j-test");
        Path directory = ShmDirectory.make(base, job);
        assertEquals(directory, ShmDirectory.make(base, job));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertMessage("mode=rwxr-xr-x", assertThrows(IOException.class, () -> ShmDirectory.make(base, job)));
        Files.delete(directory);
        Files.delete(base);
    }

    @Test
    void removesWhatACrashedJobLeft() throws IOException {
        try (ShmSegment segment = ShmSegment.create(job, 0, SMALL)) {
            ShmDirectory.remove(job);
            assertFalse(Files.exists(segment.path().orElseThrow().getParent()));
        }
    }

    @Test
    void isUnmappedWhenItsLastUserClosesIt() {
        ShmSegment segment = ShmSegment.anonymous(SMALL, 1 << 20).orElseThrow();
        segment.close();
        assertEquals(0, segment.words().get(ValueLayout.JAVA_LONG, 0));
        segment.close();
        assertThrows(IllegalStateException.class, () -> segment.words().get(ValueLayout.JAVA_LONG, 0));
    }

    @Test
    void mapsEvenWhereAThreadIsInterruptedAgainAndAgain() throws IOException, InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        try (ShmSegment segment = ShmSegment.create(job, 0, SMALL)) {
            Thread mapping = Thread.currentThread();
            Thread interrupting = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    mapping.interrupt();
                }
            });
            for (int i = 0; i < 300; i++) {
                segment.ring(1).set(ValueLayout.JAVA_LONG, 0, i);
                assertEquals(i, segment.ring(1).get(ValueLayout.JAVA_LONG, 0));
            }
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            done.set(true);
            while (interrupting.isAlive()) { // it may interrupt once more: joining would fail
                boolean _ = Thread.interrupted();
            }
        } finally {
            done.set(true);
            boolean _ = Thread.interrupted();
        }
    }

    @Test
    void keepsTheInterruptOfAThreadThatMaps() throws IOException {
        try (ShmSegment segment = ShmSegment.create(job, 0, SMALL)) {
            Thread.currentThread().interrupt();
            segment.ring(1).fill((byte) 1);
            assertTrue(Thread.interrupted());
        }
    }

    private static void assertMessage(String part, IOException e) {
        assertTrue(e.getMessage().contains(part), e::getMessage);
    }
}

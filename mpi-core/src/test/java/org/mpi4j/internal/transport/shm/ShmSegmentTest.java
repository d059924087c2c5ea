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
                ShmSegment other = ShmSegment.map(leader.path().orElseThrow(), job, 2)) {
            assertEquals(SMALL, other.layout());
            leader.memory().set(ValueLayout.JAVA_LONG, SMALL.inboxAt(1), 42);
            assertEquals(42, other.memory().get(ValueLayout.JAVA_LONG, SMALL.inboxAt(1)));
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
            segment.memory().fill((byte) 1);
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
            assertMessage("wanted=other", assertThrows(IOException.class, () -> ShmSegment.map(path, "other", 2)));
            assertMessage("inboxes=2 wanted=3", assertThrows(IOException.class, () -> ShmSegment.map(path, job, 3)));
            Files.write(path, new byte[1], StandardOpenOption.APPEND);
            assertMessage("bytes=", assertThrows(IOException.class, () -> ShmSegment.map(path, job, 2)));
            Files.write(path, new byte[100]);
            assertMessage("version=0", assertThrows(IOException.class, () -> ShmSegment.map(path, job, 2)));
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
        assertEquals(0, segment.memory().get(ValueLayout.JAVA_LONG, 0));
        segment.close();
        assertThrows(IllegalStateException.class, () -> segment.memory().get(ValueLayout.JAVA_LONG, 0));
    }

    private static void assertMessage(String part, IOException e) {
        assertTrue(e.getMessage().contains(part), e::getMessage);
    }
}

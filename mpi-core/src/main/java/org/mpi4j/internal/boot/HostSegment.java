package org.mpi4j.internal.boot;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.internal.transport.shm.ShmLayout;
import org.mpi4j.internal.transport.shm.ShmSegment;

/**
 * How the ranks of one host come to share memory: the first of them makes a segment, the others map it. Where that fails, the answer is
 * null, and other transports do. Immutable.
 *
 * @param leftovers where the file is noted while it exists
 */
record HostSegment(String job, int rank, Settings settings, String host, Leftovers leftovers) {
    /** What the settings want for so many ranks. */
    static ShmLayout layout(Settings settings, int inboxes) {
        return ShmLayout.near(
                inboxes, settings.bytesOrAuto(Setting.SHM_RING), settings.bytes(Setting.SHM_CHUNK), settings.bytesOrAuto(Setting.SHM_CHUNKS));
    }

    /** Makes the segment of so many ranks. */
    @Nullable ShmSegment create(int inboxes) {
        try {
            ShmSegment segment = ShmSegment.create(job, rank, layout(settings, inboxes));
            leftovers.add(segment);
            return segment;
        } catch (IOException e) {
            tell("no shared memory on host=" + host + ": " + e.getMessage());
            return null;
        }
    }

    @Nullable ShmSegment map(String path, int inboxes, int localRank) {
        try {
            return ShmSegment.map(Path.of(path), job, inboxes, localRank);
        } catch (IOException e) {
            tell("no shared memory for rank=" + rank + " host=" + host + ": " + e.getMessage());
            return null;
        }
    }

    /** Takes back what nobody has mapped. */
    void discard(@Nullable ShmSegment segment) {
        if (segment != null) {
            leftovers.remove();
            segment.close();
        }
    }

    /** The file's path; empty if there is no file. */
    static String path(@Nullable ShmSegment segment) {
        return segment == null ? "" : segment.path().map(Path::toString).orElse("");
    }

    /** Asks for the logger now: the first costs 10 ms to have. */
    private static void tell(String what) {
        System.getLogger(HostSegment.class.getName()).log(System.Logger.Level.INFO, what);
    }
}

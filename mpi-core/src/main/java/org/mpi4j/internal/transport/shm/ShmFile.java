package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The file of a host's segment, kept open so that its pieces can be mapped when they are needed, long after its name is gone.
 * Thread-safe. A thread that is interrupted while it maps loses its channel, as the JDK wants it; the spare one is therefore only used
 * by threads that nobody knows.
 */
final class ShmFile implements AutoCloseable {
    private final FileChannel channel;
    private final FileChannel spare;

    private ShmFile(FileChannel channel, FileChannel spare) {
        this.channel = channel;
        this.spare = spare;
    }

    static ShmFile open(Path path) throws IOException {
        FileChannel channel = openChannel(path);
        try {
            return new ShmFile(channel, openChannel(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel openChannel(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads the header.
     *
     * @throws IOException if this is not the file of this job and so many local ranks
     */
    ShmHeader header(Path path, String job, int inboxes) throws IOException {
        return ShmHeader.read(channel, path, job, inboxes);
    }

    /** Maps bytes from this place on, for as long as the arena lives. */
    MemorySegment map(long at, long bytes, Arena arena) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return channel.map(MapMode.READ_WRITE, at, bytes, arena);
        } catch (ClosedChannelException _) {
            interrupted |= Thread.interrupted();
            return await(new FutureTask<>(() -> spare.map(MapMode.READ_WRITE, at, bytes, arena)));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static MemorySegment await(FutureTask<MemorySegment> mapping) throws IOException {
        Thread.ofPlatform().daemon().name("mpi4j-map").start(mapping);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return mapping.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IOException("not mapped: " + e.getCause(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try (channel) {
            spare.close();
        } catch (IOException e) {
            System.getLogger(ShmFile.class.getName()).log(System.Logger.Level.DEBUG, "shared memory file not closed", e);
        }
    }
}

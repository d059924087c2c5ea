package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the ranks of one host share, laid out as {@link ShmLayout} says. Thread-safe. Its pieces are mapped when they are asked
 * for, and unmapped when the last of its users has closed it.
 */
public final class ShmSegment implements AutoCloseable {
    private static final int ZEROS_BYTES = 256 << 10;

    /** What is left free of a file system for others, as a divisor of what is free. */
    private static final int SPARE = 4;

    private final Arena arena;
    private final ShmHeader header;
    private final MemorySegment words;
    private final IntFunction<MemorySegment> inboxes;
    private final Pieces pieces;
    private final @Nullable ShmFile file;
    private final @Nullable Path path;
    private final AtomicInteger users;

    /** Bytes of the segment from a place on. */
    private interface Pieces {
        MemorySegment at(long at, long bytes) throws IOException;
    }

    private ShmSegment(ShmHeader header, Arena arena) {
        ShmLayout layout = header.layout();
        MemorySegment memory = arena.allocate(layout.sizeBytes(), 128);
        this.arena = arena;
        this.header = header;
        this.words = memory;
        this.inboxes = localRank -> memory.asSlice(layout.inboxAt(localRank), layout.inboxBytes());
        this.pieces = memory::asSlice;
        this.file = null;
        this.path = null;
        this.users = new AtomicInteger(layout.inboxes());
    }

    private ShmSegment(ShmHeader header, Arena arena, ShmFile file, Path path, int localRank) throws IOException {
        ShmLayout layout = header.layout();
        MemorySegment own = file.map(layout.inboxAt(localRank), layout.inboxBytes(), arena);
        this.arena = arena;
        this.header = header;
        this.words = file.map(0, layout.headerBytes(), arena);
        this.inboxes = _ -> own;
        this.pieces = (at, bytes) -> file.map(at, bytes, arena);
        this.file = file;
        this.path = path;
        this.users = new AtomicInteger(1);
    }

    /**
     * Memory for ranks that are threads of this JVM; each of them closes it once.
     *
     * @param wanted the layout, made smaller if it does not fit
     * @param availableBytes how much memory may be taken
     * @return empty if even the smallest layout does not fit
     */
    public static Optional<ShmSegment> anonymous(ShmLayout wanted, long availableBytes) {
        return wanted.fitting(availableBytes).map(layout -> new ShmSegment(new ShmHeader(layout, newSecret()), Arena.ofShared()));
    }

    /**
     * Makes the file of a host's ranks and maps what its first rank needs of it, which is the caller. All its pages are written, so that no access can fail
     * for want of space later. The others {@link #map} its {@link #path}, then somebody calls {@link #unlink}.
     *
     * @param job the job's name
     * @param leader the rank in the job of the host's first rank
     * @param wanted the layout, made smaller if space is short
     * @throws IOException if there is no place for it; the message says what was tried
     */
    public static ShmSegment create(String job, int leader, ShmLayout wanted) throws IOException {
        IOException failure = new IOException("no shared memory: job=" + job + " bytes=" + wanted.sizeBytes());
        for (Path base : ShmDirectory.bases()) {
            Optional<ShmLayout> layout = wanted.fitting(ShmDirectory.freeBytes(base) * (SPARE - 1) / SPARE);
            if (layout.isEmpty()) {
                failure.addSuppressed(
                        new IOException("too small: directory=" + base + " freeBytes=" + ShmDirectory.freeBytes(base)));
                continue;
            }
            try {
                return create(ShmDirectory.make(base, job), job, leader, layout.get());
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /** Makes the file in this directory, with this very layout. */
    static ShmSegment create(Path directory, String job, int leader, ShmLayout layout) throws IOException {
        Path path = directory.resolve("inboxes-" + leader);
        Files.deleteIfExists(path);
        try {
            try (FileChannel file = ShmDirectory.makeFile(path)) {
                ShmHeader header = new ShmHeader(layout, newSecret());
                writeZeros(file, layout.sizeBytes());
                file.write(header.bytes(job), 0);
            }
            return map(path, job, layout.inboxes(), 0);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(directory);
            throw e;
        }
    }

    /**
     * Maps what a rank needs of the file that the host's first rank made.
     *
     * @param inboxes how many local ranks there are
     * @param localRank which of them maps it
     * @throws IOException if it is not the file of this job, or cannot be mapped
     */
    public static ShmSegment map(Path path, String job, int inboxes, int localRank) throws IOException {
        return map(ShmFile.open(path), path, job, inboxes, localRank);
    }

    /** Takes over the file. */
    static ShmSegment map(ShmFile file, Path path, String job, int inboxes, int localRank) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new ShmSegment(file.header(path, job, inboxes), arena, file, path, localRank);
        } catch (IOException | RuntimeException e) {
            arena.close();
            file.close();
            throw e;
        }
    }

    public ShmLayout layout() {
        return header.layout();
    }

    /** The file; empty if there is none. */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /** Removes the file's name. What is mapped stays until its last user has closed it or died. */
    public void unlink() throws IOException {
        if (path != null) {
            Files.deleteIfExists(path);
            ShmDirectory.removeIfEmpty(path);
        }
    }

    /** Ends one use. */
    @Override
    public void close() {
        if (users.decrementAndGet() == 0) {
            arena.close();
            if (file != null) {
                file.close();
            }
        }
    }

    /** The header and the words of all ranks; what comes after them is nobody's business. */
    MemorySegment words() {
        return words;
    }

    /** The inbox of a rank that has mapped this segment. */
    MemorySegment inbox(int localRank) {
        return inboxes.apply(localRank);
    }

    /** A peer's inbox up to its chunks; mapped for as long as this segment, so ask once. */
    MemorySegment ring(int localPeer) throws IOException {
        return pieces.at(layout().inboxAt(localPeer), layout().chunksAt());
    }

    /** The chunks of a peer's inbox; likewise. */
    MemorySegment chunks(int localPeer) throws IOException {
        return pieces.at(layout().inboxAt(localPeer) + layout().chunksAt(), layout().chunksBytes());
    }

    /** The panels of all ranks; likewise. */
    MemorySegment panels() throws IOException {
        return pieces.at(layout().panelsAt(), layout().panelsBytes());
    }

    /** What the stamps of this segment's records are mixed with; odd. */
    long secret() {
        return header.secret();
    }

    private static long newSecret() {
        return new SplittableRandom().nextLong() | 1;
    }

    private static void writeZeros(FileChannel file, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
        for (long left = bytes; left > 0; ) {
            left -= file.write(zeros.clear().limit((int) Math.min(left, ZEROS_BYTES)));
        }
    }
}

package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the ranks of one host share, laid out as {@link ShmLayout} says. Thread-safe. It is unmapped when the last of its
 * users has closed it.
 */
public final class ShmSegment implements AutoCloseable {
    private static final int ZEROS_BYTES = 256 << 10;

    /** What is left free of a file system for others, as a divisor of what is free. */
    private static final int SPARE = 4;

    private final Arena arena;
    private final MemorySegment memory;
    private final ShmLayout layout;
    private final long secret;
    private final @Nullable Path path;
    private final AtomicInteger users;

    private ShmSegment(Arena arena, MemorySegment memory, ShmLayout layout, long secret, @Nullable Path path, int users) {
        this.arena = arena;
        this.secret = secret;
        this.memory = memory;
        this.layout = layout;
        this.path = path;
        this.users = new AtomicInteger(users);
    }

    /**
     * Memory for ranks that are threads of this JVM; each of them closes it once.
     *
     * @param wanted the layout, made smaller if it does not fit
     * @param availableBytes how much memory may be taken
     * @return empty if even the smallest layout does not fit
     */
    public static Optional<ShmSegment> anonymous(ShmLayout wanted, long availableBytes) {
        return wanted.fitting(availableBytes).map(layout -> {
            Arena arena = Arena.ofShared();
            return new ShmSegment(arena, arena.allocate(layout.sizeBytes(), 128), layout, newSecret(), null, layout.inboxes());
        });
    }

    /**
     * Makes the file of a host's ranks and maps it; for the host's first rank. All its pages are written, so that no access can fail
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
        try (FileChannel file = ShmDirectory.makeFile(path)) {
            writeZeros(file, layout.sizeBytes());
            ShmSegment segment = map(file, layout, newSecret(), path);
            segment.writeHeader(job);
            return segment;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            Files.deleteIfExists(directory);
            throw e;
        }
    }

    /**
     * Maps the file that the host's first rank made.
     *
     * @param inboxes how many local ranks there are
     * @throws IOException if it is not the file of this job, or cannot be mapped
     */
    public static ShmSegment map(Path path, String job, int inboxes) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            MemorySegment header = readHeader(file, path, job);
            ShmLayout layout = layout(header, file, path);
            if (layout.inboxes() != inboxes) {
                throw notOurs(path, "inboxes=" + layout.inboxes() + " wanted=" + inboxes);
            }
            return map(file, layout, header.get(ValueLayout.JAVA_LONG_UNALIGNED, ShmLayout.SECRET_AT), path);
        }
    }

    public ShmLayout layout() {
        return layout;
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
        }
    }

    MemorySegment memory() {
        return memory;
    }

    /** What the stamps of this segment's records are mixed with; odd. */
    long secret() {
        return secret;
    }

    private static long newSecret() {
        return new SplittableRandom().nextLong() | 1;
    }

    private static ShmSegment map(FileChannel file, ShmLayout layout, long secret, Path path) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new ShmSegment(arena, file.map(MapMode.READ_WRITE, 0, layout.sizeBytes(), arena), layout, secret, path, 1);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static void writeZeros(FileChannel file, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
        for (long left = bytes; left > 0; ) {
            left -= file.write(zeros.clear().limit((int) Math.min(left, ZEROS_BYTES)));
        }
    }

    private void writeHeader(String job) {
        byte[] name = jobBytes(job);
        memory.set(ValueLayout.JAVA_LONG, ShmLayout.MAGIC_AT, ShmLayout.MAGIC);
        memory.set(ValueLayout.JAVA_INT, ShmLayout.VERSION_AT, ShmLayout.VERSION);
        memory.set(ValueLayout.JAVA_INT, ShmLayout.INBOXES_AT, layout.inboxes());
        memory.set(ValueLayout.JAVA_INT, ShmLayout.RING_BYTES_AT, layout.ringBytes());
        memory.set(ValueLayout.JAVA_INT, ShmLayout.CHUNK_BYTES_AT, layout.chunkBytes());
        memory.set(ValueLayout.JAVA_INT, ShmLayout.CHUNKS_AT, layout.chunks());
        memory.set(ValueLayout.JAVA_INT, ShmLayout.JOB_LENGTH_AT, name.length);
        memory.set(ValueLayout.JAVA_LONG, ShmLayout.SECRET_AT, secret);
        MemorySegment.copy(name, 0, memory, ValueLayout.JAVA_BYTE, ShmLayout.JOB_AT, name.length);
    }

    private static MemorySegment readHeader(FileChannel file, Path path, String job) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) ShmLayout.SEGMENT_HEADER_BYTES);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {}
        MemorySegment header = MemorySegment.ofArray(bytes.array());
        if (intAt(header, ShmLayout.VERSION_AT) != ShmLayout.VERSION
                || header.get(ValueLayout.JAVA_LONG_UNALIGNED, ShmLayout.MAGIC_AT) != ShmLayout.MAGIC) {
            throw notOurs(path, "version=" + intAt(header, ShmLayout.VERSION_AT) + " wanted=" + ShmLayout.VERSION);
        }
        int length = Math.clamp(intAt(header, ShmLayout.JOB_LENGTH_AT), 0, ShmLayout.JOB_MAX_BYTES);
        byte[] name = header.asSlice(ShmLayout.JOB_AT, length).toArray(ValueLayout.JAVA_BYTE);
        if (!Arrays.equals(name, jobBytes(job))) {
            throw notOurs(path, "job=" + new String(name, StandardCharsets.UTF_8) + " wanted=" + job);
        }
        return header;
    }

    private static ShmLayout layout(MemorySegment header, FileChannel file, Path path) throws IOException {
        ShmLayout layout = layout(header, path);
        if (file.size() != layout.sizeBytes()) {
            throw notOurs(path, "bytes=" + file.size() + " wanted=" + layout.sizeBytes());
        }
        return layout;
    }

    private static ShmLayout layout(MemorySegment header, Path path) throws IOException {
        try {
            return new ShmLayout(
                    intAt(header, ShmLayout.INBOXES_AT),
                    intAt(header, ShmLayout.RING_BYTES_AT),
                    intAt(header, ShmLayout.CHUNK_BYTES_AT),
                    intAt(header, ShmLayout.CHUNKS_AT));
        } catch (IllegalArgumentException e) {
            throw notOurs(path, String.valueOf(e.getMessage()));
        }
    }

    private static int intAt(MemorySegment header, long at) {
        return header.get(ValueLayout.JAVA_INT_UNALIGNED, at);
    }

    private static byte[] jobBytes(String job) {
        byte[] name = job.getBytes(StandardCharsets.UTF_8);
        return name.length <= ShmLayout.JOB_MAX_BYTES ? name : Arrays.copyOf(name, ShmLayout.JOB_MAX_BYTES);
    }

    private static IOException notOurs(Path path, String how) {
        return new IOException("not this job's shared memory: file=" + path + " " + how);
    }
}

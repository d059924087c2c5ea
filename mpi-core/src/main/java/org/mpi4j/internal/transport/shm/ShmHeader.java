package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** What a segment's first bytes say, see {@link ShmLayout}. Immutable. */
record ShmHeader(ShmLayout layout, long secret) {
    /** The first bytes of the file of a job. */
    ByteBuffer bytes(String job) {
        byte[] name = jobBytes(job);
        ByteBuffer bytes = ByteBuffer.allocate((int) ShmLayout.RANKS_AT);
        MemorySegment header = MemorySegment.ofBuffer(bytes);
        header.set(ValueLayout.JAVA_LONG_UNALIGNED, ShmLayout.MAGIC_AT, ShmLayout.MAGIC);
        header.set(ValueLayout.JAVA_INT_UNALIGNED, ShmLayout.VERSION_AT, ShmLayout.VERSION);
        header.set(ValueLayout.JAVA_INT_UNALIGNED, ShmLayout.INBOXES_AT, layout.inboxes());
        header.set(ValueLayout.JAVA_INT_UNALIGNED, ShmLayout.RING_BYTES_AT, layout.ringBytes());
        header.set(ValueLayout.JAVA_INT_UNALIGNED, ShmLayout.CHUNK_BYTES_AT, layout.chunkBytes());
        header.set(ValueLayout.JAVA_INT_UNALIGNED, ShmLayout.CHUNKS_AT, layout.chunks());
        header.set(ValueLayout.JAVA_INT_UNALIGNED, ShmLayout.JOB_LENGTH_AT, name.length);
        header.set(ValueLayout.JAVA_LONG_UNALIGNED, ShmLayout.SECRET_AT, secret);
        MemorySegment.copy(name, 0, header, ValueLayout.JAVA_BYTE, ShmLayout.JOB_AT, name.length);
        return bytes;
    }

    /**
     * Reads the header of a file.
     *
     * @throws IOException if it is not the file of this job and so many local ranks
     */
    static ShmHeader read(FileChannel file, Path path, String job, int inboxes) throws IOException {
        MemorySegment header = bytes(file);
        if (intAt(header, ShmLayout.VERSION_AT) != ShmLayout.VERSION
                || header.get(ValueLayout.JAVA_LONG_UNALIGNED, ShmLayout.MAGIC_AT) != ShmLayout.MAGIC) {
            throw notOurs(path, "version=" + intAt(header, ShmLayout.VERSION_AT) + " wanted=" + ShmLayout.VERSION);
        }
        int length = Math.clamp(intAt(header, ShmLayout.JOB_LENGTH_AT), 0, ShmLayout.JOB_MAX_BYTES);
        byte[] name = header.asSlice(ShmLayout.JOB_AT, length).toArray(ValueLayout.JAVA_BYTE);
        if (!Arrays.equals(name, jobBytes(job))) {
            throw notOurs(path, "job=" + new String(name, StandardCharsets.UTF_8) + " wanted=" + job);
        }
        ShmLayout layout = layout(header, path);
        if (file.size() != layout.sizeBytes()) {
            throw notOurs(path, "bytes=" + file.size() + " wanted=" + layout.sizeBytes());
        }
        if (layout.inboxes() != inboxes) {
            throw notOurs(path, "inboxes=" + layout.inboxes() + " wanted=" + inboxes);
        }
        return new ShmHeader(layout, header.get(ValueLayout.JAVA_LONG_UNALIGNED, ShmLayout.SECRET_AT));
    }

    private static MemorySegment bytes(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) ShmLayout.RANKS_AT);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {}
        return MemorySegment.ofArray(bytes.array());
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

package org.mpi4j;

import java.lang.foreign.MemorySegment;

/**
 * Where buffered sends keep what has not left yet. A {@link PointToPoint#bsend} takes the buffer of its communicator if one is attached there; else that
 * of the session that the communicator comes from, or that of {@link Mpi}. Where none is attached at all, memory is found without limit on
 * the heap, as with {@link #BUFFER_AUTOMATIC}; so a buffer is attached to set a limit, or to have the memory elsewhere.
 *
 * <p>In an attached buffer a message takes its packed bytes and {@link #BSEND_OVERHEAD}, from the send until it has left; those that leave at
 * once take nothing. All calls are local, and thread-safe.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.6 MPI 5.0, section 3.6
 */
public interface Buffering {
    /** How many bytes a message takes in an attached buffer beside its own. {@code MPI_BSEND_OVERHEAD} */
    int BSEND_OVERHEAD = 64;

    /** As a buffer: memory that is found as it is needed, without limit. {@code MPI_BUFFER_AUTOMATIC} */
    MemorySegment BUFFER_AUTOMATIC = MemorySegment.ofArray(new byte[0]);

    /**
     * Attaches memory for buffered sends.
     *
     * @param buffer used until it is detached, or {@link #BUFFER_AUTOMATIC}
     * @throws MpiException BUFFER if one is attached already, or it is read-only, confined to one thread, or its arena closed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.6 MPI 5.0, section 3.6
     */
    void attachBuffer(MemorySegment buffer);

    /**
     * As {@link #attachBuffer(MemorySegment)}, with new memory.
     *
     * @param bytes how much
     * @throws MpiException ARG if {@code bytes < 0}; BUFFER as there
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.6 MPI 5.0, section 3.6
     */
    void attachBuffer(long bytes);

    /**
     * Waits until the messages in the attached buffer have left, and detaches it.
     *
     * @return what was attached
     * @throws MpiException BUFFER if none is attached; PROC_ABORTED if the job has ended
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.6 MPI 5.0, section 3.6
     */
    MemorySegment detachBuffer();

    /**
     * Returns when the messages that are in the buffer have left it. Those in no attached buffer are in that of {@link Mpi}, or of their session.
     *
     * @throws MpiException PROC_ABORTED if the job has ended
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.6 MPI 5.0, section 3.6
     */
    void flushBuffer();

    /**
     * Starts a {@link #flushBuffer}. Returns at once.
     *
     * @return complete when the messages that are in the buffer now have left it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.6 MPI 5.0, section 3.6
     */
    Request iflushBuffer();
}

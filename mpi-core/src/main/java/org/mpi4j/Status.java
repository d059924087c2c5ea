package org.mpi4j;

import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.datatype.TypeMap;

/**
 * What a completed receive or a probe tells. That of a send or a collective operation tells nothing but that it is complete.
 *
 * @param source the sender's rank in the communicator; {@link Comm#PROC_NULL} from no process, {@link Comm#ANY_SOURCE} where there was no message
 * @param tag the message's tag; {@link Comm#ANY_TAG} where there was no message
 * @param bytes the size of the message's data in bytes
 * @param cancelled whether the receive was given up before a message matched
 * @param error what went wrong; null for {@code MPI_SUCCESS}. That of an operation of mpi4j always is null, for errors are thrown
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.5 MPI 5.0, section 3.2.5
 */
public record Status(int source, int tag, long bytes, boolean cancelled, @Nullable ErrorCode error) {
    /** What is told where there was no operation: ANY_SOURCE, ANY_TAG, 0 bytes. */
    public static final Status EMPTY = new Status(Comm.ANY_SOURCE, Comm.ANY_TAG, 0, false);

    /**
     * The status of a success.
     *
     * @param source the sender's rank in the communicator
     * @param tag the message's tag
     * @param bytes the size of the message's data in bytes
     * @param cancelled whether the receive was given up before a message matched
     */
    public Status(int source, int tag, long bytes, boolean cancelled) {
        this(source, tag, bytes, cancelled, null);
    }

    /**
     * How many whole elements of a datatype the message holds.
     *
     * @param type the datatype that the message is received with
     * @return {@code bytes / type.size()}; 0 if that size is 0
     * @throws MpiException TYPE if {@code bytes} is no multiple of {@code type.size()}, where {@code MPI_Get_count} gives {@code MPI_UNDEFINED}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.5 MPI 5.0, section 3.2.5
     */
    public long count(Datatype type) {
        long size = type.size();
        if (size == 0) {
            return 0;
        }
        if (bytes % size != 0) {
            throw new MpiException(
                    ErrorClass.TYPE, "status.count: the message holds bytes=" + bytes + ", no multiple of type=" + type + " size=" + size);
        }
        return bytes / size;
    }

    /**
     * How many primitives the message holds, where it may end within an element of the datatype. The value and the index of a pair
     * count as two, a complex number as one.
     *
     * @param type the datatype that the message is received with
     * @return the number of its primitives in {@code bytes}; 0 if its size is 0
     * @throws MpiException TYPE if {@code bytes} end within a primitive, where {@code MPI_Get_elements} gives {@code MPI_UNDEFINED}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.11 MPI 5.0, section 5.1.11
     */
    public long elements(Datatype type) {
        long elements = TypeMap.of(type).primitivesIn(bytes);
        if (elements < 0) {
            throw new MpiException(ErrorClass.TYPE, "status.elements: the message ends within a primitive: bytes=" + bytes + " type=" + type);
        }
        return elements;
    }

    /**
     * This status with another size, {@code MPI_Status_set_elements}: that of so many primitives.
     *
     * @param type the datatype that has them
     * @param count what {@link #elements} of the same datatype will give
     * @return a new status
     * @throws MpiException COUNT if {@code count < 0} or the size does not fit into 64 bits
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.13.3 MPI 5.0, section 13.3
     */
    public Status withElements(Datatype type, long count) {
        if (count < 0) {
            throw new MpiException(ErrorClass.COUNT, "status.withElements: a count is negative: count=" + count + " type=" + type);
        }
        return withBytes(TypeMap.of(type).bytesOfPrimitives(count));
    }

    /**
     * This status with another source, {@code MPI_Status_set_source}.
     *
     * @param source the sender's rank
     * @return a new status
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.5 MPI 5.0, section 3.2.5
     */
    public Status withSource(int source) {
        return new Status(source, tag, bytes, cancelled, error);
    }

    /**
     * This status with another tag, {@code MPI_Status_set_tag}.
     *
     * @param tag the message's tag
     * @return a new status
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.5 MPI 5.0, section 3.2.5
     */
    public Status withTag(int tag) {
        return new Status(source, tag, bytes, cancelled, error);
    }

    /**
     * This status with another size, {@code MPI_Status_set_elements} of {@link Datatype#BYTE}.
     *
     * @param bytes the size of the message's data in bytes, 0 or more
     * @return a new status
     * @throws MpiException ARG if {@code bytes < 0}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.13.3 MPI 5.0, section 13.3
     */
    public Status withBytes(long bytes) {
        if (bytes < 0) {
            throw new MpiException(ErrorClass.ARG, "status.withBytes: less than 0: bytes=" + bytes);
        }
        return new Status(source, tag, bytes, cancelled, error);
    }

    /**
     * This status with another answer to {@link #cancelled}, {@code MPI_Status_set_cancelled}.
     *
     * @param cancelled whether the operation was given up
     * @return a new status
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.13.3 MPI 5.0, section 13.3
     */
    public Status withCancelled(boolean cancelled) {
        return new Status(source, tag, bytes, cancelled, error);
    }

    /**
     * This status with another error, {@code MPI_Status_set_error}.
     *
     * @param error what went wrong; null for nothing
     * @return a new status
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.5 MPI 5.0, section 3.2.5
     */
    public Status withError(@Nullable ErrorCode error) {
        return new Status(source, tag, bytes, cancelled, error);
    }
}

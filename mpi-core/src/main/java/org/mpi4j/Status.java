package org.mpi4j;

/**
 * What a completed receive or a probe tells. That of a send or a collective operation tells nothing but that it is complete.
 *
 * @param source the sender's rank in the communicator; {@link Comm#PROC_NULL} from no process, {@link Comm#ANY_SOURCE} where there was no message
 * @param tag the message's tag; {@link Comm#ANY_TAG} where there was no message
 * @param bytes the size of the message's data in bytes
 * @param cancelled whether the receive was given up before a message matched
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.5 MPI 5.0, section 3.2.5
 */
public record Status(int source, int tag, long bytes, boolean cancelled) {
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
}

package org.mpi4j;

/**
 * What a completed receive or a probe tells. @spec MPI 5.0, section 3.2.5
 *
 * @param source the sender's rank in the communicator; {@link Comm#PROC_NULL} from no process
 * @param tag the message's tag
 * @param bytes the size of the message's data in bytes
 * @param cancelled whether the operation was cancelled before it began
 */
public record Status(int source, int tag, long bytes, boolean cancelled) {
    /**
     * How many whole elements of a type the message holds.
     *
     * @throws MpiException TYPE if {@code bytes} is not a multiple of {@code type.size()}
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

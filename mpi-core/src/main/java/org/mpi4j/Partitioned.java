package org.mpi4j;

/**
 * Messages in parts that several threads contribute to. A partitioned send and a partitioned receive are matched once, when they are made: those
 * with the same ranks and tag in the order in which each side made them, apart from all other messages. Then each start of the one sends
 * to one start of the other.
 *
 * <p><b>Errors</b> of ranks, tags and buffers are those of {@link PointToPoint}. Thread-safe.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.4 MPI 5.0, chapter 4
 */
public interface Partitioned {
    /**
     * A send in parts. Local.
     *
     * @param buf what is sent, {@code partitions * n x datatype}: {@code n} elements per part, one part after the other
     * @param partitions 0 or more; the receiver may divide otherwise
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @param info hints, of which none is known: {@link Info#NULL} will do
     * @return inactive
     * @throws MpiException ARG if {@code partitions < 0}; COUNT if {@code buf}'s count is no multiple of it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.4.2.1 MPI 5.0, section 4.2.1
     */
    PartitionedRequest psendInit(Buf buf, int partitions, int dest, int tag, Info info);

    /**
     * A receive in parts. Local. Its request throws TRUNCATE if more is sent than there is room for; parts that nothing is sent for arrive with the
     * match.
     *
     * @param buf room for what is sent, {@code partitions * n x datatype}: {@code n} elements per part, one part after the other
     * @param partitions 0 or more; the sender may divide otherwise
     * @param source the sender's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @param info hints, of which none is known: {@link Info#NULL} will do
     * @return inactive
     * @throws MpiException ARG if {@code partitions < 0}; COUNT if {@code buf}'s count is no multiple of it; RANK or TAG for ANY_SOURCE or ANY_TAG
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.4.2.1 MPI 5.0, section 4.2.1
     */
    PartitionedRequest precvInit(Buf buf, int partitions, int source, int tag, Info info);
}

package org.mpi4j;

/**
 * A message in equal parts, which several threads may finish or wait for one by one. Made inactive by {@link Partitioned#psendInit} and
 * {@link Partitioned#precvInit}, and started again and again. Thread-safe.
 *
 * <p>Of a send, each part travels as soon as it has been made ready, each once after each start; the send is complete when all are ready and may be
 * changed. Of a receive, each part may be read as soon as it has arrived. {@link #cancel} and {@link #close} of an active one are REQUEST errors.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.4 MPI 5.0, chapter 4
 */
public interface PartitionedRequest extends PersistentRequest {
    /**
     * Makes a part of a send ready: it may be sent, and is not changed any more until the request is complete. Returns at once.
     *
     * @param partition 0 to partitions - 1
     * @throws MpiException ARG if there is no such partition; REQUEST if it is ready already, the request is inactive, or that of a receive
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.4.2.2 MPI 5.0, section 4.2.2
     */
    void pready(int partition);

    /**
     * As {@link #pready} for each of a range.
     *
     * @param low the first partition
     * @param high the last partition, included
     * @throws MpiException ARG if {@code low > high} or one is no partition; REQUEST as there; none has become ready then
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.4.2.2 MPI 5.0, section 4.2.2
     */
    void preadyRange(int low, int high);

    /**
     * As {@link #pready} for each of a list.
     *
     * @param partitions each once
     * @throws MpiException ARG if one is no partition; REQUEST as there; none has become ready then
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.4.2.2 MPI 5.0, section 4.2.2
     */
    void preadyList(int... partitions);

    /**
     * Whether a part of a receive has arrived and may be read. Returns at once; makes progress. The request stays active.
     *
     * @param partition 0 to partitions - 1, as this side counts them
     * @return true also if the request is inactive
     * @throws MpiException ARG if there is no such partition; REQUEST if the request is that of a send; what the receive failed with
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.4.2.2 MPI 5.0, section 4.2.2
     */
    boolean parrived(int partition);
}

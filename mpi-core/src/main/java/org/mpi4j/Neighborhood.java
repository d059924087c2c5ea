package org.mpi4j;

import java.util.List;

/**
 * Collectives between neighbours on a topology: a rank sends to its destinations and receives from its sources. All ranks call them, in the same order
 * as {@link Collectives}, whose rules for buffers, completion, errors and threads hold here too; there is no form in place.
 * The forms with {@code Init} are as {@link PersistentCollectives} says.
 *
 * <p><b>Neighbours.</b> There is one block per neighbour, in this order: on a {@link CartComm}, of each dimension first the rank below, then the one
 * above, which are sources and destinations; on a {@link GraphComm}, {@link GraphComm#neighbors}, which are both too; on a {@link DistGraphComm},
 * {@link DistGraphComm#sources} and {@link DistGraphComm#destinations}. A rank that is a neighbour several times has as many blocks, which match in this
 * order; and it may be its own neighbour. Past the edge of a grid the neighbour is {@link Comm#PROC_NULL}: its block is there, but is neither sent nor
 * written to. What is sent down on a grid comes from above at the other end, also where a ring is so short that both are the same rank.
 *
 * <p><b>Errors.</b> Besides those named at a method: TOPOLOGY on a graph of {@link Comm#createGraph} in which a rank names another more often than
 * that one names it. That both ends of a distributed graph's edges agree is not checked; where they do not, an operation may wait for ever.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.8.6 MPI 5.0, sections 8.6 to 8.8
 */
public interface Neighborhood {
    /**
     * Collects a block of each source.
     *
     * @param send {@code n x datatype}, which all destinations get
     * @param recv {@code n x datatype} of each source, one after the other
     * @throws MpiException COUNT if {@code recv.count()} is no multiple of the number of sources, or a block of it has not as many bytes
     *     as {@code send}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.6.1 MPI 5.0, section 8.6.1
     */
    void neighborAllgather(Buf send, Buf recv);

    /**
     * As {@link #neighborAllgather(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.7.1 MPI 5.0, section 8.7.1
     */
    Request ineighborAllgather(Buf send, Buf recv);

    /**
     * Collects blocks of different sizes of the sources, each at its own place.
     *
     * @param send any count, which all destinations get
     * @param recv with {@link Buf#blocks}: where the block of each source goes, with as many bytes as that source sends. Blocks do not overlap
     * @throws MpiException ARG if {@code recv} is not made by {@link Buf#blocks} with a block per source
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.6.1 MPI 5.0, section 8.6.1
     */
    void neighborAllgatherv(Buf send, Buf recv);

    /**
     * As {@link #neighborAllgatherv(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.7.1 MPI 5.0, section 8.7.1
     */
    Request ineighborAllgatherv(Buf send, Buf recv);

    /**
     * Sends a block to each destination and receives one from each source.
     *
     * @param send {@code n x datatype} for each destination, one after the other
     * @param recv {@code n x datatype} of each source, one after the other
     * @throws MpiException COUNT if a count is no multiple of the number of neighbours, or the blocks of both buffers have not the same bytes,
     *     if there are neighbours on both sides
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.6.2 MPI 5.0, section 8.6.2
     */
    void neighborAlltoall(Buf send, Buf recv);

    /**
     * As {@link #neighborAlltoall(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.7.2 MPI 5.0, section 8.7.2
     */
    Request ineighborAlltoall(Buf send, Buf recv);

    /**
     * Sends a block of any size to each destination and receives one from each source.
     *
     * @param send with {@link Buf#blocks}: where the block for each destination is
     * @param recv with {@link Buf#blocks}: where the block of each source goes, with as many bytes as that source sends. Blocks do not overlap
     * @throws MpiException ARG if one of them is not made by {@link Buf#blocks} with a block per neighbour
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.6.2 MPI 5.0, section 8.6.2
     */
    void neighborAlltoallv(Buf send, Buf recv);

    /**
     * As {@link #neighborAlltoallv(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.7.2 MPI 5.0, section 8.7.2
     */
    Request ineighborAlltoallv(Buf send, Buf recv);

    /**
     * As {@link #neighborAlltoallv}, with a buffer for each neighbour.
     *
     * @param sends a buffer for each destination, of any datatype
     * @param recvs a buffer for each source, of any datatype, with as many bytes as that source sends. They do not overlap
     * @throws MpiException ARG if one of them has not a buffer per neighbour
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.6.2 MPI 5.0, section 8.6.2
     */
    void neighborAlltoallw(Buf[] sends, Buf[] recvs);

    /**
     * As {@link #neighborAlltoallw(Buf[], Buf[])}, without waiting; throws the same.
     *
     * @param sends as there
     * @param recvs as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.7.2 MPI 5.0, section 8.7.2
     */
    Request ineighborAlltoallw(Buf[] sends, Buf[] recvs);

    /**
     * {@link #neighborAllgather(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.8.1 MPI 5.0, section 8.8.1
     */
    PersistentRequest neighborAllgatherInit(Buf send, Buf recv, Info info);

    /**
     * {@link #neighborAllgatherv(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.8.1 MPI 5.0, section 8.8.1
     */
    PersistentRequest neighborAllgathervInit(Buf send, Buf recv, Info info);

    /**
     * {@link #neighborAlltoall(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.8.2 MPI 5.0, section 8.8.2
     */
    PersistentRequest neighborAlltoallInit(Buf send, Buf recv, Info info);

    /**
     * {@link #neighborAlltoallv(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.8.2 MPI 5.0, section 8.8.2
     */
    PersistentRequest neighborAlltoallvInit(Buf send, Buf recv, Info info);

    /**
     * {@link #neighborAlltoallw(Buf[], Buf[])} to be started again and again; throws the same.
     *
     * @param sends as there
     * @param recvs as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.8.2 MPI 5.0, section 8.8.2
     */
    PersistentRequest neighborAlltoallwInit(Buf[] sends, Buf[] recvs, Info info);

    /**
     * Collects an object of each source. Errors of the serializer are those of {@link ObjectMessages}.
     *
     * @param <T> their class, which is not checked here
     * @param object what all destinations get
     * @return a new list of copies, one for each source in order; null for {@link Comm#PROC_NULL}
     */
    <T> List<T> neighborAllgatherObject(T object);

    /**
     * Sends an object to each destination and receives one from each source.
     *
     * @param <T> their class, which is not checked here
     * @param objects one per destination, in order; what is for {@link Comm#PROC_NULL} is ignored
     * @return a new list of copies, one for each source in order; null for {@link Comm#PROC_NULL}
     * @throws MpiException COUNT if there is not one per destination
     */
    <T> List<T> neighborAlltoallObject(List<? extends T> objects);
}

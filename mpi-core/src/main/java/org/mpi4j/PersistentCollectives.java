package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * Collectives that are prepared once and started again and again. All ranks call them in the same order as {@link Collectives}, which also says what
 * the arguments are; they check these, send nothing, and return at once, unless the ranks compare their calls (the setting {@code mpi4j.check}).
 *
 * <p>A {@link PersistentRequest#start} is not a collective call: it returns at once, and ranks may start different requests of one communicator in any
 * order, as long as each rank starts each as often. What is started is complete when this rank's part is done; until then its buffers are left alone.
 * Between two starts buffers may be read and changed.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.13 MPI 5.0, section 6.13
 */
public interface PersistentCollectives {
    /**
     * {@link Collectives#barrier()} to be started again and again; throws the same.
     *
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.1 MPI 5.0, section 6.13.1
     */
    PersistentRequest barrierInit(Info info);

    /**
     * {@link Collectives#bcast(Buf, int)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param root as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.2 MPI 5.0, section 6.13.2
     */
    PersistentRequest bcastInit(Buf buf, int root, Info info);

    /**
     * {@link Collectives#gather(Buf, Buf, int)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.3 MPI 5.0, section 6.13.3
     */
    PersistentRequest gatherInit(Buf send, @Nullable Buf recv, int root, Info info);

    /**
     * {@link Collectives#gatherv(Buf, Buf, int)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.3 MPI 5.0, section 6.13.3
     */
    PersistentRequest gathervInit(Buf send, @Nullable Buf recv, int root, Info info);

    /**
     * {@link Collectives#scatter(Buf, Buf, int)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.4 MPI 5.0, section 6.13.4
     */
    PersistentRequest scatterInit(@Nullable Buf send, Buf recv, int root, Info info);

    /**
     * {@link Collectives#scatterv(Buf, Buf, int)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.4 MPI 5.0, section 6.13.4
     */
    PersistentRequest scattervInit(@Nullable Buf send, Buf recv, int root, Info info);

    /**
     * {@link Collectives#allgather(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.5 MPI 5.0, section 6.13.5
     */
    PersistentRequest allgatherInit(Buf send, Buf recv, Info info);

    /**
     * {@link Collectives#allgather(Buf)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.5 MPI 5.0, section 6.13.5
     */
    PersistentRequest allgatherInit(Buf buf, Info info);

    /**
     * {@link Collectives#allgatherv(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.5 MPI 5.0, section 6.13.5
     */
    PersistentRequest allgathervInit(Buf send, Buf recv, Info info);

    /**
     * {@link Collectives#allgatherv(Buf)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.5 MPI 5.0, section 6.13.5
     */
    PersistentRequest allgathervInit(Buf buf, Info info);

    /**
     * {@link Collectives#alltoall(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.6 MPI 5.0, section 6.13.6
     */
    PersistentRequest alltoallInit(Buf send, Buf recv, Info info);

    /**
     * {@link Collectives#alltoall(Buf)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.6 MPI 5.0, section 6.13.6
     */
    PersistentRequest alltoallInit(Buf buf, Info info);

    /**
     * {@link Collectives#alltoallv(Buf, Buf)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.6 MPI 5.0, section 6.13.6
     */
    PersistentRequest alltoallvInit(Buf send, Buf recv, Info info);

    /**
     * {@link Collectives#alltoallv(Buf)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.6 MPI 5.0, section 6.13.6
     */
    PersistentRequest alltoallvInit(Buf buf, Info info);

    /**
     * {@link Collectives#alltoallw(Buf[], Buf[])} to be started again and again; throws the same.
     *
     * @param sends as there
     * @param recvs as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.6 MPI 5.0, section 6.13.6
     */
    PersistentRequest alltoallwInit(Buf[] sends, Buf[] recvs, Info info);

    /**
     * {@link Collectives#alltoallw(Buf[])} to be started again and again; throws the same.
     *
     * @param bufs as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.6 MPI 5.0, section 6.13.6
     */
    PersistentRequest alltoallwInit(Buf[] bufs, Info info);

    /**
     * {@link Collectives#reduce(Buf, Buf, Op, int)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @param root as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.7 MPI 5.0, section 6.13.7
     */
    PersistentRequest reduceInit(Buf send, @Nullable Buf recv, Op op, int root, Info info);

    /**
     * {@link Collectives#reduce(Buf, Op, int)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @param root as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.7 MPI 5.0, section 6.13.7
     */
    PersistentRequest reduceInit(Buf buf, Op op, int root, Info info);

    /**
     * {@link Collectives#allreduce(Buf, Buf, Op)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.8 MPI 5.0, section 6.13.8
     */
    PersistentRequest allreduceInit(Buf send, Buf recv, Op op, Info info);

    /**
     * {@link Collectives#allreduce(Buf, Op)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.8 MPI 5.0, section 6.13.8
     */
    PersistentRequest allreduceInit(Buf buf, Op op, Info info);

    /**
     * {@link Collectives#reduceScatterBlock(Buf, Buf, Op)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.9 MPI 5.0, section 6.13.9
     */
    PersistentRequest reduceScatterBlockInit(Buf send, Buf recv, Op op, Info info);

    /**
     * {@link Collectives#reduceScatterBlock(Buf, Op)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.9 MPI 5.0, section 6.13.9
     */
    PersistentRequest reduceScatterBlockInit(Buf buf, Op op, Info info);

    /**
     * {@link Collectives#reduceScatter(Buf, Buf, Op)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.10 MPI 5.0, section 6.13.10
     */
    PersistentRequest reduceScatterInit(Buf send, Buf recv, Op op, Info info);

    /**
     * {@link Collectives#reduceScatter(Buf, Op)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.10 MPI 5.0, section 6.13.10
     */
    PersistentRequest reduceScatterInit(Buf buf, Op op, Info info);

    /**
     * {@link Collectives#scan(Buf, Buf, Op)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.11 MPI 5.0, section 6.13.11
     */
    PersistentRequest scanInit(Buf send, Buf recv, Op op, Info info);

    /**
     * {@link Collectives#scan(Buf, Op)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.11 MPI 5.0, section 6.13.11
     */
    PersistentRequest scanInit(Buf buf, Op op, Info info);

    /**
     * {@link Collectives#exscan(Buf, Buf, Op)} to be started again and again; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.12 MPI 5.0, section 6.13.12
     */
    PersistentRequest exscanInit(Buf send, Buf recv, Op op, Info info);

    /**
     * {@link Collectives#exscan(Buf, Op)} to be started again and again; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @param info hints, of which there are none yet; {@link Info#NULL} will do
     * @return inactive, to be started
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.13.12 MPI 5.0, section 6.13.12
     */
    PersistentRequest exscanInit(Buf buf, Op op, Info info);
}

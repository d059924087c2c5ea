package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * Operations of all processes of a communicator, in the order of the standard. All ranks call the same ones in the same order, blocking
 * and non-blocking ones counted together, with the same root and the same {@code op}.
 *
 * <p><b>Shapes.</b> The caller allocates all buffers. Below, {@code n} is a number of elements, the same on all ranks, and {@code size} the
 * number of ranks. A buffer of {@code size * n} elements holds one block of {@code n} per rank, in rank order; how large a block is follows
 * from the buffer's count, which is a multiple of {@code size}. The forms with a {@code v} take blocks of any counts at any places, which
 * {@link Buf#blocks} tells. Where data only moves, ranks may describe it by different datatypes and counts, as long as they agree on its
 * bytes; a reduction has the same datatype and count on all ranks. Whether ranks agree is checked only where the setting
 * {@code mpi4j.check} is on: all ranks then fail alike. Else, where they do not, an operation ends with TRUNCATE, with wrong data, or never.
 *
 * <p><b>In place.</b> A {@code Buf} alone stands for {@code MPI_IN_PLACE}: it holds what is sent and is overwritten by what is received. Where
 * only the root may do so, it gives {@link Buf#IN_PLACE} as one of two buffers. Otherwise what is received into overlaps nothing. A
 * buffer that is said to be ignored on a rank may be null there if its type allows.
 *
 * <p><b>Between groups.</b> On an {@link Intercomm}, what one group gives the other gets: {@code size} blocks are one for each rank of the remote group
 * where data move, of the own group in reduceScatter; and the two directions need not have the same counts. The root gives {@link Comm#ROOT} as
 * {@code root}, the others of its group {@link Comm#PROC_NULL}, whose buffers are ignored, and those of the other group the root's rank there. Nothing is
 * in place (BUFFER), and there is no scan nor exscan (COMM).
 *
 * <p><b>Completion.</b> A call returns when this rank's part is done and its buffers may be used again. This says nothing of other ranks,
 * but for {@link #barrier}. A call whose name begins with {@code i} checks its arguments, starts the operation and returns at once; its request
 * is complete when this rank's part is done. Until then, buffers that are sent from are not changed and buffers to receive into are not touched.
 * Such a request cannot be cancelled; its status has no source and 0 bytes.
 *
 * <p><b>Reductions</b> compute {@code x0 op x1 op …} element by element, where {@code xi} is the operand of rank {@code i}. An {@code op} that is
 * not commutative keeps the order of the ranks; where the parentheses are is free. For the same ranks, root, count, datatype, {@code op} and
 * settings they are always the same, so floating point gives the same bits each time; and allreduce gives the same bits on all ranks.
 *
 * <p><b>Errors.</b> Besides those named at a method, each throws {@link MpiException} before anything is sent: COMM if the communicator or
 * {@link Mpi} is closed; ROOT unless {@code 0 <= root < size}, or as said above between groups; BUFFER if a buffer that matters on this rank is null or {@link Buf#IN_PLACE} where
 * that is not allowed, its memory confined to one thread or its arena closed, or one to receive into is read-only. A rank that threw takes no part, and others may wait for it in vain. Later, here or
 * from the request: OP if {@code op} threw, with what it threw as the cause; PROC_FAILED if a rank is lost; PROC_ABORTED if the job has ended.
 *
 * <p><b>Threads.</b> All methods are thread-safe; but since the order of the calls must be the same on all ranks, threads that share a communicator
 * must agree on it. Different communicators are independent of each other.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.6 MPI 5.0, chapter 6
 */
public interface Collectives {
    /**
     * Returns when all ranks have called it.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.3 MPI 5.0, section 6.3
     */
    void barrier();

    /**
     * As {@link #barrier}, without waiting.
     *
     * @return complete when all ranks have called it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.1 MPI 5.0, section 6.12.1
     */
    Request ibarrier();

    /**
     * Sends the root's elements to all ranks: afterwards {@code buf} holds the same everywhere.
     *
     * @param buf {@code n x datatype}, as many bytes on all ranks: only read at the root, received into elsewhere
     * @param root the rank whose elements are sent; the same on all ranks
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.4 MPI 5.0, section 6.4
     */
    void bcast(Buf buf, int root);

    /**
     * As {@link #bcast(Buf, int)}, without waiting; throws the same.
     *
     * @param buf as there
     * @param root as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.2 MPI 5.0, section 6.12.2
     */
    Request ibcast(Buf buf, int root);

    /**
     * Collects a block of each rank at the root, in rank order.
     *
     * @param send {@code n x datatype}; {@link Buf#IN_PLACE} at the root if its block stands at its place in {@code recv}
     *     already
     * @param recv at the root {@code size * n x datatype}; ignored elsewhere
     * @param root the rank that receives; the same on all ranks
     * @throws MpiException COUNT at the root if {@code recv.count()} is no multiple of {@code size}, or a block of it has not
     *     as many bytes as {@code send}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.5 MPI 5.0, section 6.5
     */
    void gather(Buf send, @Nullable Buf recv, int root);

    /**
     * As {@link #gather(Buf, Buf, int)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.3 MPI 5.0, section 6.12.3
     */
    Request igather(Buf send, @Nullable Buf recv, int root);

    /**
     * Collects blocks of different sizes at the root, each at its own place.
     *
     * @param send any count; as many bytes as this rank's block in {@code recv}. {@link Buf#IN_PLACE} at the root if its block
     *     stands there already
     * @param recv at the root, with {@link Buf#blocks}: where the block of each rank goes; ignored elsewhere. Blocks do not
     *     overlap; what lies between them is not touched
     * @param root the rank that receives; the same on all ranks
     * @throws MpiException ARG at the root if {@code recv} is not made by {@link Buf#blocks} with {@code size} blocks
     * @throws MpiException COUNT at the root if its own block in {@code recv} has not as many bytes as {@code send}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.5 MPI 5.0, section 6.5
     */
    void gatherv(Buf send, @Nullable Buf recv, int root);

    /**
     * As {@link #gatherv(Buf, Buf, int)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.3 MPI 5.0, section 6.12.3
     */
    Request igatherv(Buf send, @Nullable Buf recv, int root);

    /**
     * Deals the root's blocks out to the ranks, in rank order.
     *
     * @param send at the root {@code size * n x datatype}; ignored elsewhere
     * @param recv {@code n x datatype}; {@link Buf#IN_PLACE} at the root if its block shall stay in {@code send}
     * @param root the rank that sends; the same on all ranks
     * @throws MpiException COUNT at the root if {@code send.count()} is no multiple of {@code size}, or a block of it has not
     *     as many bytes as {@code recv}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.6 MPI 5.0, section 6.6
     */
    void scatter(@Nullable Buf send, Buf recv, int root);

    /**
     * As {@link #scatter(Buf, Buf, int)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.4 MPI 5.0, section 6.12.4
     */
    Request iscatter(@Nullable Buf send, Buf recv, int root);

    /**
     * Deals blocks of different sizes out to the ranks, each from its own place.
     *
     * @param send at the root, with {@link Buf#blocks}: where the block of each rank is; ignored elsewhere
     * @param recv any count; as many bytes as this rank's block in {@code send}. {@link Buf#IN_PLACE} at the root if its block
     *     shall stay there
     * @param root the rank that sends; the same on all ranks
     * @throws MpiException ARG at the root if {@code send} is not made by {@link Buf#blocks} with {@code size} blocks
     * @throws MpiException COUNT at the root if its own block in {@code send} has not as many bytes as {@code recv}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.6 MPI 5.0, section 6.6
     */
    void scatterv(@Nullable Buf send, Buf recv, int root);

    /**
     * As {@link #scatterv(Buf, Buf, int)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param root as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.4 MPI 5.0, section 6.12.4
     */
    Request iscatterv(@Nullable Buf send, Buf recv, int root);

    /**
     * Collects a block of each rank at all ranks, in rank order.
     *
     * @param send {@code n x datatype}
     * @param recv {@code size * n x datatype}
     * @throws MpiException COUNT if {@code recv.count()} is no multiple of {@code size}, or a block of it has not as many bytes
     *     as {@code send}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.7 MPI 5.0, section 6.7
     */
    void allgather(Buf send, Buf recv);

    /**
     * As {@link #allgather(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.5 MPI 5.0, section 6.12.5
     */
    Request iallgather(Buf send, Buf recv);

    /**
     * As {@link #allgather(Buf, Buf)}, in place: each rank's block stands at its own place in {@code buf} before.
     *
     * @param buf {@code size * n x datatype}
     * @throws MpiException COUNT if {@code buf.count()} is no multiple of {@code size}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.7 MPI 5.0, section 6.7
     */
    void allgather(Buf buf);

    /**
     * As {@link #allgather(Buf)}, without waiting; throws the same.
     *
     * @param buf as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.5 MPI 5.0, section 6.12.5
     */
    Request iallgather(Buf buf);

    /**
     * Collects blocks of different sizes at all ranks, each at its own place.
     *
     * @param send any count; as many bytes as this rank's block in {@code recv}
     * @param recv with {@link Buf#blocks}, of as many bytes for a rank everywhere: where the block of each rank goes. Blocks do
     *     not overlap; what lies between them is not touched
     * @throws MpiException ARG if {@code recv} is not made by {@link Buf#blocks} with {@code size} blocks
     * @throws MpiException COUNT if this rank's block in {@code recv} has not as many bytes as {@code send}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.7 MPI 5.0, section 6.7
     */
    void allgatherv(Buf send, Buf recv);

    /**
     * As {@link #allgatherv(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.5 MPI 5.0, section 6.12.5
     */
    Request iallgatherv(Buf send, Buf recv);

    /**
     * As {@link #allgatherv(Buf, Buf)}, in place: each rank's block stands at its own place in {@code buf} before.
     *
     * @param buf with {@link Buf#blocks}: where the block of each rank goes
     * @throws MpiException ARG if {@code buf} is not made by {@link Buf#blocks} with {@code size} blocks
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.7 MPI 5.0, section 6.7
     */
    void allgatherv(Buf buf);

    /**
     * As {@link #allgatherv(Buf)}, without waiting; throws the same.
     *
     * @param buf as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.5 MPI 5.0, section 6.12.5
     */
    Request iallgatherv(Buf buf);

    /**
     * Sends a block of each rank to each rank: block {@code j} of rank {@code i} becomes block {@code i} of rank {@code j}.
     *
     * @param send {@code size * n x datatype}, block {@code j} for rank {@code j}
     * @param recv {@code size * n x datatype}, block {@code i} from rank {@code i}
     * @throws MpiException COUNT if a count is no multiple of {@code size}, or the blocks of the two buffers have not the same
     *     bytes
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.8 MPI 5.0, section 6.8
     */
    void alltoall(Buf send, Buf recv);

    /**
     * As {@link #alltoall(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.6 MPI 5.0, section 6.12.6
     */
    Request ialltoall(Buf send, Buf recv);

    /**
     * As {@link #alltoall(Buf, Buf)}, in place: each block that is sent is replaced by the one from the same rank.
     *
     * @param buf {@code size * n x datatype}
     * @throws MpiException COUNT if {@code buf.count()} is no multiple of {@code size}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.8 MPI 5.0, section 6.8
     */
    void alltoall(Buf buf);

    /**
     * As {@link #alltoall(Buf)}, without waiting; throws the same.
     *
     * @param buf as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.6 MPI 5.0, section 6.12.6
     */
    Request ialltoall(Buf buf);

    /**
     * Sends a block of any size from each rank to each rank. What rank {@code i} sends to rank {@code j} has as many bytes as
     * {@code j} has room for from {@code i}.
     *
     * @param send with {@link Buf#blocks}: where the block for each rank is
     * @param recv with {@link Buf#blocks}: where the block of each rank goes. Blocks do not overlap; what lies between them is
     *     not touched
     * @throws MpiException ARG if one of them is not made by {@link Buf#blocks} with {@code size} blocks
     * @throws MpiException COUNT if this rank's blocks for itself have not the same bytes in both
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.8 MPI 5.0, section 6.8
     */
    void alltoallv(Buf send, Buf recv);

    /**
     * As {@link #alltoallv(Buf, Buf)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.6 MPI 5.0, section 6.12.6
     */
    Request ialltoallv(Buf send, Buf recv);

    /**
     * As {@link #alltoallv(Buf, Buf)}, in place: each block that is sent is replaced by the one from the same rank, so two
     * ranks have blocks of the same size for each other.
     *
     * @param buf with {@link Buf#blocks}: where the block for, and of, each rank is
     * @throws MpiException ARG if {@code buf} is not made by {@link Buf#blocks} with {@code size} blocks
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.8 MPI 5.0, section 6.8
     */
    void alltoallv(Buf buf);

    /**
     * As {@link #alltoallv(Buf)}, without waiting; throws the same.
     *
     * @param buf as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.6 MPI 5.0, section 6.12.6
     */
    Request ialltoallv(Buf buf);

    /**
     * As {@link #alltoallv(Buf, Buf)}, with a buffer for each rank, each of any datatype.
     *
     * @param sends {@code size} buffers: what goes to each rank
     * @param recvs {@code size} buffers, which do not overlap: what comes from each rank, as many bytes as that rank sends here
     * @throws MpiException ARG if one of them has not {@code size} buffers; COUNT if this rank's buffers for itself have not the same bytes in both
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.8 MPI 5.0, section 6.8
     */
    void alltoallw(Buf[] sends, Buf[] recvs);

    /**
     * As {@link #alltoallw(Buf[], Buf[])}, without waiting; throws the same.
     *
     * @param sends as there
     * @param recvs as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.6 MPI 5.0, section 6.12.6
     */
    Request ialltoallw(Buf[] sends, Buf[] recvs);

    /**
     * As {@link #alltoallw(Buf[], Buf[])}, in place: each buffer that is sent is replaced by the one from the same rank. What is sent is copied first.
     *
     * @param bufs {@code size} buffers, which do not overlap; two ranks have as many bytes for each other
     * @throws MpiException ARG if there are not {@code size} buffers
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.8 MPI 5.0, section 6.8
     */
    void alltoallw(Buf[] bufs);

    /**
     * As {@link #alltoallw(Buf[])}, without waiting; throws the same.
     *
     * @param bufs as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.6 MPI 5.0, section 6.12.6
     */
    Request ialltoallw(Buf[] bufs);

    /**
     * Combines the operands of all ranks into the root's {@code recv}.
     *
     * @param send {@code n x datatype}, this rank's operand; {@link Buf#IN_PLACE} at the root if it is in {@code recv}
     * @param recv at the root {@code n x datatype}, replaced by the result; ignored elsewhere
     * @param op how elements are combined
     * @param root the rank that gets the result; the same on all ranks
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException COUNT or TYPE at the root if count or datatype of {@code send} and {@code recv} differ
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.1 MPI 5.0, section 6.9.1
     */
    void reduce(Buf send, @Nullable Buf recv, Op op, int root);

    /**
     * As {@link #reduce(Buf, Buf, Op, int)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @param root as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.7 MPI 5.0, section 6.12.7
     */
    Request ireduce(Buf send, @Nullable Buf recv, Op op, int root);

    /**
     * As {@link #reduce(Buf, Buf, Op, int)}, with one buffer a rank: at the root in place, elsewhere only read.
     *
     * @param buf {@code n x datatype}, this rank's operand; replaced by the result at the root
     * @param op how elements are combined
     * @param root the rank that gets the result; the same on all ranks
     * @throws MpiException OP if {@code op} does not take the datatype
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.1 MPI 5.0, section 6.9.1
     */
    void reduce(Buf buf, Op op, int root);

    /**
     * As {@link #reduce(Buf, Op, int)}, without waiting; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @param root as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.7 MPI 5.0, section 6.12.7
     */
    Request ireduce(Buf buf, Op op, int root);

    /**
     * Combines the operands of all ranks into {@code recv} of each.
     *
     * @param send {@code n x datatype}, this rank's operand
     * @param recv {@code n x datatype}, replaced by the result
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException COUNT or TYPE if count or datatype of {@code send} and {@code recv} differ
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.6 MPI 5.0, section 6.9.6
     */
    void allreduce(Buf send, Buf recv, Op op);

    /**
     * As {@link #allreduce(Buf, Buf, Op)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.8 MPI 5.0, section 6.12.8
     */
    Request iallreduce(Buf send, Buf recv, Op op);

    /**
     * As {@link #allreduce(Buf, Buf, Op)}, in place.
     *
     * @param buf {@code n x datatype}, this rank's operand, replaced by the result
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.6 MPI 5.0, section 6.9.6
     */
    void allreduce(Buf buf, Op op);

    /**
     * As {@link #allreduce(Buf, Op)}, without waiting; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.8 MPI 5.0, section 6.12.8
     */
    Request iallreduce(Buf buf, Op op);

    /**
     * Combines the operands of all ranks and gives rank {@code i} block {@code i} of the result.
     *
     * @param send {@code size * n x datatype}, this rank's operand
     * @param recv {@code n x datatype}, replaced by this rank's block
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException TYPE if the datatypes differ
     * @throws MpiException COUNT if {@code send.count()} is no multiple of {@code size}, or a block of it has not as many bytes
     *     as {@code recv}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.10.1 MPI 5.0, section 6.10.1
     */
    void reduceScatterBlock(Buf send, Buf recv, Op op);

    /**
     * As {@link #reduceScatterBlock(Buf, Buf, Op)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.9 MPI 5.0, section 6.12.9
     */
    Request ireduceScatterBlock(Buf send, Buf recv, Op op);

    /**
     * As {@link #reduceScatterBlock(Buf, Buf, Op)}, in place.
     *
     * @param buf {@code size * n x datatype}, this rank's operand; its first {@code n} elements are replaced by this rank's
     *     block, what the others hold afterwards is undefined
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException COUNT if {@code buf.count()} is no multiple of {@code size}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.10.1 MPI 5.0, section 6.10.1
     */
    void reduceScatterBlock(Buf buf, Op op);

    /**
     * As {@link #reduceScatterBlock(Buf, Op)}, without waiting; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.9 MPI 5.0, section 6.12.9
     */
    Request ireduceScatterBlock(Buf buf, Op op);

    /**
     * Combines the operands of all ranks and gives each its block of the result; blocks have different sizes and follow each
     * other in rank order.
     *
     * @param send this rank's operand, made by {@link Buf#blocks(long[])}: {@code counts[i]} elements for rank {@code i}, the
     *     same counts on all ranks. Displacements do not matter
     * @param recv room for {@code counts[rank]} elements, replaced by this rank's block
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException TYPE if the datatypes differ
     * @throws MpiException ARG if {@code send} has not {@code size} blocks
     * @throws MpiException COUNT if {@code send} has fewer elements than its blocks, or {@code recv} fewer than this rank's
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.10.2 MPI 5.0, section 6.10.2
     */
    void reduceScatter(Buf send, Buf recv, Op op);

    /**
     * As {@link #reduceScatter(Buf, Buf, Op)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.10 MPI 5.0, section 6.12.10
     */
    Request ireduceScatter(Buf send, Buf recv, Op op);

    /**
     * As {@link #reduceScatter(Buf, Buf, Op)}, in place.
     *
     * @param buf this rank's operand, made by {@link Buf#blocks(long[])} as there; its first {@code counts[rank]} elements are
     *     replaced by this rank's block, what the others hold afterwards is undefined
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException ARG if it has not {@code size} blocks
     * @throws MpiException COUNT if it has fewer elements than its blocks
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.10.2 MPI 5.0, section 6.10.2
     */
    void reduceScatter(Buf buf, Op op);

    /**
     * As {@link #reduceScatter(Buf, Op)}, without waiting; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.10 MPI 5.0, section 6.12.10
     */
    Request ireduceScatter(Buf buf, Op op);

    /**
     * Combines the operands of ranks 0 to this one.
     *
     * @param send {@code n x datatype}, this rank's operand
     * @param recv {@code n x datatype}, replaced by {@code x0 op … op x(rank)}
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException COUNT or TYPE if count or datatype of {@code send} and {@code recv} differ
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.1 MPI 5.0, section 6.11.1
     */
    void scan(Buf send, Buf recv, Op op);

    /**
     * As {@link #scan(Buf, Buf, Op)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.11 MPI 5.0, section 6.12.11
     */
    Request iscan(Buf send, Buf recv, Op op);

    /**
     * As {@link #scan(Buf, Buf, Op)}, in place.
     *
     * @param buf {@code n x datatype}, this rank's operand, replaced by the result
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.1 MPI 5.0, section 6.11.1
     */
    void scan(Buf buf, Op op);

    /**
     * As {@link #scan(Buf, Op)}, without waiting; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.11 MPI 5.0, section 6.12.11
     */
    Request iscan(Buf buf, Op op);

    /**
     * Combines the operands of the ranks before this one.
     *
     * @param send {@code n x datatype}, this rank's operand
     * @param recv {@code n x datatype}, replaced by {@code x0 op … op x(rank-1)}; on rank 0 it keeps what it holds
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @throws MpiException COUNT or TYPE if count or datatype of {@code send} and {@code recv} differ
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.2 MPI 5.0, section 6.11.2
     */
    void exscan(Buf send, Buf recv, Op op);

    /**
     * As {@link #exscan(Buf, Buf, Op)}, without waiting; throws the same.
     *
     * @param send as there
     * @param recv as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.12 MPI 5.0, section 6.12.12
     */
    Request iexscan(Buf send, Buf recv, Op op);

    /**
     * As {@link #exscan(Buf, Buf, Op)}, in place.
     *
     * @param buf {@code n x datatype}, this rank's operand, replaced by the result; on rank 0 it keeps what it holds
     * @param op how elements are combined
     * @throws MpiException OP if {@code op} does not take the datatype
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.2 MPI 5.0, section 6.11.2
     */
    void exscan(Buf buf, Op op);

    /**
     * As {@link #exscan(Buf, Op)}, without waiting; throws the same.
     *
     * @param buf as there
     * @param op as there
     * @return complete when this rank's part is done
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.12.12 MPI 5.0, section 6.12.12
     */
    Request iexscan(Buf buf, Op op);

    /**
     * Combines one {@code int} of each rank.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @param root the rank that gets the result; the same on all ranks
     * @return the result at the root; {@code value} elsewhere
     * @throws MpiException OP if {@code op} does not take {@link Datatype#INT}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.1 MPI 5.0, section 6.9.1
     */
    int reduce(int value, Op op, int root);

    /**
     * Combines one {@code int} of each rank for all.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return the result, the same on all ranks
     * @throws MpiException OP if {@code op} does not take {@link Datatype#INT}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.6 MPI 5.0, section 6.9.6
     */
    int allreduce(int value, Op op);

    /**
     * Combines one {@code int} of ranks 0 to this one.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return {@code x0 op … op x(rank)}
     * @throws MpiException OP if {@code op} does not take {@link Datatype#INT}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.1 MPI 5.0, section 6.11.1
     */
    int scan(int value, Op op);

    /**
     * Combines one {@code int} of the ranks before this one.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return {@code x0 op … op x(rank-1)}; {@code value} on rank 0
     * @throws MpiException OP if {@code op} does not take {@link Datatype#INT}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.2 MPI 5.0, section 6.11.2
     */
    int exscan(int value, Op op);

    /**
     * Combines one {@code long} of each rank.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @param root the rank that gets the result; the same on all ranks
     * @return the result at the root; {@code value} elsewhere
     * @throws MpiException OP if {@code op} does not take {@link Datatype#LONG}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.1 MPI 5.0, section 6.9.1
     */
    long reduce(long value, Op op, int root);

    /**
     * Combines one {@code long} of each rank for all.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return the result, the same on all ranks
     * @throws MpiException OP if {@code op} does not take {@link Datatype#LONG}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.6 MPI 5.0, section 6.9.6
     */
    long allreduce(long value, Op op);

    /**
     * Combines one {@code long} of ranks 0 to this one.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return {@code x0 op … op x(rank)}
     * @throws MpiException OP if {@code op} does not take {@link Datatype#LONG}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.1 MPI 5.0, section 6.11.1
     */
    long scan(long value, Op op);

    /**
     * Combines one {@code long} of the ranks before this one.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return {@code x0 op … op x(rank-1)}; {@code value} on rank 0
     * @throws MpiException OP if {@code op} does not take {@link Datatype#LONG}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.2 MPI 5.0, section 6.11.2
     */
    long exscan(long value, Op op);

    /**
     * Combines one {@code double} of each rank.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @param root the rank that gets the result; the same on all ranks
     * @return the result at the root; {@code value} elsewhere
     * @throws MpiException OP if {@code op} does not take {@link Datatype#DOUBLE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.1 MPI 5.0, section 6.9.1
     */
    double reduce(double value, Op op, int root);

    /**
     * Combines one {@code double} of each rank for all.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return the result, the same on all ranks
     * @throws MpiException OP if {@code op} does not take {@link Datatype#DOUBLE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.6 MPI 5.0, section 6.9.6
     */
    double allreduce(double value, Op op);

    /**
     * Combines one {@code double} of ranks 0 to this one.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return {@code x0 op … op x(rank)}
     * @throws MpiException OP if {@code op} does not take {@link Datatype#DOUBLE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.1 MPI 5.0, section 6.11.1
     */
    double scan(double value, Op op);

    /**
     * Combines one {@code double} of the ranks before this one.
     *
     * @param value this rank's operand
     * @param op how elements are combined
     * @return {@code x0 op … op x(rank-1)}; {@code value} on rank 0
     * @throws MpiException OP if {@code op} does not take {@link Datatype#DOUBLE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.11.2 MPI 5.0, section 6.11.2
     */
    double exscan(double value, Op op);
}

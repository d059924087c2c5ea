package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * Operations of all processes of a communicator, in the order of the standard; each also in its non-blocking form.
 * A {@code Buf} alone stands for {@code MPI_IN_PLACE}. @spec MPI 5.0, chapter 6
 */
public interface Collectives {
    void barrier();

    Request ibarrier();

    void bcast(Buf buf, int root);

    Request ibcast(Buf buf, int root);

    void gather(Buf send, @Nullable Buf recv, int root);

    Request igather(Buf send, @Nullable Buf recv, int root);

    void gatherv(Buf send, @Nullable Buf recv, int root);

    Request igatherv(Buf send, @Nullable Buf recv, int root);

    void scatter(@Nullable Buf send, Buf recv, int root);

    Request iscatter(@Nullable Buf send, Buf recv, int root);

    void scatterv(@Nullable Buf send, Buf recv, int root);

    Request iscatterv(@Nullable Buf send, Buf recv, int root);

    void allgather(Buf send, Buf recv);

    Request iallgather(Buf send, Buf recv);

    void allgather(Buf buf);

    Request iallgather(Buf buf);

    void allgatherv(Buf send, Buf recv);

    Request iallgatherv(Buf send, Buf recv);

    void allgatherv(Buf buf);

    Request iallgatherv(Buf buf);

    void alltoall(Buf send, Buf recv);

    Request ialltoall(Buf send, Buf recv);

    void alltoall(Buf buf);

    Request ialltoall(Buf buf);

    void alltoallv(Buf send, Buf recv);

    Request ialltoallv(Buf send, Buf recv);

    void alltoallv(Buf buf);

    Request ialltoallv(Buf buf);

    void reduce(Buf send, @Nullable Buf recv, Op op, int root);

    Request ireduce(Buf send, @Nullable Buf recv, Op op, int root);

    void reduce(Buf buf, Op op, int root);

    Request ireduce(Buf buf, Op op, int root);

    void allreduce(Buf send, Buf recv, Op op);

    Request iallreduce(Buf send, Buf recv, Op op);

    void allreduce(Buf buf, Op op);

    Request iallreduce(Buf buf, Op op);

    void reduceScatterBlock(Buf send, Buf recv, Op op);

    Request ireduceScatterBlock(Buf send, Buf recv, Op op);

    void reduceScatterBlock(Buf buf, Op op);

    Request ireduceScatterBlock(Buf buf, Op op);

    void reduceScatter(Buf send, Buf recv, Op op);

    Request ireduceScatter(Buf send, Buf recv, Op op);

    void reduceScatter(Buf buf, Op op);

    Request ireduceScatter(Buf buf, Op op);

    void scan(Buf send, Buf recv, Op op);

    Request iscan(Buf send, Buf recv, Op op);

    void scan(Buf buf, Op op);

    Request iscan(Buf buf, Op op);

    void exscan(Buf send, Buf recv, Op op);

    Request iexscan(Buf send, Buf recv, Op op);

    void exscan(Buf buf, Op op);

    Request iexscan(Buf buf, Op op);

    int reduce(int value, Op op, int root);

    int allreduce(int value, Op op);

    int scan(int value, Op op);

    int exscan(int value, Op op);

    long reduce(long value, Op op, int root);

    long allreduce(long value, Op op);

    long scan(long value, Op op);

    long exscan(long value, Op op);

    double reduce(double value, Op op, int root);

    double allreduce(double value, Op op);

    double scan(double value, Op op);

    double exscan(double value, Op op);
}

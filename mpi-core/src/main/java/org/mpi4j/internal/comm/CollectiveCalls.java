package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Collectives;
import org.mpi4j.Op;
import org.mpi4j.Request;

/** The calls of chapter 6 on buffers: each starts its operation and waits for it, or gives its request. Thread-safe. */
abstract sealed class CollectiveCalls extends ReductionStarts implements Collectives permits PersistentCollectiveCalls {
    CollectiveCalls(CommParts parts) {
        super(parts);
    }

    @Override
    public final void barrier() {
        finish(prepareBarrier("barrier", board));
    }

    @Override
    public final Request ibarrier() {
        return request(prepareBarrier("ibarrier", messages));
    }

    @Override
    public final void bcast(Buf buf, int root) {
        finish(prepareBcast("bcast", board, buf, root));
    }

    @Override
    public final Request ibcast(Buf buf, int root) {
        return request(prepareBcast("ibcast", messages, buf, root));
    }

    @Override
    public final void gather(Buf send, @Nullable Buf recv, int root) {
        finish(prepareGather("gather", board, send, recv, root));
    }

    @Override
    public final Request igather(Buf send, @Nullable Buf recv, int root) {
        return request(prepareGather("igather", messages, send, recv, root));
    }

    @Override
    public final void gatherv(Buf send, @Nullable Buf recv, int root) {
        finish(prepareGatherv("gatherv", send, recv, root));
    }

    @Override
    public final Request igatherv(Buf send, @Nullable Buf recv, int root) {
        return request(prepareGatherv("igatherv", send, recv, root));
    }

    @Override
    public final void scatter(@Nullable Buf send, Buf recv, int root) {
        finish(prepareScatter("scatter", board, send, recv, root));
    }

    @Override
    public final Request iscatter(@Nullable Buf send, Buf recv, int root) {
        return request(prepareScatter("iscatter", messages, send, recv, root));
    }

    @Override
    public final void scatterv(@Nullable Buf send, Buf recv, int root) {
        finish(prepareScatterv("scatterv", send, recv, root));
    }

    @Override
    public final Request iscatterv(@Nullable Buf send, Buf recv, int root) {
        return request(prepareScatterv("iscatterv", send, recv, root));
    }

    @Override
    public final void allgather(Buf send, Buf recv) {
        finish(prepareAllgather("allgather", board, send, recv));
    }

    @Override
    public final Request iallgather(Buf send, Buf recv) {
        return request(prepareAllgather("iallgather", messages, send, recv));
    }

    @Override
    public final void allgather(Buf buf) {
        finish(prepareAllgather("allgather", board, Buf.IN_PLACE, buf));
    }

    @Override
    public final Request iallgather(Buf buf) {
        return request(prepareAllgather("iallgather", messages, Buf.IN_PLACE, buf));
    }

    @Override
    public final void allgatherv(Buf send, Buf recv) {
        finish(prepareAllgatherv("allgatherv", send, recv));
    }

    @Override
    public final Request iallgatherv(Buf send, Buf recv) {
        return request(prepareAllgatherv("iallgatherv", send, recv));
    }

    @Override
    public final void allgatherv(Buf buf) {
        finish(prepareAllgatherv("allgatherv", Buf.IN_PLACE, buf));
    }

    @Override
    public final Request iallgatherv(Buf buf) {
        return request(prepareAllgatherv("iallgatherv", Buf.IN_PLACE, buf));
    }

    @Override
    public final void alltoall(Buf send, Buf recv) {
        finish(prepareAlltoall("alltoall", board, send, recv));
    }

    @Override
    public final Request ialltoall(Buf send, Buf recv) {
        return request(prepareAlltoall("ialltoall", messages, send, recv));
    }

    @Override
    public final void alltoall(Buf buf) {
        finish(prepareAlltoall("alltoall", board, Buf.IN_PLACE, buf));
    }

    @Override
    public final Request ialltoall(Buf buf) {
        return request(prepareAlltoall("ialltoall", messages, Buf.IN_PLACE, buf));
    }

    @Override
    public final void alltoallv(Buf send, Buf recv) {
        finish(prepareAlltoallv("alltoallv", send, recv));
    }

    @Override
    public final Request ialltoallv(Buf send, Buf recv) {
        return request(prepareAlltoallv("ialltoallv", send, recv));
    }

    @Override
    public final void alltoallv(Buf buf) {
        finish(prepareAlltoallv("alltoallv", Buf.IN_PLACE, buf));
    }

    @Override
    public final Request ialltoallv(Buf buf) {
        return request(prepareAlltoallv("ialltoallv", Buf.IN_PLACE, buf));
    }

    @Override
    public final void alltoallw(Buf[] sends, Buf[] recvs) {
        finish(prepareAlltoallw("alltoallw", sends, recvs));
    }

    @Override
    public final Request ialltoallw(Buf[] sends, Buf[] recvs) {
        return request(prepareAlltoallw("ialltoallw", sends, recvs));
    }

    @Override
    public final void alltoallw(Buf[] bufs) {
        finish(prepareAlltoallw("alltoallw", bufs));
    }

    @Override
    public final Request ialltoallw(Buf[] bufs) {
        return request(prepareAlltoallw("ialltoallw", bufs));
    }

    @Override
    public final void reduce(Buf send, @Nullable Buf recv, Op op, int root) {
        finish(prepareReduce("reduce", reducing(op, isRoot(root) ? recv : send), send, recv, op, root));
    }

    @Override
    public final Request ireduce(Buf send, @Nullable Buf recv, Op op, int root) {
        return request(prepareReduce("ireduce", messages, send, recv, op, root));
    }

    @Override
    public final void reduce(Buf buf, Op op, int root) {
        finish(prepareReduce("reduce", reducing(op, buf), isRoot(root) || isInter ? Buf.IN_PLACE : buf, buf, op, root));
    }

    @Override
    public final Request ireduce(Buf buf, Op op, int root) {
        return request(prepareReduce("ireduce", messages, isRoot(root) || isInter ? Buf.IN_PLACE : buf, buf, op, root));
    }

    @Override
    public final void allreduce(Buf send, Buf recv, Op op) {
        finish(prepareAllreduce("allreduce", reducing(op, recv), send, recv, op));
    }

    @Override
    public final Request iallreduce(Buf send, Buf recv, Op op) {
        return request(prepareAllreduce("iallreduce", messages, send, recv, op));
    }

    @Override
    public final void allreduce(Buf buf, Op op) {
        finish(prepareAllreduce("allreduce", reducing(op, buf), Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request iallreduce(Buf buf, Op op) {
        return request(prepareAllreduce("iallreduce", messages, Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void reduceScatterBlock(Buf send, Buf recv, Op op) {
        finish(prepareReduceScatterBlock("reduceScatterBlock", send, recv, op));
    }

    @Override
    public final Request ireduceScatterBlock(Buf send, Buf recv, Op op) {
        return request(prepareReduceScatterBlock("ireduceScatterBlock", send, recv, op));
    }

    @Override
    public final void reduceScatterBlock(Buf buf, Op op) {
        finish(prepareReduceScatterBlock("reduceScatterBlock", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request ireduceScatterBlock(Buf buf, Op op) {
        return request(prepareReduceScatterBlock("ireduceScatterBlock", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void reduceScatter(Buf send, Buf recv, Op op) {
        finish(prepareReduceScatter("reduceScatter", send, recv, op));
    }

    @Override
    public final Request ireduceScatter(Buf send, Buf recv, Op op) {
        return request(prepareReduceScatter("ireduceScatter", send, recv, op));
    }

    @Override
    public final void reduceScatter(Buf buf, Op op) {
        finish(prepareReduceScatter("reduceScatter", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request ireduceScatter(Buf buf, Op op) {
        return request(prepareReduceScatter("ireduceScatter", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void scan(Buf send, Buf recv, Op op) {
        finish(prepareScan("scan", send, recv, op));
    }

    @Override
    public final Request iscan(Buf send, Buf recv, Op op) {
        return request(prepareScan("iscan", send, recv, op));
    }

    @Override
    public final void scan(Buf buf, Op op) {
        finish(prepareScan("scan", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request iscan(Buf buf, Op op) {
        return request(prepareScan("iscan", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void exscan(Buf send, Buf recv, Op op) {
        finish(prepareExscan("exscan", send, recv, op));
    }

    @Override
    public final Request iexscan(Buf send, Buf recv, Op op) {
        return request(prepareExscan("iexscan", send, recv, op));
    }

    @Override
    public final void exscan(Buf buf, Op op) {
        finish(prepareExscan("exscan", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request iexscan(Buf buf, Op op) {
        return request(prepareExscan("iexscan", Buf.IN_PLACE, buf, op));
    }
}

package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Collectives;
import org.mpi4j.ErrorHandler;
import org.mpi4j.ObjectSerializer;
import org.mpi4j.Op;
import org.mpi4j.Request;

/** The calls of chapter 6 on buffers: each starts its operation and waits for it, or gives its request. Thread-safe. */
abstract sealed class CollectiveCalls extends ReductionStarts implements Collectives permits ScalarCalls {
    CollectiveCalls(RankProcess process, RankGroup group, long context, String name, ErrorHandler errorHandler, ObjectSerializer serializer) {
        super(process, group, context, name, errorHandler, serializer);
    }

    @Override
    public final void barrier() {
        finish(startBarrier("barrier"));
    }

    @Override
    public final Request ibarrier() {
        return request(startBarrier("ibarrier"));
    }

    @Override
    public final void bcast(Buf buf, int root) {
        finish(startBcast("bcast", buf, root));
    }

    @Override
    public final Request ibcast(Buf buf, int root) {
        return request(startBcast("ibcast", buf, root));
    }

    @Override
    public final void gather(Buf send, @Nullable Buf recv, int root) {
        finish(startGather("gather", send, recv, root));
    }

    @Override
    public final Request igather(Buf send, @Nullable Buf recv, int root) {
        return request(startGather("igather", send, recv, root));
    }

    @Override
    public final void gatherv(Buf send, @Nullable Buf recv, int root) {
        finish(startGatherv("gatherv", send, recv, root));
    }

    @Override
    public final Request igatherv(Buf send, @Nullable Buf recv, int root) {
        return request(startGatherv("igatherv", send, recv, root));
    }

    @Override
    public final void scatter(@Nullable Buf send, Buf recv, int root) {
        finish(startScatter("scatter", send, recv, root));
    }

    @Override
    public final Request iscatter(@Nullable Buf send, Buf recv, int root) {
        return request(startScatter("iscatter", send, recv, root));
    }

    @Override
    public final void scatterv(@Nullable Buf send, Buf recv, int root) {
        finish(startScatterv("scatterv", send, recv, root));
    }

    @Override
    public final Request iscatterv(@Nullable Buf send, Buf recv, int root) {
        return request(startScatterv("iscatterv", send, recv, root));
    }

    @Override
    public final void allgather(Buf send, Buf recv) {
        finish(startAllgather("allgather", send, recv));
    }

    @Override
    public final Request iallgather(Buf send, Buf recv) {
        return request(startAllgather("iallgather", send, recv));
    }

    @Override
    public final void allgather(Buf buf) {
        finish(startAllgather("allgather", Buf.IN_PLACE, buf));
    }

    @Override
    public final Request iallgather(Buf buf) {
        return request(startAllgather("iallgather", Buf.IN_PLACE, buf));
    }

    @Override
    public final void allgatherv(Buf send, Buf recv) {
        finish(startAllgatherv("allgatherv", send, recv));
    }

    @Override
    public final Request iallgatherv(Buf send, Buf recv) {
        return request(startAllgatherv("iallgatherv", send, recv));
    }

    @Override
    public final void allgatherv(Buf buf) {
        finish(startAllgatherv("allgatherv", Buf.IN_PLACE, buf));
    }

    @Override
    public final Request iallgatherv(Buf buf) {
        return request(startAllgatherv("iallgatherv", Buf.IN_PLACE, buf));
    }

    @Override
    public final void alltoall(Buf send, Buf recv) {
        finish(startAlltoall("alltoall", send, recv));
    }

    @Override
    public final Request ialltoall(Buf send, Buf recv) {
        return request(startAlltoall("ialltoall", send, recv));
    }

    @Override
    public final void alltoall(Buf buf) {
        finish(startAlltoall("alltoall", Buf.IN_PLACE, buf));
    }

    @Override
    public final Request ialltoall(Buf buf) {
        return request(startAlltoall("ialltoall", Buf.IN_PLACE, buf));
    }

    @Override
    public final void alltoallv(Buf send, Buf recv) {
        finish(startAlltoallv("alltoallv", send, recv));
    }

    @Override
    public final Request ialltoallv(Buf send, Buf recv) {
        return request(startAlltoallv("ialltoallv", send, recv));
    }

    @Override
    public final void alltoallv(Buf buf) {
        finish(startAlltoallv("alltoallv", Buf.IN_PLACE, buf));
    }

    @Override
    public final Request ialltoallv(Buf buf) {
        return request(startAlltoallv("ialltoallv", Buf.IN_PLACE, buf));
    }

    @Override
    public final void reduce(Buf send, @Nullable Buf recv, Op op, int root) {
        finish(startReduce("reduce", send, recv, op, root));
    }

    @Override
    public final Request ireduce(Buf send, @Nullable Buf recv, Op op, int root) {
        return request(startReduce("ireduce", send, recv, op, root));
    }

    @Override
    public final void reduce(Buf buf, Op op, int root) {
        finish(startReduce("reduce", rank == root ? Buf.IN_PLACE : buf, buf, op, root));
    }

    @Override
    public final Request ireduce(Buf buf, Op op, int root) {
        return request(startReduce("ireduce", rank == root ? Buf.IN_PLACE : buf, buf, op, root));
    }

    @Override
    public final void allreduce(Buf send, Buf recv, Op op) {
        finish(startAllreduce("allreduce", send, recv, op));
    }

    @Override
    public final Request iallreduce(Buf send, Buf recv, Op op) {
        return request(startAllreduce("iallreduce", send, recv, op));
    }

    @Override
    public final void allreduce(Buf buf, Op op) {
        finish(startAllreduce("allreduce", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request iallreduce(Buf buf, Op op) {
        return request(startAllreduce("iallreduce", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void reduceScatterBlock(Buf send, Buf recv, Op op) {
        finish(startReduceScatterBlock("reduceScatterBlock", send, recv, op));
    }

    @Override
    public final Request ireduceScatterBlock(Buf send, Buf recv, Op op) {
        return request(startReduceScatterBlock("ireduceScatterBlock", send, recv, op));
    }

    @Override
    public final void reduceScatterBlock(Buf buf, Op op) {
        finish(startReduceScatterBlock("reduceScatterBlock", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request ireduceScatterBlock(Buf buf, Op op) {
        return request(startReduceScatterBlock("ireduceScatterBlock", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void reduceScatter(Buf send, Buf recv, Op op) {
        finish(startReduceScatter("reduceScatter", send, recv, op));
    }

    @Override
    public final Request ireduceScatter(Buf send, Buf recv, Op op) {
        return request(startReduceScatter("ireduceScatter", send, recv, op));
    }

    @Override
    public final void reduceScatter(Buf buf, Op op) {
        finish(startReduceScatter("reduceScatter", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request ireduceScatter(Buf buf, Op op) {
        return request(startReduceScatter("ireduceScatter", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void scan(Buf send, Buf recv, Op op) {
        finish(startScan("scan", send, recv, op));
    }

    @Override
    public final Request iscan(Buf send, Buf recv, Op op) {
        return request(startScan("iscan", send, recv, op));
    }

    @Override
    public final void scan(Buf buf, Op op) {
        finish(startScan("scan", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request iscan(Buf buf, Op op) {
        return request(startScan("iscan", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final void exscan(Buf send, Buf recv, Op op) {
        finish(startExscan("exscan", send, recv, op));
    }

    @Override
    public final Request iexscan(Buf send, Buf recv, Op op) {
        return request(startExscan("iexscan", send, recv, op));
    }

    @Override
    public final void exscan(Buf buf, Op op) {
        finish(startExscan("exscan", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final Request iexscan(Buf buf, Op op) {
        return request(startExscan("iexscan", Buf.IN_PLACE, buf, op));
    }
}

package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Info;
import org.mpi4j.Op;
import org.mpi4j.PersistentCollectives;
import org.mpi4j.PersistentRequest;
import org.mpi4j.internal.datatype.TypeMap;

/** The calls of section 6.13: each prepares its operation, which its request starts again and again. Thread-safe. */
abstract sealed class PersistentCollectiveCalls extends CollectiveCalls implements PersistentCollectives permits ScalarCalls {
    PersistentCollectiveCalls(CommParts parts) {
        super(parts);
    }

    @Override
    public final PersistentRequest barrierInit(Info info) {
        return persistent(true, () -> prepareBarrier("barrierInit", messages));
    }

    @Override
    public final PersistentRequest bcastInit(Buf buf, int root, Info info) {
        return persistent(CollectiveStarts.areDirect(buf) && TypeMap.of(buf.type()).isContiguous(), () -> prepareBcast("bcastInit", messages, buf, root));
    }

    @Override
    public final PersistentRequest gatherInit(Buf send, @Nullable Buf recv, int root, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareGather("gatherInit", messages, send, recv, root));
    }

    @Override
    public final PersistentRequest gathervInit(Buf send, @Nullable Buf recv, int root, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareGatherv("gathervInit", send, recv, root));
    }

    @Override
    public final PersistentRequest scatterInit(@Nullable Buf send, Buf recv, int root, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareScatter("scatterInit", messages, send, recv, root));
    }

    @Override
    public final PersistentRequest scattervInit(@Nullable Buf send, Buf recv, int root, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareScatterv("scattervInit", send, recv, root));
    }

    @Override
    public final PersistentRequest allgatherInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareAllgather("allgatherInit", messages, send, recv));
    }

    @Override
    public final PersistentRequest allgatherInit(Buf buf, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareAllgather("allgatherInit", messages, Buf.IN_PLACE, buf));
    }

    @Override
    public final PersistentRequest allgathervInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareAllgatherv("allgathervInit", send, recv));
    }

    @Override
    public final PersistentRequest allgathervInit(Buf buf, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareAllgatherv("allgathervInit", Buf.IN_PLACE, buf));
    }

    @Override
    public final PersistentRequest alltoallInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareAlltoall("alltoallInit", messages, send, recv));
    }

    @Override
    public final PersistentRequest alltoallInit(Buf buf, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareAlltoall("alltoallInit", messages, Buf.IN_PLACE, buf));
    }

    @Override
    public final PersistentRequest alltoallvInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareAlltoallv("alltoallvInit", send, recv));
    }

    @Override
    public final PersistentRequest alltoallvInit(Buf buf, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareAlltoallv("alltoallvInit", Buf.IN_PLACE, buf));
    }

    @Override
    public final PersistentRequest alltoallwInit(Buf[] sends, Buf[] recvs, Info info) {
        return persistent(CollectiveStarts.areDirect(sends) && CollectiveStarts.areDirect(recvs), () -> prepareAlltoallw("alltoallwInit", sends, recvs));
    }

    @Override
    public final PersistentRequest alltoallwInit(Buf[] bufs, Info info) {
        return persistent(false, () -> prepareAlltoallw("alltoallwInit", bufs));
    }

    @Override
    public final PersistentRequest reduceInit(Buf send, @Nullable Buf recv, Op op, int root, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareReduce("reduceInit", messages, send, recv, op, root));
    }

    @Override
    public final PersistentRequest reduceInit(Buf buf, Op op, int root, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareReduce("reduceInit", messages, isRoot(root) || isInter ? Buf.IN_PLACE : buf, buf, op, root));
    }

    @Override
    public final PersistentRequest allreduceInit(Buf send, Buf recv, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareAllreduce("allreduceInit", messages, send, recv, op));
    }

    @Override
    public final PersistentRequest allreduceInit(Buf buf, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareAllreduce("allreduceInit", messages, Buf.IN_PLACE, buf, op));
    }

    @Override
    public final PersistentRequest reduceScatterBlockInit(Buf send, Buf recv, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareReduceScatterBlock("reduceScatterBlockInit", send, recv, op));
    }

    @Override
    public final PersistentRequest reduceScatterBlockInit(Buf buf, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareReduceScatterBlock("reduceScatterBlockInit", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final PersistentRequest reduceScatterInit(Buf send, Buf recv, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareReduceScatter("reduceScatterInit", send, recv, op));
    }

    @Override
    public final PersistentRequest reduceScatterInit(Buf buf, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareReduceScatter("reduceScatterInit", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final PersistentRequest scanInit(Buf send, Buf recv, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareScan("scanInit", send, recv, op));
    }

    @Override
    public final PersistentRequest scanInit(Buf buf, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareScan("scanInit", Buf.IN_PLACE, buf, op));
    }

    @Override
    public final PersistentRequest exscanInit(Buf send, Buf recv, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareExscan("exscanInit", send, recv, op));
    }

    @Override
    public final PersistentRequest exscanInit(Buf buf, Op op, Info info) {
        return persistent(CollectiveStarts.areDirect(buf), () -> prepareExscan("exscanInit", Buf.IN_PLACE, buf, op));
    }
}

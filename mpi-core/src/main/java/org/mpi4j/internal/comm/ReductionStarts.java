package org.mpi4j.internal.comm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.ErrorClass;
import org.mpi4j.Op;
import org.mpi4j.internal.coll.Call;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Schedules;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.TypeMap;

/** How the operations of chapter 6 that compute are prepared within one group; as in {@link MovementStarts}. Thread-safe. */
abstract sealed class ReductionStarts extends MovementStarts permits CollectiveCalls {
    ReductionStarts(CommParts parts) {
        super(parts);
    }

    Collective prepareReduce(String operation, Supplier<Schedules> by, Buf send, @Nullable Buf recv, Op op, int root) {
        checkRoot(operation, root);
        if (rank != root) {
            checkBuf(operation, send);
            Reduction reduction = reduction(operation, op, send);
            return said(
                    collective(operation, by.get().reduce(elements(send), size(send), op.isCommutative(), root, false), send, null, reduction),
                    root,
                    bytes(send),
                    send,
                    op);
        }
        Buf result = present(operation, "recv", recv);
        Reduction reduction = reduction(operation, op, result);
        boolean inPlace = checkOperands(operation, send, result);
        return said(
                collective(
                        operation, by.get().reduce(elements(result), size(result), op.isCommutative(), root, inPlace), inPlace ? null : send, result, reduction),
                root,
                bytes(result),
                result,
                op);
    }

    Collective prepareAllreduce(String operation, Supplier<Schedules> by, Buf send, Buf recv, Op op) {
        checkOpen(operation);
        checkWritable(operation, recv);
        Reduction reduction = reduction(operation, op, recv);
        boolean inPlace = checkOperands(operation, send, recv);
        Schedule schedule = by.get().allreduce(elements(recv), size(recv), op.isCommutative(), inPlace);
        return said(collective(operation, schedule, inPlace ? null : send, recv, reduction), Call.UNSAID, bytes(recv), recv, op);
    }

    final Collective prepareScan(String operation, Buf send, Buf recv, Op op) {
        checkOpen(operation);
        checkWithin(operation);
        checkWritable(operation, recv);
        Reduction reduction = reduction(operation, op, recv);
        boolean inPlace = checkOperands(operation, send, recv);
        Schedule schedule = schedules.scan(elements(recv), size(recv), op.isCommutative(), inPlace);
        return said(collective(operation, schedule, inPlace ? null : send, recv, reduction), Call.UNSAID, bytes(recv), recv, op);
    }

    final Collective prepareExscan(String operation, Buf send, Buf recv, Op op) {
        checkOpen(operation);
        checkWithin(operation);
        checkWritable(operation, recv);
        Reduction reduction = reduction(operation, op, recv);
        boolean inPlace = checkOperands(operation, send, recv);
        Schedule schedule = schedules.exscan(elements(recv), size(recv), op.isCommutative(), inPlace);
        return said(collective(operation, schedule, inPlace ? null : send, recv, reduction), Call.UNSAID, bytes(recv), recv, op);
    }

    Collective prepareReduceScatterBlock(String operation, Buf send, Buf recv, Op op) {
        checkOpen(operation);
        checkWritable(operation, recv);
        Reduction reduction = reduction(operation, op, recv);
        boolean inPlace = isInPlace(send);
        if (!inPlace) {
            checkBuf(operation, send);
        }
        long count = blockCount(operation, inPlace ? "buf" : "send", inPlace ? recv : send);
        if (!inPlace) {
            checkSame(operation, "send", TypeMap.of(send.type()), TypeMap.of(recv.type()));
            checkBlock(operation, "recv", bytes(recv), "send", bytes(send) / size);
        }
        Schedule schedule = schedules.reduceScatterBlock(count, size(recv), op.isCommutative(), inPlace);
        return said(collective(operation, schedule, inPlace ? null : send, recv, reduction), Call.UNSAID, bytes(inPlace ? recv : send), recv, op);
    }

    Collective prepareReduceScatter(String operation, Buf send, Buf recv, Op op) {
        checkOpen(operation);
        checkWritable(operation, recv);
        Reduction reduction = reduction(operation, op, recv);
        boolean inPlace = isInPlace(send);
        Buf operand = inPlace ? recv : send;
        long[] counts = reducedCounts(operation, operand);
        if (!inPlace) {
            checkBuf(operation, send);
            checkSame(operation, "send", TypeMap.of(send.type()), TypeMap.of(recv.type()));
            if (counts[rank] > recv.count()) {
                throw error(ErrorClass.COUNT, operation, "no room for this rank's block: block=" + counts[rank] + " count=" + recv.count());
            }
        }
        long[] blocks = size(recv) == 0 ? new long[size] : counts;
        Schedule schedule = schedules.reduceScatter(blocks, size(recv), op.isCommutative(), inPlace);
        return said(
                collective(operation, schedule, inPlace ? null : send, recv, reduction),
                Call.UNSAID,
                recv,
                op,
                blockBytes(operand),
                forEach(TypeMap.of(operand.type()).packedBytes(counts[rank])));
    }

    /** How many elements of the result each process of this group gets. */
    final long[] reducedCounts(String operation, Buf operand) {
        long[] counts = operand.counts();
        if (counts == null || counts.length != size) {
            throw error(ErrorClass.ARG, operation, "needs one count per process, made by blocks(counts): counts=" + (counts == null ? 0 : counts.length));
        }
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        if (total > operand.count()) {
            throw error(ErrorClass.COUNT, operation, "the blocks are more than the operand has: blocks=" + total + " count=" + operand.count());
        }
        return counts;
    }
}

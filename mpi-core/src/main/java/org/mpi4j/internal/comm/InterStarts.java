package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Op;
import org.mpi4j.internal.coll.Blocks;
import org.mpi4j.internal.coll.Call;
import org.mpi4j.internal.coll.Groups;
import org.mpi4j.internal.coll.InterMovement;
import org.mpi4j.internal.coll.InterReduction;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Schedules;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.TypeMap;

/**
 * How the operations of chapter 6 are prepared between two groups, as {@link MovementStarts} and {@link ReductionStarts} do it within one; ranks of
 * schedules are those of the union. Thread-safe.
 */
abstract sealed class InterStarts extends CommCalls permits InterComm {
    private final Groups groups;

    InterStarts(CommParts parts) {
        super(parts);
        boolean isLow = group.jobRank(0) == parts.union().jobRank(0);
        this.groups = new Groups(rank, size, isLow ? 0 : peers, peers, isLow ? size : 0);
    }

    private Collective idle(String operation) {
        return said(collective(operation, Schedule.EMPTY, null, null, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    /** The root's rank in the union of both groups; not known to those who are not concerned. */
    private int unionRoot(int root) {
        return groups.unionRoot(root);
    }

    private void checkApart(String operation, Buf send) {
        if (isInPlace(send)) {
            throw error(ErrorClass.BUFFER, operation, "nothing is in place between groups: buf=IN_PLACE");
        }
        checkBuf(operation, send);
    }

    // ---- data that move ----

    @Override
    Collective prepareBcast(String operation, Supplier<Schedules> by, Buf buf, int root) {
        checkRoot(operation, root);
        if (root == Comm.PROC_NULL) {
            return idle(operation);
        }
        if (root == Comm.ROOT) {
            checkBuf(operation, buf);
            return said(packed(operation, InterMovement.bcastFromHere(groups, bytes(buf)), buf, false), unionRoot(root), bytes(buf), buf, null);
        }
        checkWritable(operation, buf);
        return said(packed(operation, InterMovement.bcastFromThere(groups, root, bytes(buf)), buf, true), unionRoot(root), bytes(buf), buf, null);
    }

    @Override
    Collective prepareGather(String operation, Supplier<Schedules> by, Buf send, @Nullable Buf recv, int root) {
        checkRoot(operation, root);
        if (root != Comm.ROOT) {
            return toRoot(operation, send, root);
        }
        Buf all = present(operation, "recv", recv);
        Blocks blocks = Blocks.uniform(blockCount(operation, "recv", all, peers, "remote processes"));
        return said(collective(operation, InterMovement.gatherHere(groups, blocks), null, all, null), unionRoot(root), Call.UNSAID, null, null);
    }

    @Override
    Collective prepareGatherv(String operation, Buf send, @Nullable Buf recv, int root) {
        checkRoot(operation, root);
        if (root != Comm.ROOT) {
            return toRoot(operation, send, root);
        }
        Buf all = present(operation, "recv", recv);
        return said(collective(operation, InterMovement.gatherHere(groups, blocks(operation, "recv", all, peers, "remote process")), null, all, null), unionRoot(root), Call.UNSAID, null, null);
    }

    private Collective toRoot(String operation, Buf send, int root) {
        if (root == Comm.PROC_NULL) {
            return idle(operation);
        }
        checkApart(operation, send);
        return said(collective(operation, InterMovement.gatherThere(groups, root, elements(send)), send, null, null), unionRoot(root), Call.UNSAID, null, null);
    }

    @Override
    Collective prepareScatter(String operation, Supplier<Schedules> by, @Nullable Buf send, Buf recv, int root) {
        checkRoot(operation, root);
        if (root != Comm.ROOT) {
            return fromRoot(operation, recv, root);
        }
        Buf all = presentToRead(operation, "send", send);
        Blocks blocks = Blocks.uniform(blockCount(operation, "send", all, peers, "remote processes"));
        return said(collective(operation, InterMovement.scatterFromHere(groups, blocks), all, null, null), unionRoot(root), Call.UNSAID, null, null);
    }

    @Override
    Collective prepareScatterv(String operation, @Nullable Buf send, Buf recv, int root) {
        checkRoot(operation, root);
        if (root != Comm.ROOT) {
            return fromRoot(operation, recv, root);
        }
        Buf all = presentToRead(operation, "send", send);
        return said(collective(operation, InterMovement.scatterFromHere(groups, blocks(operation, "send", all, peers, "remote process")), all, null, null), unionRoot(root), Call.UNSAID, null, null);
    }

    private Collective fromRoot(String operation, Buf recv, int root) {
        if (root == Comm.PROC_NULL) {
            return idle(operation);
        }
        checkWritable(operation, recv);
        return said(collective(operation, InterMovement.scatterFromThere(groups, root, elements(recv)), null, recv, null), unionRoot(root), Call.UNSAID, null, null);
    }

    @Override
    Collective prepareAllgather(String operation, Supplier<Schedules> by, Buf send, Buf recv) {
        checkBoth(operation, send, recv);
        Blocks into = Blocks.uniform(blockCount(operation, "recv", recv, peers, "remote processes"));
        return said(collective(operation, InterMovement.exchange(groups, Blocks.same(elements(send)), into), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    @Override
    Collective prepareAllgatherv(String operation, Buf send, Buf recv) {
        checkBoth(operation, send, recv);
        Blocks into = blocks(operation, "recv", recv, peers, "remote process");
        return said(collective(operation, InterMovement.exchange(groups, Blocks.same(elements(send)), into), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    @Override
    Collective prepareAlltoall(String operation, Supplier<Schedules> by, Buf send, Buf recv) {
        checkBoth(operation, send, recv);
        Blocks from = Blocks.uniform(blockCount(operation, "send", send, peers, "remote processes"));
        Blocks into = Blocks.uniform(blockCount(operation, "recv", recv, peers, "remote processes"));
        return said(collective(operation, InterMovement.exchange(groups, from, into), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    @Override
    Collective prepareAlltoallv(String operation, Buf send, Buf recv) {
        checkBoth(operation, send, recv);
        Blocks from = blocks(operation, "send", send, peers, "remote process");
        Blocks into = blocks(operation, "recv", recv, peers, "remote process");
        return said(collective(operation, InterMovement.exchange(groups, from, into), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    @Override
    Collective prepareAlltoallw(String operation, Buf[] sends, Buf[] recvs) {
        checkOpen(operation);
        Blocks into = separateBlocks(operation, "recvs", recvs, peers, "remote process", true);
        Blocks from = separateBlocks(operation, "sends", sends, peers, "remote process", false);
        return said(separate(operation, InterMovement.exchange(groups, from, into), sends.clone(), recvs.clone()), Call.UNSAID, Call.UNSAID, null, null);
    }

    @Override
    Collective prepareAlltoallw(String operation, Buf[] bufs) {
        checkOpen(operation);
        throw error(ErrorClass.BUFFER, operation, "nothing is in place between groups: bufs=" + bufs.length);
    }

    private void checkBoth(String operation, Buf send, Buf recv) {
        checkOpen(operation);
        checkApart(operation, send);
        checkWritable(operation, recv);
    }

    // ---- reductions ----

    @Override
    Collective prepareReduce(String operation, Supplier<Schedules> by, Buf send, @Nullable Buf recv, Op op, int root) {
        checkRoot(operation, root);
        if (root == Comm.PROC_NULL) {
            return idle(operation);
        }
        checkApart(operation, send);
        if (root == Comm.ROOT) {
            Buf result = present(operation, "recv", recv);
            return said(collective(operation, InterReduction.reduceHere(groups, elements(result)), null, result, reduction(operation, op, result)), unionRoot(root), bytes(result), null, op);
        }
        Reduction reduction = reduction(operation, op, send);
        return said(collective(operation, InterReduction.reduceThere(groups, root, elements(send), op.isCommutative()), send, null, reduction), unionRoot(root), bytes(send), null, op);
    }

    @Override
    Collective prepareAllreduce(String operation, Supplier<Schedules> by, Buf send, Buf recv, Op op) {
        checkBoth(operation, send, recv);
        Reduction reduction = reduction(operation, op, recv);
        checkOperands(operation, send, recv);
        return said(collective(operation, InterReduction.allreduce(groups, elements(recv), op.isCommutative()), send, recv, reduction), Call.UNSAID, bytes(recv), null, op);
    }

    @Override
    Collective prepareReduceScatterBlock(String operation, Buf send, Buf recv, Op op) {
        checkBoth(operation, send, recv);
        Reduction reduction = reduction(operation, op, recv);
        long block = blockCount(operation, "send", send);
        checkSame(operation, "send", TypeMap.of(send.type()), TypeMap.of(recv.type()));
        checkBlock(operation, "recv", bytes(recv), "send", bytes(send) / size);
        return said(collective(operation, InterReduction.reduceScatter(groups, Blocks.uniform(block), op.isCommutative()), send, recv, reduction), Call.UNSAID, Call.UNSAID, null, op);
    }

    @Override
    Collective prepareReduceScatter(String operation, Buf send, Buf recv, Op op) {
        checkBoth(operation, send, recv);
        Reduction reduction = reduction(operation, op, recv);
        long[] counts = reducedCounts(operation, send);
        checkSame(operation, "send", TypeMap.of(send.type()), TypeMap.of(recv.type()));
        if (counts[rank] > recv.count()) {
            throw error(ErrorClass.COUNT, operation, "no room for this rank's block: block=" + counts[rank] + " count=" + recv.count());
        }
        long[] blocks = send.type().size() == 0 ? new long[size] : Arrays.copyOf(counts, size);
        return said(collective(operation, InterReduction.reduceScatter(groups, Blocks.packed(blocks), op.isCommutative()), send, recv, reduction), Call.UNSAID, Call.UNSAID, null, op);
    }

    // ---- objects ----

    /** This group alone, in contexts of its own. */
    abstract IntraComm local();

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public final <T> T reduceObject(T object, Op op, int root) {
        checkRoot("reduceObject", root);
        checkSaid("reduceObject", unionRoot(root), op);
        int tag = nextCollectiveTag();
        if (root == Comm.PROC_NULL) {
            return null;
        }
        if (root == Comm.ROOT) {
            return (T) receive("reduceObject", 0, tag).get();
        }
        Partial mine = local().toFirst("reduceObject", object, Reduction.of(op), local().nextCollectiveTag());
        if (rank == 0) {
            mine = mine.and(end("reduceObject", start("reduceObject", mine, root, tag)));
        }
        mine.get();
        return null;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public final <T> T allreduceObject(T object, Op op) {
        checkOpen("allreduceObject");
        checkSaid("allreduceObject", Call.UNSAID, op);
        int tag = nextCollectiveTag();
        int localTag = local().nextCollectiveTag();
        Partial mine = local().toFirst("allreduceObject", object, Reduction.of(op), localTag);
        Partial theirs = new Partial(null, null);
        if (rank == 0) {
            Sending sending = start("allreduceObject", mine, 0, tag);
            theirs = receive("allreduceObject", 0, tag);
            mine = mine.and(end("allreduceObject", sending));
        }
        Partial result = local().fromFirst("allreduceObject", theirs, localTag);
        mine.get();
        return (T) result.get();
    }
}

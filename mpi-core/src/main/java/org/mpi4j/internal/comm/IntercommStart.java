package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;

/**
 * How two groups come to one intercommunicator: their leaders tell each other who they are and propose a context, then each leader tells its own
 * group. A leader that cannot says so, lest its group wait. Stateless.
 */
final class IntercommStart {
    private static final String OPERATION = "createIntercomm";

    private IntercommStart() {}

    static CommParts agree(IntraComm local, int localLeader, @Nullable Comm peer, int remoteLeader, int tag) {
        return agree(local, localLeader, () -> exchange(leading(local, peer, remoteLeader, tag), local, remoteLeader, tag));
    }

    /** @param exchange what the leader does to reach the other one, see {@link #exchange} */
    static CommParts agree(IntraComm local, int localLeader, Supplier<long[]> exchange) {
        long[] told = {0};
        long[] theirs = {};
        MpiException failure = null;
        if (local.rank == localLeader) {
            try {
                theirs = exchange.get();
            } catch (MpiException e) {
                failure = e;
            }
            told[0] = theirs.length;
        }
        local.bcast(Buf.of(told), localLeader);
        if (failure != null) {
            throw failure;
        }
        if (told[0] == 0) {
            throw local.error(ErrorClass.OTHER, OPERATION, "the leader could not; its own error tells why: localLeader=" + localLeader);
        }
        theirs = local.rank == localLeader ? theirs : new long[(int) told[0]];
        local.bcast(Buf.of(theirs), localLeader);
        return parts(local, theirs);
    }

    private static CommCalls leading(IntraComm local, @Nullable Comm peer, int remoteLeader, int tag) {
        if (!(peer instanceof CommCalls way) || !way.process.equals(local.process)) {
            throw local.error(ErrorClass.COMM, OPERATION, "the leader needs a communicator of its own process to reach the other: peer=" + peer);
        }
        way.checkDest(OPERATION, remoteLeader, tag);
        if (remoteLeader == Comm.PROC_NULL) {
            throw way.error(ErrorClass.RANK, OPERATION, "no process: remoteLeader=PROC_NULL");
        }
        return way;
    }

    /** Tells the other leader two contexts, one of which each group takes, and this group; returns what it tells. */
    static long[] exchange(CommCalls way, IntraComm local, int remoteLeader, int tag) {
        long[] ours = new long[1 + local.size];
        ours[0] = local.newContext();
        Arrays.setAll(ours, i -> i == 0 ? ours[0] : local.group.jobRank(i - 1));
        long aside = way.context | Contexts.LEADERS;
        RecvOp receiving = way.startObjectRecv(remoteLeader, tag, aside, null);
        SendOp sending = way.startBytes(MemorySegment.ofArray(ours), remoteLeader, tag, false, aside);
        way.await(OPERATION, sending);
        way.await(OPERATION, receiving);
        long[] theirs = receiving.received().toArray(ValueLayout.JAVA_LONG_UNALIGNED);
        long[] both = Arrays.copyOf(theirs, theirs.length + 1);
        both[theirs.length] = ours[0];
        return both;
    }

    /** @param told their context, their processes, our context */
    private static CommParts parts(IntraComm local, long[] told) {
        int[] members = Arrays.stream(told, 1, told.length - 1).mapToInt(Math::toIntExact).toArray();
        RankGroup remote = RankGroup.of(members, local.process.rank());
        int common = local.group.intersection(remote).size();
        if (common > 0) {
            throw local.error(ErrorClass.COMM, OPERATION, "the groups have processes in common: remoteSize=" + remote.size() + " common=" + common);
        }
        long context = local.group.jobRank(0) < remote.jobRank(0) ? told[told.length - 1] : told[0];
        return CommParts.between(local, local.group, remote, context);
    }
}

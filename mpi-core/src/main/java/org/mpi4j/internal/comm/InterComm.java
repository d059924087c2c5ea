package org.mpi4j.internal.comm;

import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.CartComm;
import org.mpi4j.Comm;
import org.mpi4j.Comparison;
import org.mpi4j.DistGraphComm;
import org.mpi4j.ErrorClass;
import org.mpi4j.GraphComm;
import org.mpi4j.Group;
import org.mpi4j.Info;
import org.mpi4j.Intercomm;
import org.mpi4j.MpiException;
import org.mpi4j.SplitType;
import org.mpi4j.Topology;

/**
 * A communicator between two groups: messages go to the remote one. Thread-safe. What all processes have to agree on goes through their union, in
 * which the group comes first whose first process is lower in the job; {@link #local} serves what each group does by itself.
 */
final class InterComm extends InterStarts implements Intercomm {
    /** What a process says where a communicator is divided: color, key, a context. */
    private static final int SAID = 3;

    /** This process's own group, in contexts of its own. */
    final IntraComm local;

    private final RankGroup union;
    private final boolean isLow;

    InterComm(CommParts parts) {
        super(parts);
        this.union = parts.union();
        this.isLow = group.jobRank(0) == union.jobRank(0);
        this.local = new IntraComm(CommParts.within(this, group, context + 2));
        if (unclosed != null) {
            unclosed.closed(local); // it ends with this
        }
    }

    @Override
    IntraComm local() {
        return local;
    }

    @Override
    public int remoteSize() {
        return peers;
    }

    @Override
    public Group remoteGroup() {
        return remote;
    }

    @Override
    InterComm duplicate(CommParts parts) {
        return new InterComm(parts);
    }

    @Override
    CommParts partsOfDup() {
        return CommParts.between(this, group, remote, context);
    }

    @Override
    public Intercomm dup() {
        return (Intercomm) dup("dup", Hints.NONE);
    }

    @Override
    public Comm merge(boolean high) {
        checkOpen("merge");
        long[] all = allgatherInUnion("merge", high ? 1 : 0, newContext());
        int low = isLow ? size : peers;
        for (int member = 0; member < union.size(); member++) {
            if (all[2 * member] != all[member < low ? 0 : 2 * low]) {
                throw error(ErrorClass.ARG, "merge", "the processes of a group differ: high=" + high + " union rank=" + member + " high=" + (all[2 * member] == 1));
            }
        }
        boolean asInUnion = all[0] <= all[2 * low];
        RankGroup first = asInUnion == isLow ? group : remote;
        RankGroup second = asInUnion == isLow ? remote : group;
        return new IntraComm(CommParts.within(this, first.union(second), all[1]));
    }

    @Override
    public @Nullable Intercomm split(int color, int key) {
        checkColor(color);
        return divide("split", color, key);
    }

    @Override
    public @Nullable Intercomm create(Group subgroup) {
        checkOpen("create");
        int[] members = membersOf("create", subgroup);
        int place = placeOf(members);
        return divide("create", place == UNDEFINED ? UNDEFINED : 0, place);
    }

    /** Those of each group with the same color, in the order of their keys; null if there are none in the other. */
    private @Nullable Intercomm divide(String operation, int color, int key) {
        long[] all = allgatherInUnion(operation, color, key, newContext());
        int low = isLow ? size : peers;
        int[] here = members(all, isLow ? 0 : low, size, color);
        int[] there = members(all, isLow ? low : 0, peers, color);
        if (color == UNDEFINED || there.length == 0) {
            return null;
        }
        long newContext = all[SAID * (isLow ? here[0] : there[0]) + 2];
        return new InterComm(CommParts.between(this, groupOf(union, here), groupOf(union, there), newContext));
    }

    private static int[] members(long[] all, int first, int count, int color) {
        IntUnaryOperator keyOf = member -> (int) all[SAID * member + 1];
        return IntStream.range(first, first + count)
                .filter(member -> all[SAID * member] == color)
                .boxed()
                .sorted(Comparator.comparingInt(keyOf::applyAsInt))
                .mapToInt(member -> member)
                .toArray();
    }

    @Override
    public Comparison compare(Comm other) {
        if (equals(other)) {
            return Comparison.IDENT;
        }
        if (!(other instanceof Intercomm inter)) {
            return Comparison.UNEQUAL;
        }
        Comparison here = group.compare(inter.group());
        Comparison there = remote.compare(inter.remoteGroup());
        Comparison worse = here.compareTo(there) > 0 ? here : there;
        return worse == Comparison.IDENT ? Comparison.CONGRUENT : worse;
    }

    // ---- what there is within one group only ----

    private MpiException withinOnly(String operation) {
        checkOpen(operation);
        return error(ErrorClass.COMM, operation, "not on an intercommunicator:");
    }

    @Override
    public @Nullable Comm splitType(SplitType type, int key, Info info) {
        throw withinOnly("splitType");
    }

    @Override
    public @Nullable Comm createGroup(Group subgroup, int tag) {
        throw withinOnly("createGroup");
    }

    @Override
    public @Nullable CartComm createCart(int[] dims, boolean[] periods, boolean reorder) {
        throw withinOnly("createCart");
    }

    @Override
    public @Nullable GraphComm createGraph(int[] index, int[] edges, boolean reorder) {
        throw withinOnly("createGraph");
    }

    @Override
    public DistGraphComm createDistGraphAdjacent(
            int[] sources, int @Nullable [] sourceWeights, int[] destinations, int @Nullable [] destWeights, Info info, boolean reorder) {
        throw withinOnly("createDistGraphAdjacent");
    }

    @Override
    public DistGraphComm createDistGraph(int[] sources, int[] degrees, int[] destinations, int @Nullable [] weights, Info info, boolean reorder) {
        throw withinOnly("createDistGraph");
    }

    @Override
    public Topology topoTest() {
        return Topology.UNDEFINED;
    }

    @Override
    public int cartMap(int[] dims, boolean[] periods) {
        throw withinOnly("cartMap");
    }

    @Override
    public int graphMap(int[] index, int[] edges) {
        throw withinOnly("graphMap");
    }

    @Override
    public Intercomm createIntercomm(int localLeader, @Nullable Comm peer, int remoteLeader, int tag) {
        throw withinOnly("createIntercomm");
    }
}

package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.CartComm;
import org.mpi4j.Comm;
import org.mpi4j.Comparison;
import org.mpi4j.DistGraphComm;
import org.mpi4j.ErrorClass;
import org.mpi4j.ErrorHandler;
import org.mpi4j.GraphComm;
import org.mpi4j.Group;
import org.mpi4j.Info;
import org.mpi4j.Intercomm;
import org.mpi4j.SplitType;
import org.mpi4j.Topology;
import org.mpi4j.internal.serial.StandardSerializer;
import org.mpi4j.internal.topology.CartGrid;
import org.mpi4j.internal.topology.Graph;
import org.mpi4j.internal.topology.Placement;

/** A communicator within one group, and those calls of chapter 7 that differ from those between two. Thread-safe. */
public sealed class IntraComm extends CommCalls permits TopologyComm {
    /** What the processes of a new communicator have agreed upon. */
    record Agreed(RankGroup group, long context) {}

    IntraComm(CommParts parts) {
        super(parts);
    }

    /** A communicator made from another, with its error handler and serializer. */
    IntraComm(IntraComm parent, Agreed agreed) {
        this(parent.parts(agreed));
    }

    final CommParts parts(Agreed agreed) {
        return CommParts.within(this, agreed.group, agreed.context);
    }

    /** The communicator of all processes of the job that its n-th {@code init} makes. */
    public static IntraComm world(RankProcess process, int n) {
        RankGroup all = RankGroup.world(process.size(), process.rank());
        return new IntraComm(
                CommParts.within(process, all, Contexts.world(n), "MPI_COMM_WORLD", ErrorHandlers.initial(process.settings()), StandardSerializer.of(process.settings())));
    }

    /** The communicator of this process alone that the n-th {@code init} makes. */
    public static IntraComm self(RankProcess process, int n) {
        RankGroup alone = RankGroup.of(new int[] {process.rank()}, process.rank());
        return new IntraComm(
                CommParts.within(process, alone, Contexts.self(n), "MPI_COMM_SELF", ErrorHandlers.initial(process.settings()), StandardSerializer.of(process.settings())));
    }

    /** A communicator of this process alone, for errors that belong to no other. */
    public static IntraComm alone(RankProcess process, String name) {
        RankGroup alone = RankGroup.of(new int[] {process.rank()}, process.rank());
        long context = process.contexts().next(process.rank());
        IntraComm made = new IntraComm(
                CommParts.within(process, alone, context, name, ErrorHandler.ERRORS_RETURN, StandardSerializer.of(process.settings())));
        if (made.unclosed != null) {
            made.unclosed.closed(made); // nobody closes it
        }
        return made;
    }

    // ---- duplicates ----

    @Override
    IntraComm duplicate(CommParts parts) {
        return new IntraComm(parts);
    }

    @Override
    final CommParts partsOfDup() {
        return CommParts.within(this, group, context);
    }

    @Override
    public Comm dup() {
        return dup("dup", Hints.NONE);
    }

    // ---- parts ----

    @Override
    public final @Nullable Comm split(int color, int key) {
        checkColor(color);
        Agreed agreed = agreeOnSplit("split", color, key);
        return agreed == null ? null : new IntraComm(this, agreed);
    }

    @Override
    public final @Nullable Comm splitType(SplitType type, int key, Info info) {
        checkOpen("splitType");
        int host = process.hosts()[group.jobRank(rank)];
        long[] all = allgatherInUnion("splitType", TypeSplit.said(type, key, newContext(), info, host, process.rank()));
        int[] members = TypeSplit.members(all, rank);
        return members.length == 0
                ? null
                : new IntraComm(this, new Agreed(groupOf(group, members), TypeSplit.contextOf(all, members[0])));
    }

    @Override
    public final @Nullable Comm create(Group subgroup) {
        checkOpen("create");
        int[] members = membersOf("create", subgroup);
        long[] contexts = allgatherInUnion("create", newContext());
        boolean isMember = IntStream.of(members).anyMatch(member -> member == rank);
        return isMember ? new IntraComm(this, new Agreed(groupOf(group, members), contexts[members[0]])) : null;
    }

    @Override
    public final @Nullable Comm createGroup(Group subgroup, int tag) {
        checkOpen("createGroup");
        int[] members = membersOf("createGroup", subgroup);
        if (tag < 0) {
            throw error(ErrorClass.TAG, "createGroup", "not between 0 and TAG_UB: tag=" + tag);
        }
        int place = placeOf(members);
        if (place == UNDEFINED) {
            return null;
        }
        long newContext = GroupStart.agree("createGroup", this, members, place, tag);
        return new IntraComm(this, new Agreed(groupOf(group, members), newContext));
    }

    @Override
    public final Comparison compare(Comm other) {
        if (equals(other)) {
            return Comparison.IDENT;
        }
        Comparison groups = other.isInter() ? Comparison.UNEQUAL : group.compare(other.group());
        return groups == Comparison.IDENT ? Comparison.CONGRUENT : groups;
    }

    @Override
    public @Nullable CartComm createCart(int[] dims, boolean[] periods, boolean reorder) {
        checkOpen("createCart");
        return CartIntraComm.create(this, dims, periods, reorder);
    }

    @Override
    public final @Nullable GraphComm createGraph(int[] index, int[] edges, boolean reorder) {
        checkOpen("createGraph");
        return GraphIntraComm.create(this, index, edges, reorder);
    }

    @Override
    public final DistGraphComm createDistGraphAdjacent(
            int[] sources, int @Nullable [] sourceWeights, int[] destinations, int @Nullable [] destWeights, Info info, boolean reorder) {
        checkOpen("createDistGraphAdjacent");
        return DistGraphIntraComm.createAdjacent(this, sources, sourceWeights, destinations, destWeights, Hints.of(info), reorder);
    }

    @Override
    public final DistGraphComm createDistGraph(int[] sources, int[] degrees, int[] destinations, int @Nullable [] weights, Info info, boolean reorder) {
        checkOpen("createDistGraph");
        return DistGraphIntraComm.create(this, sources, degrees, destinations, weights, Hints.of(info), reorder);
    }

    @Override
    public Topology topoTest() {
        return Topology.UNDEFINED;
    }

    @Override
    public final int cartMap(int[] dims, boolean[] periods) {
        checkOpen("cartMap");
        return Placement.ofGrid(checked(() -> CartGrid.of("cartMap", dims, periods, size)), hosts()).nodeOf(rank);
    }

    @Override
    public final int graphMap(int[] index, int[] edges) {
        checkOpen("graphMap");
        return Placement.ofGraph(checked(() -> Graph.of("graphMap", index, edges, size)).toEdges(), hosts()).nodeOf(rank);
    }

    /** For each rank the number of its host. */
    final int[] hosts() {
        int[] hosts = new int[size];
        Arrays.setAll(hosts, member -> process.hosts()[group.jobRank(member)]);
        return hosts;
    }

    @Override
    public final Intercomm createIntercomm(int localLeader, @Nullable Comm peer, int remoteLeader, int tag) {
        checkOpen("createIntercomm");
        if (localLeader < 0 || localLeader >= size) {
            throw error(ErrorClass.RANK, "createIntercomm", "no such process: localLeader=" + localLeader);
        }
        return new InterComm(IntercommStart.agree(this, localLeader, peer, remoteLeader, tag));
    }

    // ---- agreeing ----

    /** The processes of this color, ordered by key, then rank, in a context that the first of them gives out. */
    final @Nullable Agreed agreeOnSplit(String operation, int color, int key) {
        long[] all = allgatherInUnion(operation, color, key, newContext());
        if (color == UNDEFINED) {
            return null;
        }
        IntUnaryOperator keyOf = member -> (int) all[3 * member + 1];
        int[] members = IntStream.range(0, size)
                .filter(member -> all[3 * member] == color)
                .boxed()
                .sorted(Comparator.comparingInt(keyOf::applyAsInt))
                .mapToInt(member -> member)
                .toArray();
        return new Agreed(groupOf(group, members), all[3 * members[0] + 2]);
    }

    /** The processes that take a node of a topology, in the order of the nodes; null if this one takes none. */
    final @Nullable Agreed agreeOnNode(String operation, Placement placement) {
        int node = placement.nodeOf(rank);
        return agreeOnSplit(operation, node == UNDEFINED ? UNDEFINED : 0, node);
    }
}

package org.mpi4j.internal.comm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.DistGraphComm;
import org.mpi4j.Topology;
import org.mpi4j.internal.coll.Neighbors;
import org.mpi4j.internal.topology.EdgeList;
import org.mpi4j.internal.topology.NodeEdges;
import org.mpi4j.internal.topology.Placement;

/** A communicator with a graph of which each rank knows the edges at its own node. Thread-safe. */
final class DistGraphIntraComm extends TopologyComm implements DistGraphComm {
    private final NodeEdges edges;

    private DistGraphIntraComm(CommParts parts, NodeEdges edges) {
        super(parts);
        this.edges = edges;
    }

    /** {@code MPI_Dist_graph_create_adjacent}. With {@code reorder}, a process takes over the edges that the rank has named which it now is. */
    static DistGraphIntraComm createAdjacent(
            IntraComm parent,
            int[] sources,
            int @Nullable [] sourceWeights,
            int[] destinations,
            int @Nullable [] destWeights,
            Hints promised,
            boolean reorder) {
        String operation = "createDistGraphAdjacent";
        NodeEdges own = parent.checked(() -> NodeEdges.of(operation, sources, sourceWeights, destinations, destWeights, parent.size));
        if (!reorder) {
            return make(operation, parent, parent.rank, own, promised);
        }
        NodeEdges[] nodes = Arrays.stream(gather(parent, own.toInts())).map(NodeEdges::ofInts).toArray(NodeEdges[]::new);
        Placement placement = Placement.ofGraph(EdgeList.leaving(nodes).toEdges(parent.size), parent.hosts());
        int node = placement.nodeOf(parent.rank);
        return make(operation, parent, node, nodes[node], promised);
    }

    /** {@code MPI_Dist_graph_create}. */
    static DistGraphIntraComm create(
            IntraComm parent, int[] sources, int[] degrees, int[] destinations, int @Nullable [] weights, Hints promised, boolean reorder) {
        String operation = "createDistGraph";
        EdgeList own = parent.checked(() -> EdgeList.of(operation, sources, degrees, destinations, weights, parent.size));
        EdgeList all = new EdgeList(Arrays.stream(gather(parent, own.triples())).flatMapToInt(Arrays::stream).toArray());
        boolean weighted = parent.checked(() -> all.isWeighted(operation));
        int node = reorder ? Placement.ofGraph(all.toEdges(parent.size), parent.hosts()).nodeOf(parent.rank) : parent.rank;
        return make(operation, parent, node, all.at(node, weighted), promised);
    }

    private static DistGraphIntraComm make(String operation, IntraComm parent, int node, NodeEdges edges, Hints promised) {
        Agreed agreed = parent.agreeOnSplit(operation, 0, node);
        if (agreed == null) {
            throw new IllegalStateException("a color of 0 or more has no group");
        }
        return new DistGraphIntraComm(parent.parts(agreed).with(promised), edges);
    }

    /** The numbers of each rank. */
    private static int[][] gather(IntraComm parent, int... own) {
        long[] lengths = new long[parent.size];
        parent.allgather(Buf.of(new long[] {own.length}), Buf.of(lengths));
        int[] all = new int[Math.toIntExact(Arrays.stream(lengths).sum())];
        parent.allgatherv(Buf.of(own), Buf.of(all).blocks(lengths));
        int[][] parts = new int[parent.size][];
        for (int member = 0, at = 0; member < parts.length; member++) {
            int end = at + (int) lengths[member];
            parts[member] = Arrays.copyOfRange(all, at, end);
            at = end;
        }
        return parts;
    }

    @Override
    DistGraphIntraComm duplicate(CommParts parts) {
        return new DistGraphIntraComm(parts, edges);
    }

    @Override
    public DistGraphComm dup() {
        return (DistGraphComm) dup("dup", Hints.NONE);
    }

    @Override
    Neighbors neighbors(String operation) {
        return Neighbors.onGraph(edges.sources(), edges.destinations());
    }

    @Override
    public Topology topoTest() {
        return Topology.DIST_GRAPH;
    }

    @Override
    public int[] sources() {
        return edges.sources().clone();
    }

    @Override
    public int @Nullable [] sourceWeights() {
        return NodeEdges.copy(edges.sourceWeights());
    }

    @Override
    public int[] destinations() {
        return edges.destinations().clone();
    }

    @Override
    public int @Nullable [] destWeights() {
        return NodeEdges.copy(edges.destWeights());
    }

    @Override
    public boolean isWeighted() {
        return edges.isWeighted();
    }
}

package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.GraphComm;
import org.mpi4j.Topology;

/** A communicator with a graph that all ranks know. Thread-safe. */
final class GraphIntraComm extends TopologyComm implements GraphComm {
    private final Graph graph;

    private GraphIntraComm(CommParts parts, Graph graph) {
        super(parts);
        this.graph = graph;
    }

    /** {@code MPI_Graph_create}; null if this process is no node. */
    static @Nullable GraphIntraComm create(IntraComm parent, int[] index, int[] edges, boolean reorder) {
        Graph graph = parent.checked(() -> Graph.of("createGraph", index, edges, parent.size));
        Placement placement = reorder ? Placement.ofGraph(graph.toEdges(), parent.hosts()) : Placement.asGiven(graph.size());
        Agreed agreed = parent.agreeOnNode(placement);
        return agreed == null ? null : new GraphIntraComm(parent.parts(agreed), graph);
    }

    @Override
    GraphIntraComm duplicate(CommParts parts) {
        return new GraphIntraComm(parts, graph);
    }

    @Override
    public GraphComm dup() {
        return (GraphComm) dup("dup", Hints.NONE);
    }

    @Override
    public Topology topoTest() {
        return Topology.GRAPH;
    }

    @Override
    public int[] index() {
        return graph.index().clone();
    }

    @Override
    public int[] edges() {
        return graph.edges().clone();
    }

    @Override
    public int neighborsCount(int rankHere) {
        return checked(() -> graph.count(rankHere));
    }

    @Override
    public int[] neighbors(int rankHere) {
        return checked(() -> graph.neighbors(rankHere));
    }
}

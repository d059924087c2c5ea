package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.GraphComm;
import org.mpi4j.Topology;
import org.mpi4j.internal.coll.Neighbors;
import org.mpi4j.internal.topology.Graph;
import org.mpi4j.internal.topology.Placement;

/** A communicator with a graph that all ranks know. Thread-safe. */
final class GraphIntraComm extends TopologyComm implements GraphComm {
    private final Graph graph;
    private final int[] neighbors;
    private final @Nullable String oneWay;

    private GraphIntraComm(CommParts parts, Graph graph) {
        super(parts);
        this.graph = graph;
        this.neighbors = graph.neighbors(rank);
        this.oneWay = graph.oneWay();
    }

    /** {@code MPI_Graph_create}; null if this process is no node. */
    static @Nullable GraphIntraComm create(IntraComm parent, int[] index, int[] edges, boolean reorder) {
        Graph graph = parent.checked(() -> Graph.of("createGraph", index, edges, parent.size));
        Placement placement = reorder ? Placement.ofGraph(graph.toEdges(), parent.hosts()) : Placement.asGiven(graph.size());
        Agreed agreed = parent.agreeOnNode("createGraph", placement);
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
    Neighbors neighbors(String operation) {
        if (oneWay != null) {
            throw error(ErrorClass.TOPOLOGY, operation, "neighbours exchange blocks, but " + oneWay);
        }
        return Neighbors.onGraph(neighbors, neighbors);
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

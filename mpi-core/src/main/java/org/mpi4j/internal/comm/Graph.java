package org.mpi4j.internal.comm;

import java.util.Arrays;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * The neighbours of all nodes, as {@code MPI_Graph_create} takes them. Immutable; knows no communicator.
 *
 * @param index for each node the number of neighbours of this and all lower ones
 * @param edges the neighbours of node 0, then those of node 1, and so on
 */
record Graph(int[] index, int[] edges) {
    /** A graph of at most {@code most} nodes. */
    static Graph of(String operation, int[] index, int[] edges, int most) {
        int nodes = index.length;
        if (nodes > most) {
            throw wrong(ErrorClass.ARG, operation, "more nodes than processes: nodes=" + nodes + " size=" + most);
        }
        for (int i = 0; i < nodes; i++) {
            int before = i == 0 ? 0 : index[i - 1];
            if (index[i] < before) {
                throw wrong(ErrorClass.ARG, operation, "the number of neighbours decreases: index[" + i + "]=" + index[i] + " before=" + before);
            }
        }
        int last = nodes == 0 ? 0 : index[nodes - 1];
        if (last != edges.length) {
            throw wrong(ErrorClass.ARG, operation, "the last index is not the number of edges: last=" + last + " edges=" + edges.length);
        }
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] < 0 || edges[i] >= nodes) {
                throw wrong(ErrorClass.RANK, operation, "an edge leads to no node: edges[" + i + "]=" + edges[i] + " nodes=" + nodes);
            }
        }
        return new Graph(index.clone(), edges.clone());
    }

    private static MpiException wrong(ErrorClass errorClass, String operation, String why) {
        return new MpiException(errorClass, operation + ": " + why);
    }

    int size() {
        return index.length;
    }

    int count(int node) {
        if (node < 0 || node >= index.length) {
            throw wrong(ErrorClass.RANK, "graph.neighbors", "no such process: rank=" + node + " size=" + index.length);
        }
        return index[node] - first(node);
    }

    int[] neighbors(int node) {
        int count = count(node);
        return Arrays.copyOfRange(edges, first(node), first(node) + count);
    }

    private int first(int node) {
        return node == 0 ? 0 : index[node - 1];
    }

    /** How often {@code node} names {@code other}. */
    int times(int node, int other) {
        int times = 0;
        for (int i = first(node); i < index[node]; i++) {
            times += edges[i] == other ? 1 : 0;
        }
        return times;
    }

    /** The edges one by one, each of weight 1. */
    Edges toEdges() {
        int[] from = new int[edges.length];
        for (int node = 0; node < index.length; node++) {
            Arrays.fill(from, first(node), index[node], node);
        }
        return Edges.unweighted(index.length, from, edges);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Graph graph && Arrays.equals(index, graph.index) && Arrays.equals(edges, graph.edges);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(index) + Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return "Graph[index=" + Arrays.toString(index) + ", edges=" + Arrays.toString(edges) + "]";
    }
}

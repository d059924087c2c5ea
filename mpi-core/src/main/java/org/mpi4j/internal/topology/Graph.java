package org.mpi4j.internal.topology;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * The neighbours of all nodes, as {@code MPI_Graph_create} takes them. Immutable; knows no communicator.
 *
 * @param index for each node the number of neighbours of this and all lower ones
 * @param edges the neighbours of node 0, then those of node 1, and so on
 */
public record Graph(int[] index, int[] edges) {
    /** A graph of at most {@code most} nodes. */
    public static Graph of(String operation, int[] index, int[] edges, int most) {
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

    public int size() {
        return index.length;
    }

    public int count(int node) {
        if (node < 0 || node >= index.length) {
            throw wrong(ErrorClass.RANK, "graph.neighbors", "no such process: rank=" + node + " size=" + index.length);
        }
        return index[node] - first(node);
    }

    public int[] neighbors(int node) {
        int count = count(node);
        return Arrays.copyOfRange(edges, first(node), first(node) + count);
    }

    private int first(int node) {
        return node == 0 ? 0 : index[node - 1];
    }

    /** The first edge, by its lower end, that leads one way more often than the other; null if there is none. */
    public @Nullable String oneWay() {
        long[] there = new long[edges.length];
        long[] back = new long[edges.length];
        for (int node = 0, i = 0; node < index.length; node++) {
            for (; i < index[node]; i++) {
                there[i] = (long) node << Integer.SIZE | edges[i];
                back[i] = (long) edges[i] << Integer.SIZE | node;
            }
        }
        Arrays.sort(there);
        Arrays.sort(back);
        int differs = Arrays.mismatch(there, back);
        if (differs < 0) {
            return null;
        }
        long edge = Math.min(there[differs], back[differs]);
        return "an edge leads one way only: one end=" + (edge >>> Integer.SIZE) + " other end=" + (int) edge;
    }

    /** The edges one by one, each of weight 1. */
    public Edges toEdges() {
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

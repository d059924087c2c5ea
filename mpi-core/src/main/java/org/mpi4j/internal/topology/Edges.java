package org.mpi4j.internal.topology;

import java.util.Arrays;

/** Edges between nodes {@code 0} to {@code nodes - 1}, with weights. Immutable, if nobody changes the arrays it was made of. */
public record Edges(int nodes, int[] from, int[] to, int[] weights) {
    static Edges unweighted(int nodes, int[] from, int[] to) {
        int[] ones = new int[from.length];
        Arrays.fill(ones, 1);
        return new Edges(nodes, from, to, ones);
    }

    /** The weight of all edges between nodes on different hosts. */
    long cut(int[] hostOfNode) {
        long cut = 0;
        for (int i = 0; i < from.length; i++) {
            cut += hostOfNode[from[i]] == hostOfNode[to[i]] ? 0 : weights[i];
        }
        return cut;
    }

    /** For each node the numbers of the edges at it, at either end; not those to itself. */
    int[][] byNode() {
        int[] count = new int[nodes];
        for (int i = 0; i < from.length; i++) {
            if (from[i] != to[i]) {
                count[from[i]]++;
                count[to[i]]++;
            }
        }
        int[][] at = new int[nodes][];
        Arrays.setAll(at, node -> new int[count[node]]);
        for (int i = 0; i < from.length; i++) {
            if (from[i] != to[i]) {
                at[from[i]][--count[from[i]]] = i;
                at[to[i]][--count[to[i]]] = i;
            }
        }
        return at;
    }

    int otherEnd(int edge, int node) {
        return from[edge] == node ? to[edge] : from[edge];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Edges e && nodes == e.nodes && Arrays.equals(from, e.from) && Arrays.equals(to, e.to) && Arrays.equals(weights, e.weights);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(from) + Arrays.hashCode(to)) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "Edges[nodes=" + nodes + ", from=" + Arrays.toString(from) + ", to=" + Arrays.toString(to) + "]";
    }
}

package org.mpi4j.internal.topology;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * Edges as one after the other in an array, so that ranks can send them to each other: from, to, weight. Immutable, if nobody changes the array.
 *
 * @param triples three numbers an edge
 */
public record EdgeList(int[] triples) {
    private static final int WIDTH = 3;
    private static final int NO_WEIGHT = -1;

    /** As {@code MPI_Dist_graph_create} takes them. */
    public static EdgeList of(String operation, int[] sources, int[] degrees, int[] destinations, int @Nullable [] weights, int size) {
        if (degrees.length != sources.length) {
            throw wrong(operation, "needs one degree per source: degrees=" + degrees.length + " sources=" + sources.length);
        }
        NodeEdges.checkRanks(operation, "sources", sources, size);
        NodeEdges.checkRanks(operation, "destinations", destinations, size);
        NodeEdges.checkWeights(operation, "weights", weights, destinations.length);
        long total = 0;
        for (int i = 0; i < degrees.length; i++) {
            if (degrees[i] < 0) {
                throw wrong(operation, "a degree is negative: degrees[" + i + "]=" + degrees[i]);
            }
            total += degrees[i];
        }
        if (total != destinations.length) {
            throw wrong(operation, "the degrees are not as many as the edges: degrees=" + total + " destinations=" + destinations.length);
        }
        int[] triples = new int[WIDTH * destinations.length];
        for (int i = 0, edge = 0; i < sources.length; i++) {
            for (int end = edge + degrees[i]; edge < end; edge++) {
                set(triples, edge, sources[i], destinations[edge], weights == null ? NO_WEIGHT : weights[edge]);
            }
        }
        return new EdgeList(triples);
    }

    private static MpiException wrong(String operation, String why) {
        return new MpiException(ErrorClass.ARG, operation + ": " + why);
    }

    /** The edges that leave each node. */
    public static EdgeList leaving(NodeEdges... nodes) {
        int[] triples = new int[WIDTH * Arrays.stream(nodes).mapToInt(node -> node.destinations().length).sum()];
        int edge = 0;
        for (int node = 0; node < nodes.length; node++) {
            int[] to = nodes[node].destinations();
            int[] weights = nodes[node].destWeights();
            for (int i = 0; i < to.length; i++) {
                set(triples, edge++, node, to[i], weights == null ? NO_WEIGHT : weights[i]);
            }
        }
        return new EdgeList(triples);
    }

    private static void set(int[] triples, int edge, int from, int to, int weight) {
        triples[WIDTH * edge] = from;
        triples[WIDTH * edge + 1] = to;
        triples[WIDTH * edge + 2] = weight;
    }

    int count() {
        return triples.length / WIDTH;
    }

    private int from(int edge) {
        return triples[WIDTH * edge];
    }

    private int to(int edge) {
        return triples[WIDTH * edge + 1];
    }

    private int weight(int edge) {
        return triples[WIDTH * edge + 2];
    }

    /** Whether edges have weights; ARG if some do. */
    public boolean isWeighted(String operation) {
        int with = (int) IntStream.range(0, count()).filter(edge -> weight(edge) != NO_WEIGHT).count();
        if (with != 0 && with != count()) {
            throw wrong(operation, "some ranks have given weights, others none: edges with weights=" + with + " edges=" + count());
        }
        return with != 0;
    }

    /** Those at one node, in their order. */
    public NodeEdges at(int node, boolean weighted) {
        int[] in = IntStream.range(0, count()).filter(edge -> to(edge) == node).toArray();
        int[] out = IntStream.range(0, count()).filter(edge -> from(edge) == node).toArray();
        return new NodeEdges(
                IntStream.of(in).map(this::from).toArray(),
                weighted ? IntStream.of(in).map(this::weight).toArray() : null,
                IntStream.of(out).map(this::to).toArray(),
                weighted ? IntStream.of(out).map(this::weight).toArray() : null);
    }

    /** As edges with weights, 1 where they have none. */
    public Edges toEdges(int nodes) {
        int[] edges = IntStream.range(0, count()).toArray();
        return new Edges(
                nodes,
                IntStream.of(edges).map(this::from).toArray(),
                IntStream.of(edges).map(this::to).toArray(),
                IntStream.of(edges).map(edge -> weight(edge) == NO_WEIGHT ? 1 : weight(edge)).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EdgeList(int[] others) && Arrays.equals(triples, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(triples);
    }

    @Override
    public String toString() {
        return "EdgeList" + Arrays.toString(triples);
    }
}

package org.mpi4j.internal.coll;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The neighbours of a rank on a topology, in the order of their blocks; PROC_NULL where there is none. Immutable, if nobody changes the arrays.
 *
 * @param matching the order in which messages of the same source match: as their senders' edges are in order
 */
public record Neighbors(int[] sources, int[] destinations, int[] matching) {
    /** The neighbours on a graph: of several edges from one rank to another, the first at one end is the first at the other. */
    public static Neighbors onGraph(int[] sources, int[] destinations) {
        return new Neighbors(sources, destinations, IntStream.range(0, sources.length).toArray());
    }

    /**
     * The neighbours on a grid, for each dimension first the one below: what goes down there comes from above here, also where both are the same
     * rank.
     */
    public static Neighbors onGrid(int... neighbours) {
        return new Neighbors(neighbours, neighbours, IntStream.range(0, neighbours.length).map(i -> i ^ 1).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Neighbors n
                && Arrays.equals(sources, n.sources)
                && Arrays.equals(destinations, n.destinations)
                && Arrays.equals(matching, n.matching);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sources) + Arrays.hashCode(destinations);
    }

    @Override
    public String toString() {
        return "Neighbors[sources=" + Arrays.toString(sources) + ", destinations=" + Arrays.toString(destinations) + "]";
    }
}

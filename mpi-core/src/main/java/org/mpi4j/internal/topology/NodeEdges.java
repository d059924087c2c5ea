package org.mpi4j.internal.topology;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * The edges at one node of a distributed graph. Immutable, if nobody changes the arrays it was made of.
 *
 * @param sourceWeights one for each source; null if edges have no weights
 */
public record NodeEdges(int[] sources, int @Nullable [] sourceWeights, int[] destinations, int @Nullable [] destWeights) {
    /** As {@code MPI_Dist_graph_create_adjacent} takes them. */
    public static NodeEdges of(String operation, int[] sources, int @Nullable [] sourceWeights, int[] destinations, int @Nullable [] destWeights, int size) {
        checkRanks(operation, "sources", sources, size);
        checkRanks(operation, "destinations", destinations, size);
        checkWeights(operation, "sourceWeights", sourceWeights, sources.length);
        checkWeights(operation, "destWeights", destWeights, destinations.length);
        if ((sourceWeights == null) != (destWeights == null)) {
            throw new MpiException(
                    ErrorClass.ARG,
                    operation + ": only one end of the edges has weights: sourceWeights=" + Arrays.toString(sourceWeights) + " destWeights="
                            + Arrays.toString(destWeights));
        }
        return new NodeEdges(sources.clone(), copy(sourceWeights), destinations.clone(), copy(destWeights));
    }

    static void checkRanks(String operation, String argument, int[] ranks, int size) {
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] < 0 || ranks[i] >= size) {
                throw new MpiException(ErrorClass.RANK, operation + ": no such process: " + argument + "[" + i + "]=" + ranks[i] + " size=" + size);
            }
        }
    }

    static void checkWeights(String operation, String argument, int @Nullable [] weights, int edges) {
        if (weights == null) {
            return;
        }
        if (weights.length != edges) {
            throw new MpiException(ErrorClass.ARG, operation + ": needs one weight per edge: " + argument + "=" + weights.length + " edges=" + edges);
        }
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < 0) {
                throw new MpiException(ErrorClass.ARG, operation + ": a weight is negative: " + argument + "[" + i + "]=" + weights[i]);
            }
        }
    }

    /** A copy of weights for a caller, or null. */
    public static int @Nullable [] copy(int @Nullable [] weights) {
        return weights == null ? null : weights.clone();
    }

    /** Both counts and whether there are weights, then the four arrays. */
    public int[] toInts() {
        IntStream.Builder all = IntStream.builder();
        all.add(sources.length).add(destinations.length).add(isWeighted() ? 1 : 0);
        for (int[] part : new int @Nullable [][] {sources, sourceWeights, destinations, destWeights}) {
            if (part != null) {
                IntStream.of(part).forEach(all::add);
            }
        }
        return all.build().toArray();
    }

    public static NodeEdges ofInts(int... all) {
        int in = all[0];
        int out = all[1];
        boolean weighted = all[2] == 1;
        int destinations = 3 + (weighted ? 2 : 1) * in;
        return new NodeEdges(
                Arrays.copyOfRange(all, 3, 3 + in),
                weighted ? Arrays.copyOfRange(all, 3 + in, 3 + 2 * in) : null,
                Arrays.copyOfRange(all, destinations, destinations + out),
                weighted ? Arrays.copyOfRange(all, destinations + out, destinations + 2 * out) : null);
    }

    public boolean isWeighted() {
        return sourceWeights != null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeEdges e
                && Arrays.equals(sources, e.sources)
                && Arrays.equals(destinations, e.destinations)
                && Arrays.equals(sourceWeights, e.sourceWeights)
                && Arrays.equals(destWeights, e.destWeights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sources) + Arrays.hashCode(destinations);
    }

    @Override
    public String toString() {
        return "NodeEdges[sources=" + Arrays.toString(sources) + ", destinations=" + Arrays.toString(destinations) + "]";
    }
}

package org.mpi4j.internal.coll;

/**
 * All that a schedule depends on, but for rank and size. Immutable. What an operation does not have is 0 or false.
 *
 * @param sendCount elements of a block (gather, scatter, allgather, alltoall), or 0
 * @param count elements of a block of the receive buffer, or of the vector to be reduced; bytes for a broadcast
 * @param elementBytes the size of an element of {@code count}, or of a whole block where there are blocks; 0 if there is nothing to do
 */
public record Shape(Operation operation, long sendCount, long count, long elementBytes, int root, boolean commutative, boolean inPlace) {
    static final Shape BARRIER = new Shape(Operation.BARRIER, 0, 0, 1, 0, false, false);

    public enum Operation {
        BARRIER("barrier"),
        BCAST("bcast"),
        GATHER("gather"),
        SCATTER("scatter"),
        ALLGATHER("allgather"),
        ALLTOALL("alltoall"),
        REDUCE("reduce"),
        ALLREDUCE("allreduce"),
        REDUCE_SCATTER_BLOCK("reduceScatterBlock"),
        SCAN("scan"),
        EXSCAN("exscan");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        /** As the API calls it. */
        String word() {
            return word;
        }
    }

    /** All elements of {@code count}, for a reduction. */
    long bytes() {
        return Math.multiplyExact(count, elementBytes);
    }

    /** Where a slot for this shape is looked for; cheap. */
    int hash() {
        long mixed = (count * 31 + sendCount) * 31 + elementBytes + root * 7L + operation.hashCode() + (inPlace ? 3 : 0) + (commutative ? 5 : 0);
        mixed *= 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}

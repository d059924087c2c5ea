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
        BARRIER(1, "barrier"),
        BCAST(2, "bcast"),
        GATHER(3, "gather"),
        SCATTER(4, "scatter"),
        ALLGATHER(5, "allgather"),
        ALLTOALL(6, "alltoall"),
        REDUCE(7, "reduce"),
        ALLREDUCE(8, "allreduce"),
        REDUCE_SCATTER_BLOCK(9, "reduceScatterBlock"),
        SCAN(10, "scan"),
        EXSCAN(11, "exscan");

        private final int code;
        private final String word;

        Operation(int code, String word) {
            this.code = code;
            this.word = word;
        }

        /** A number of its own, above 0. */
        int code() {
            return code;
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

package org.mpi4j.bench.model;

import org.mpi4j.internal.coll.Shape;

/**
 * A collective call: root 0, not in place, an operation that commutes. Immutable.
 *
 * @param bytes of the buffer of a broadcast, of the block from one rank to another, of the vector that is reduced, of a block of the result of a
 *     reduceScatterBlock; nothing for a barrier
 */
public record Call(Shape.Operation operation, long bytes) {
    private static final int WORD = Long.BYTES;

    public Call {
        if (bytes < 0) {
            throw new IllegalArgumentException("call: bytes=" + bytes);
        }
        bytes = operation == Shape.Operation.BARRIER ? 0 : bytes;
    }

    /** What the schedule depends on: elements of eight bytes, or of one where that does not divide. */
    public Shape shape() {
        long element = elementBytes();
        long count = bytes / element;
        return switch (operation) {
            case BARRIER -> new Shape(operation, 0, 0, 1, 0, false, false);
            case BCAST -> new Shape(operation, 0, bytes, 1, 0, false, false);
            case GATHER, SCATTER, ALLGATHER, ALLTOALL -> new Shape(operation, count, count, bytes, 0, false, false);
            case REDUCE, ALLREDUCE, REDUCE_SCATTER_BLOCK, SCAN, EXSCAN -> new Shape(operation, 0, count, element, 0, true, false);
        };
    }

    /** The bytes of an element of the schedule's places. */
    long elementBytes() {
        return operation == Shape.Operation.BCAST || bytes % WORD != 0 ? 1 : WORD;
    }
}

package org.mpi4j.internal.coll;

import java.util.Arrays;
import org.mpi4j.ErrorClass;
import org.mpi4j.internal.progress.Failure;

/**
 * What a rank says of its call beside each post on the board, so that whoever reads it notices when ranks disagree. Stateless.
 *
 * <pre>
 *   | operation 8 | root 16 | bytes 40 |, lowest bits first; never 0
 * </pre>
 */
final class BoardCall {
    private static final int ROOT_AT = 8;
    private static final int BYTES_AT = 24;

    private BoardCall() {}

    static long word(Shape shape) {
        long bytes = switch (shape.operation()) {
            case BARRIER -> 0;
            case BCAST -> shape.count();
            case GATHER, SCATTER, ALLGATHER, ALLTOALL -> shape.elementBytes();
            case REDUCE, ALLREDUCE, REDUCE_SCATTER_BLOCK, SCAN, EXSCAN -> shape.bytes();
        };
        return shape.operation().code() | ((long) shape.root() << ROOT_AT) | (bytes << BYTES_AT);
    }

    private static int code(long word) {
        return (int) word & 0xFF;
    }

    private static int root(long word) {
        return (int) (word >>> ROOT_AT) & 0xFFFF;
    }

    private static long bytes(long word) {
        return word >>> BYTES_AT;
    }

    /** Why this rank cannot go on with a peer that says something else. */
    static Failure difference(int rank, long mine, int peer, long theirs) {
        ErrorClass why = code(mine) != code(theirs) ? ErrorClass.OTHER : root(mine) != root(theirs) ? ErrorClass.ROOT : ErrorClass.COUNT;
        return new Failure(why, "ranks differ: rank " + rank + " called " + words(mine) + ", rank " + peer + " called " + words(theirs));
    }

    private static String words(long word) {
        return Arrays.stream(Shape.Operation.values())
                .filter(operation -> operation.code() == code(word))
                .findFirst()
                .map(operation -> switch (operation) {
                    case BARRIER -> operation.word();
                    case BCAST, GATHER, SCATTER, REDUCE -> operation.word() + " root=" + root(word) + " bytes=" + bytes(word);
                    case ALLGATHER, ALLTOALL, ALLREDUCE, REDUCE_SCATTER_BLOCK, SCAN, EXSCAN -> operation.word() + " bytes=" + bytes(word);
                })
                .orElse("what this version does not know: word=" + Long.toHexString(word));
    }
}

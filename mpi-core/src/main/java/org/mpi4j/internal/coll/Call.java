package org.mpi4j.internal.coll;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.internal.progress.Failure;

/**
 * What a rank says of its call of a collective operation, so that others can compare it with theirs. Immutable, if nobody changes the arrays.
 *
 * @param root the rank in the union of all processes; {@link #UNSAID} if it has none, or does not know
 * @param bytes of what must be as long on all ranks; {@link #UNSAID} if there is none
 * @param type the name of a primitive datatype; empty if any will do
 * @param op the name of what combines elements; empty if nothing does
 * @param sends bytes that go to each rank, or {@link #UNSAID}; null if nothing is said
 * @param expects bytes that this rank has room for from each rank, or {@link #UNSAID}; null if nothing is said
 */
public record Call(String operation, int root, long bytes, String type, String op, long @Nullable [] sends, long @Nullable [] expects) {
    public static final int UNSAID = -1;

    /** Bytes of the form in which a call is sent. */
    static final int FORM_BYTES = 512;

    private static final int MOST_LETTERS = 100;
    private static final String FREE_TYPE = "BYTE";
    private static final Set<String> BY_PAIRS = Set.of("gatherv", "scatterv", "allgatherv", "alltoallv", "alltoallw", "reduceScatter");

    public Call {
        op = op.replaceFirst("\\$\\$Lambda.*?(?=\\)|$)", "");
        op = op.length() > MOST_LETTERS ? op.substring(0, MOST_LETTERS) : op;
    }

    public Call(String operation, int root, long bytes, String type, String op) {
        this(operation, root, bytes, type, op, null, null);
    }

    /** Whether the ranks of each pair say how long the block between them is. */
    boolean isByPairs() {
        String plain = operation.endsWith("Init") ? operation.substring(0, operation.length() - 4) : operation;
        return BY_PAIRS.contains(plain) || (plain.startsWith("i") && BY_PAIRS.contains(plain.substring(1)));
    }

    /** Why two ranks that say this and that cannot go on together; null if they can. */
    @Nullable ErrorClass difference(Call other) {
        if (!operation.equals(other.operation)) {
            return ErrorClass.OTHER;
        } else if (root != other.root && root != UNSAID && other.root != UNSAID) {
            return ErrorClass.ROOT;
        } else if (bytes != other.bytes && bytes != UNSAID && other.bytes != UNSAID) {
            return ErrorClass.COUNT;
        } else if (!type.equals(other.type) && !isFree(type) && !isFree(other.type)) {
            return ErrorClass.TYPE;
        }
        return op.equals(other.op) || op.isEmpty() || other.op.isEmpty() ? null : ErrorClass.OP;
    }

    private static boolean isFree(String type) {
        return type.isEmpty() || type.equals(FREE_TYPE);
    }

    /** The first rank that says something else than another one before it, of what all say. */
    static @Nullable Failure firstDifference(Call... calls) {
        for (int rank = 1; rank < calls.length; rank++) {
            for (int before = 0; before < rank; before++) {
                ErrorClass difference = calls[rank].difference(calls[before]);
                if (difference != null) {
                    return new Failure(
                            difference, "ranks differ: rank " + rank + " called " + calls[rank].words() + ", rank " + before + " called " + calls[before].words());
                }
                if (calls[before].saysAll()) {
                    break;
                }
            }
        }
        return null;
    }

    /** Whether nothing that others may say is left open, so that those after it need not be compared with more. */
    private boolean saysAll() {
        return root != UNSAID && bytes != UNSAID && !isFree(type);
    }

    private String words() {
        return operation + (root == UNSAID ? "" : " root=" + root) + (bytes == UNSAID ? "" : " bytes=" + bytes) + (type.isEmpty() ? "" : " type=" + type)
                + (op.isEmpty() ? "" : " op=" + op);
    }

    byte[] toBytes() {
        return Arrays.copyOf(String.join("\n", operation, Integer.toString(root), Long.toString(bytes), type, op, "").getBytes(StandardCharsets.UTF_8), FORM_BYTES);
    }

    static Call ofBytes(MemorySegment form) {
        String[] parts = form.getString(0).split("\n", -1);
        return new Call(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), parts[3], parts[4]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Call c
                && words().equals(c.words())
                && Arrays.equals(sends, c.sends)
                && Arrays.equals(expects, c.expects);
    }

    @Override
    public int hashCode() {
        return words().hashCode();
    }

    @Override
    public String toString() {
        return words();
    }
}

package org.mpi4j.internal.datatype;

import java.util.Arrays;
import java.util.List;
import org.mpi4j.Datatype.Combiner;
import org.mpi4j.Datatype.Contents;
import org.mpi4j.Datatype.Envelope;
import org.mpi4j.Datatype.Order;

/** How a datatype was made: its maker and the arguments, in the order of the standard's table in section 5.1.13. Immutable: nobody changes the arrays. */
final class Recipe {
    private static final int[] NO_INTEGERS = {};
    private static final long[] NO_COUNTS = {};
    private static final int SHOWN_MEMBERS = 8;

    private final Combiner combiner;
    private final int[] integers;
    private final long[] counts;
    private final TypeMap[] types;

    private Recipe(Combiner combiner, int[] integers, long[] counts, TypeMap... types) {
        this.combiner = combiner;
        this.integers = integers;
        this.counts = counts;
        this.types = types;
    }

    static Recipe predefined() {
        return new Recipe(Combiner.NAMED, NO_INTEGERS, NO_COUNTS);
    }

    static Recipe dup(TypeMap type) {
        return new Recipe(Combiner.DUP, NO_INTEGERS, NO_COUNTS, type);
    }

    static Recipe of(Combiner combiner, TypeMap type, long... counts) {
        return new Recipe(combiner, NO_INTEGERS, counts, type);
    }

    /** The number of blocks, what comes before the displacements (lengths, or one length), and the displacements. */
    static Recipe ofBlocks(Combiner combiner, long[] lengths, long[] displs, TypeMap... types) {
        long[] counts = new long[1 + lengths.length + displs.length];
        counts[0] = displs.length;
        System.arraycopy(lengths, 0, counts, 1, lengths.length);
        System.arraycopy(displs, 0, counts, 1 + lengths.length, displs.length);
        return new Recipe(combiner, NO_INTEGERS, counts, types);
    }

    static Recipe ofArray(Combiner combiner, int[] integers, long[] counts, TypeMap type) {
        return new Recipe(combiner, integers, counts, type);
    }

    Combiner combiner() {
        return combiner;
    }

    int integer(int i) {
        return integers[i];
    }

    long count(int i) {
        return counts[i];
    }

    long[] counts(int from, int length) {
        return Arrays.copyOfRange(counts, from, from + length);
    }

    TypeMap type(int i) {
        return types[i];
    }

    Envelope envelope() {
        return new Envelope(combiner, integers.length, counts.length, types.length);
    }

    Contents contents() {
        return new Contents(Arrays.stream(integers).boxed().toList(), Arrays.stream(counts).boxed().toList(), List.of(types));
    }

    /** How the type was made, as it stands in a program; long arrays shortened. */
    String text() {
        return switch (combiner) {
            case NAMED -> "";
            case DUP -> "dup(" + types[0] + ")";
            case CONTIGUOUS -> "contiguous(" + counts[0] + ", " + types[0] + ")";
            case VECTOR -> "vector(" + counts[0] + ", " + counts[1] + ", " + counts[2] + ", " + types[0] + ")";
            case HVECTOR -> "hvector(" + counts[0] + ", " + counts[1] + ", " + counts[2] + ", " + types[0] + ")";
            case INDEXED -> "indexed(" + counts[0] + " blocks of " + types[0] + ")";
            case HINDEXED -> "hindexed(" + counts[0] + " blocks of " + types[0] + ")";
            case INDEXED_BLOCK -> "indexedBlock(" + counts[0] + " blocks of " + counts[1] + " " + types[0] + ")";
            case HINDEXED_BLOCK -> "hindexedBlock(" + counts[0] + " blocks of " + counts[1] + " " + types[0] + ")";
            case STRUCT -> "struct(" + (types.length <= SHOWN_MEMBERS ? Arrays.toString(types) : types.length + " members") + ")";
            case RESIZED -> "resized(" + types[0] + ", " + counts[0] + ", " + counts[1] + ")";
            case SUBARRAY -> {
                int n = integers[0];
                yield "subarray(" + dims(0, n) + ", " + dims(n, n) + ", " + dims(2 * n, n) + ", " + (integers[1] == Order.C.value() ? Order.C : Order.FORTRAN) + ", " + types[0] + ")";
            }
            case DARRAY -> "darray(size " + integers[0] + ", rank " + integers[1] + ", " + dims(0, integers[2]) + ", " + types[0] + ")";
        };
    }

    private String dims(int from, int length) {
        return Arrays.toString(counts(from, length));
    }
}

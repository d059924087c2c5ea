package org.mpi4j;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.mpi4j.internal.datatype.TypeMap;

/** Finds where the elements of a datatype lie. */
final class Places {
    private Places() {}

    /** The indices of the ints that {@code count} elements of a datatype of ints travel with, in order, in memory of {@code ints}. */
    static int[] ofInts(Datatype type, long count, int ints) {
        int[] memory = new int[ints];
        Arrays.setAll(memory, i -> i);
        int[] packed = new int[(int) (type.size() * count / Integer.BYTES)];
        TypeMap.of(type).pack(MemorySegment.ofArray(memory), 0, 0, MemorySegment.ofArray(packed), 0, 4L * packed.length);
        return packed;
    }
}

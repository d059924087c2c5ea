package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;

/** Where the operands of a reduction lie, one of each rank, as plain elements. Confined to the driver. */
public interface Contributions {
    /** How many ranks there are, at least one. */
    int ranks();

    MemorySegment memory(int rank);

    /** Where in that memory its first element begins, in bytes. */
    long at(int rank);

    /** Whether one of them lies where the result is to be. */
    boolean areInPlace();

    /** Arrays that the last reduction has used. */
    Tiles tiles();
}

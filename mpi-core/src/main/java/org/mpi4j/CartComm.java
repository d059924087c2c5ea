package org.mpi4j;

import org.jspecify.annotations.Nullable;

/** A communicator whose ranks stand on a grid, row-major. @spec MPI 5.0, section 8.5 */
public interface CartComm extends Comm {
    /** The two neighbours along a dimension, {@link Comm#PROC_NULL} past an edge. */
    record Shift(int source, int dest) {}

    int[] dims();

    boolean[] periods();

    /** This process's own coordinates. */
    int[] coords();

    int[] coords(int rank);

    /** The rank at these coordinates. {@code MPI_Cart_rank} */
    int rank(int... coords);

    Shift shift(int dimension, int displacement);

    /** The sub-grids that keep the dimensions marked true. Collective. */
    CartComm sub(boolean... remain);

    @Override
    CartComm dup();

    @Override
    @Nullable CartComm createCart(int[] dims, boolean[] periods, boolean reorder);
}

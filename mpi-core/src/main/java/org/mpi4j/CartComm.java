package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * A communicator whose ranks stand on a grid, row-major: the last coordinate runs fastest. Thread-safe. The grid never changes; all but
 * {@link #sub}, {@link #dup} and what {@link Comm} has is local. Errors are told to the error handler, as those of {@code Comm} are.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.8.5 MPI 5.0, section 8.5
 */
public interface CartComm extends Comm, Neighborhood {
    /**
     * The two neighbours along a dimension.
     *
     * @param source the rank that shifts to this one; {@link Comm#PROC_NULL} past an edge
     * @param dest the rank that this one shifts to; {@link Comm#PROC_NULL} past an edge
     */
    record Shift(int source, int dest) {}

    /**
     * Processes along each dimension, as {@code MPI_Cart_get} gives them.
     *
     * @return a new array, one entry per dimension
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] dims();

    /**
     * Whether each dimension closes to a ring, as {@code MPI_Cart_get} gives it.
     *
     * @return a new array, one entry per dimension
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    boolean[] periods();

    /**
     * This process's own coordinates.
     *
     * @return a new array, one entry per dimension
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] coords();

    /**
     * The coordinates of a rank.
     *
     * @param rank a rank of this communicator
     * @return a new array, one entry per dimension
     * @throws MpiException RANK unless {@code 0 <= rank < size()}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] coords(int rank);

    /**
     * The rank at these coordinates. {@code MPI_Cart_rank}
     *
     * @param coords one per dimension; along a ring any number, of which the remainder counts
     * @return a rank of this communicator
     * @throws MpiException ARG if {@code coords.length != dims().length}; RANK if a coordinate is outside of a dimension that is no ring
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int rank(int... coords);

    /**
     * Who is so many places away along a dimension: for {@link #sendrecv} that moves data one way.
     *
     * @param dimension counted from 0
     * @param displacement in ranks; upwards if positive, downwards if negative
     * @return the ranks on both sides
     * @throws MpiException DIMS unless {@code 0 <= dimension < dims().length}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.6 MPI 5.0, section 8.5.6
     */
    Shift shift(int dimension, int displacement);

    /**
     * Divides the grid into grids of fewer dimensions. Collective.
     *
     * @param remain for each dimension whether it is kept; the same on all ranks
     * @return the grid of those processes that agree with this one in all coordinates that are dropped
     * @throws MpiException DIMS if {@code remain.length != dims().length}; COMM if the communicator is closed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.7 MPI 5.0, section 8.5.7
     */
    CartComm sub(boolean... remain);

    /**
     * As {@link Comm#dup}; the grid is the same.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Override
    CartComm dup();

    @Override
    @Nullable CartComm createCart(int[] dims, boolean[] periods, boolean reorder);
}

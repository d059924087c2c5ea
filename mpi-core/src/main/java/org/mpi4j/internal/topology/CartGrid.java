package org.mpi4j.internal.topology;

import java.util.Arrays;
import org.mpi4j.CartComm;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * The arithmetic of a cartesian grid: ranks stand row-major, the last dimension fastest. Immutable; knows no communicator.
 *
 * @param dims processes along each dimension, each 1 or more; none at all for a single point
 * @param periods whether each dimension closes to a ring
 */
public record CartGrid(int[] dims, boolean[] periods) {
    /** A grid of at most {@code most} processes. */
    public static CartGrid of(String operation, int[] dims, boolean[] periods, int most) {
        if (dims.length != periods.length) {
            throw new MpiException(ErrorClass.ARG, operation + ": dims and periods differ in length: dims=" + dims.length + " periods=" + periods.length);
        }
        long size = 1;
        for (int dim : dims) {
            if (dim < 1) {
                throw new MpiException(ErrorClass.DIMS, operation + ": an entry is not positive: dims=" + Arrays.toString(dims));
            }
            size *= dim;
            if (size > most) {
                throw new MpiException(
                        ErrorClass.DIMS, operation + ": the grid is larger than the communicator: dims=" + Arrays.toString(dims) + " size=" + most);
            }
        }
        return new CartGrid(dims.clone(), periods.clone());
    }

    public int size() {
        int size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        return size;
    }

    public int[] coords(int rank) {
        if (rank < 0 || rank >= size()) {
            throw new MpiException(ErrorClass.RANK, "cart.coords: no such process: rank=" + rank + " size=" + size());
        }
        int[] coords = new int[dims.length];
        for (int i = dims.length - 1, rest = rank; i >= 0; i--) {
            coords[i] = rest % dims[i];
            rest /= dims[i];
        }
        return coords;
    }

    public int rank(int... coords) {
        if (coords.length != dims.length) {
            throw new MpiException(
                    ErrorClass.ARG, "cart.rank: one coordinate per dimension: coords=" + Arrays.toString(coords) + " dims=" + Arrays.toString(dims));
        }
        int rank = 0;
        for (int i = 0; i < dims.length; i++) {
            int at = periods[i] ? Math.floorMod(coords[i], dims[i]) : coords[i];
            if (at < 0 || at >= dims[i]) {
                throw new MpiException(
                        ErrorClass.RANK,
                        "cart.rank: outside of a dimension that is no ring: coords=" + Arrays.toString(coords) + " dims=" + Arrays.toString(dims) + " dimension=" + i);
            }
            rank = rank * dims[i] + at;
        }
        return rank;
    }

    public CartComm.Shift shift(int rank, int dimension, int displacement) {
        if (dimension < 0 || dimension >= dims.length) {
            throw new MpiException(ErrorClass.DIMS, "cart.shift: no such dimension: dimension=" + dimension + " dimensions=" + dims.length);
        }
        return new CartComm.Shift(neighbour(rank, dimension, -(long) displacement), neighbour(rank, dimension, displacement));
    }

    /** One edge from each rank to the next along each dimension, where there is one. */
    public Edges edges() {
        int size = size();
        int[] from = new int[size * dims.length];
        int[] to = new int[from.length];
        int count = 0;
        for (int rank = 0; rank < size; rank++) {
            for (int dimension = 0; dimension < dims.length; dimension++) {
                int next = neighbour(rank, dimension, 1);
                if (next != Comm.PROC_NULL) {
                    from[count] = rank;
                    to[count++] = next;
                }
            }
        }
        return Edges.unweighted(size, Arrays.copyOf(from, count), Arrays.copyOf(to, count));
    }

    /** The ranks on both sides of each dimension, first the one below; {@link Comm#PROC_NULL} past an edge. */
    public int[] neighbours(int rank) {
        int[] neighbours = new int[2 * dims.length];
        for (int dimension = 0; dimension < dims.length; dimension++) {
            neighbours[2 * dimension] = neighbour(rank, dimension, -1);
            neighbours[2 * dimension + 1] = neighbour(rank, dimension, 1);
        }
        return neighbours;
    }

    private int neighbour(int rank, int dimension, long displacement) {
        int[] coords = coords(rank);
        long at = coords[dimension] + displacement;
        if (periods[dimension]) {
            at = Math.floorMod(at, dims[dimension]);
        } else if (at < 0 || at >= dims[dimension]) {
            return Comm.PROC_NULL;
        }
        coords[dimension] = (int) at;
        return rank(coords);
    }

    /** The grid of the dimensions that are kept. */
    public CartGrid sub(boolean... remain) {
        checkRemain(remain);
        int[] keptDims = new int[dims.length];
        boolean[] keptPeriods = new boolean[dims.length];
        int kept = 0;
        for (int i = 0; i < dims.length; i++) {
            if (remain[i]) {
                keptDims[kept] = dims[i];
                keptPeriods[kept++] = periods[i];
            }
        }
        return new CartGrid(Arrays.copyOf(keptDims, kept), Arrays.copyOf(keptPeriods, kept));
    }

    /** Which of the sub-grids a rank falls into, numbered row-major by the dimensions that are dropped. */
    public int color(int rank, boolean... remain) {
        checkRemain(remain);
        int[] coords = coords(rank);
        int color = 0;
        for (int i = 0; i < dims.length; i++) {
            color = remain[i] ? color : color * dims[i] + coords[i];
        }
        return color;
    }

    private void checkRemain(boolean[] remain) {
        if (remain.length != dims.length) {
            throw new MpiException(ErrorClass.DIMS, "cart.sub: one mark per dimension: remain=" + remain.length + " dimensions=" + dims.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CartGrid grid && Arrays.equals(dims, grid.dims) && Arrays.equals(periods, grid.periods);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(dims) + Arrays.hashCode(periods);
    }

    @Override
    public String toString() {
        return "CartGrid[dims=" + Arrays.toString(dims) + ", periods=" + Arrays.toString(periods) + "]";
    }
}

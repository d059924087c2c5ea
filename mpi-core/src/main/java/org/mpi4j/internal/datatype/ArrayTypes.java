package org.mpi4j.internal.datatype;

import org.mpi4j.Datatype;
import org.mpi4j.Datatype.Combiner;
import org.mpi4j.Datatype.Distribution;
import org.mpi4j.Datatype.Order;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Makes datatypes of parts of arrays with several dimensions. Stateless. */
public final class ArrayTypes {
    private ArrayTypes() {}

    public static TypeMap subarray(long[] sizes, long[] subsizes, long[] starts, Order order, Datatype type) {
        requireDims("subarray", sizes.length, "subsizes", subsizes.length);
        requireDims("subarray", sizes.length, "starts", starts.length);
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 1 || subsizes[i] < 1 || subsizes[i] > sizes[i] || starts[i] < 0 || starts[i] > sizes[i] - subsizes[i]) {
                throw error(
                        "subarray", "the part lies outside the array: sizes[" + i + "]=" + sizes[i] + " subsizes[" + i + "]=" + subsizes[i] + " starts[" + i + "]="
                                + starts[i]);
            }
        }
        TypeMap old = TypeMap.of(type);
        Recipe recipe = Recipe.ofArray(Combiner.SUBARRAY, new int[] {sizes.length, order.value()}, joined(sizes, subsizes, starts), old);
        return DerivedTypes.made(recipe, () -> {
            Shape shape = old.shape();
            for (int i : innermostFirst(sizes.length, order)) {
                long extent = shape.extent();
                Shape part = shape.repeated(subsizes[i], extent).shifted(Math.multiplyExact(starts[i], extent));
                shape = part.resized(0, Math.multiplyExact(sizes[i], extent));
            }
            return shape;
        });
    }

    public static TypeMap darray(
            int size, int rank, long[] gsizes, Distribution[] distribs, int[] dargs, int[] psizes, Order order, Datatype type) {
        int ndims = gsizes.length;
        requireDims("darray", ndims, "distribs", distribs.length);
        requireDims("darray", ndims, "dargs", dargs.length);
        requireDims("darray", ndims, "psizes", psizes.length);
        requirePlace(size, rank, psizes);
        long[] blocks = new long[ndims];
        for (int i = 0; i < ndims; i++) {
            blocks[i] = block(i, gsizes[i], distribs[i], dargs[i], psizes[i]);
        }
        int[] coords = coords(rank, size, psizes);
        TypeMap old = TypeMap.of(type);
        Recipe recipe = Recipe.ofArray(Combiner.DARRAY, integers(size, rank, distribs, dargs, psizes, order), gsizes.clone(), old);
        return DerivedTypes.made(recipe, () -> {
            Shape shape = old.shape();
            for (int i : innermostFirst(ndims, order)) {
                shape = cyclic(blocks[i], gsizes[i], coords[i], psizes[i], shape);
            }
            return shape;
        });
    }

    /** The standard's function of the same name: each {@code psize}-th block of {@code darg} elements, from block {@code coord} on. */
    private static Shape cyclic(long darg, long gsize, int coord, int psize, Shape old) {
        long extent = old.extent();
        long full = gsize / darg;
        long mine = coord < full ? (full - 1 - coord) / psize + 1 : 0;
        long rest = full % psize == coord ? gsize % darg : 0;
        Shape whole = old.blocks(mine, darg, mine <= 1 ? 0 : Math.multiplyExact(Math.multiplyExact(psize, darg), extent));
        Shape last = old.blocks(1, rest, 0);
        Shape[] parts = {whole, last};
        long[] displs = {mine == 0 ? 0 : Math.multiplyExact(coord * darg, extent), rest == 0 ? 0 : Math.multiplyExact(full * darg, extent)};
        Shape all = Shape.placed(new long[] {mine == 0 ? 0 : 1, rest == 0 ? 0 : 1}, displs, i -> parts[i]);
        return all.resized(0, Math.multiplyExact(gsize, extent));
    }

    private static void requirePlace(int size, int rank, int[] psizes) {
        long places = 1;
        for (int i = 0; i < psizes.length; i++) {
            if (psizes[i] < 1) {
                throw error("darray", "no processes along a dimension: psizes[" + i + "]=" + psizes[i]);
            }
            places = Math.min(places * psizes[i], Integer.MAX_VALUE + 1L);
        }
        if (places != size) {
            throw error("darray", "the grid does not hold as many processes: size=" + size + " psizes multiply to " + places);
        }
        if (rank < 0 || rank >= size) {
            throw new MpiException(ErrorClass.RANK, "Datatype.darray: outside the grid: rank=" + rank + " size=" + size);
        }
    }

    /** How many elements a block has along a dimension. */
    private static long block(int i, long gsize, Distribution distribution, int darg, int psize) {
        if (gsize < 1 || (darg < 1 && darg != Datatype.DISTRIBUTE_DFLT_DARG)) {
            throw error("darray", "not positive: gsizes[" + i + "]=" + gsize + " dargs[" + i + "]=" + darg);
        }
        boolean isDefault = darg == Datatype.DISTRIBUTE_DFLT_DARG;
        return switch (distribution) {
            case NONE -> {
                if (psize != 1) {
                    throw error("darray", "a dimension that is not distributed has one process: distribs[" + i + "]=NONE psizes[" + i + "]=" + psize);
                }
                yield gsize;
            }
            case CYCLIC -> isDefault ? 1 : darg;
            case BLOCK -> {
                long block = isDefault ? (gsize - 1) / psize + 1 : darg;
                if (block < (gsize - 1) / psize + 1) {
                    throw error(
                            "darray", "the blocks do not cover the array: dargs[" + i + "]=" + darg + " psizes[" + i + "]=" + psize + " gsizes[" + i + "]=" + gsize);
                }
                yield block;
            }
        };
    }

    /** The place of a rank in the grid, which is in row-major order, whatever the array's is. */
    private static int[] coords(int rank, int size, int[] psizes) {
        int[] coords = new int[psizes.length];
        int below = size;
        int rest = rank;
        for (int i = 0; i < coords.length; i++) {
            below /= psizes[i];
            coords[i] = rest / below;
            rest %= below;
        }
        return coords;
    }

    private static int[] innermostFirst(int ndims, Order order) {
        int[] dims = new int[ndims];
        for (int i = 0; i < ndims; i++) {
            dims[i] = order == Order.FORTRAN ? i : ndims - 1 - i;
        }
        return dims;
    }

    private static int[] integers(int size, int rank, Distribution[] distribs, int[] dargs, int[] psizes, Order order) {
        int ndims = distribs.length;
        int[] all = new int[4 + 3 * ndims];
        all[0] = size;
        all[1] = rank;
        all[2] = ndims;
        for (int i = 0; i < ndims; i++) {
            all[3 + i] = distribs[i].value();
            all[3 + ndims + i] = dargs[i];
            all[3 + 2 * ndims + i] = psizes[i];
        }
        all[3 + 3 * ndims] = order.value();
        return all;
    }

    private static long[] joined(long[] sizes, long[] subsizes, long[] starts) {
        int ndims = sizes.length;
        long[] all = new long[3 * ndims];
        System.arraycopy(sizes, 0, all, 0, ndims);
        System.arraycopy(subsizes, 0, all, ndims, ndims);
        System.arraycopy(starts, 0, all, 2 * ndims, ndims);
        return all;
    }

    private static void requireDims(String operation, int ndims, String argument, int length) {
        if (ndims == 0 || ndims != length) {
            throw error(operation, "needs one value per dimension, at least one: ndims=" + ndims + " " + argument + ".length=" + length);
        }
    }

    private static MpiException error(String operation, String what) {
        return new MpiException(ErrorClass.ARG, "Datatype." + operation + ": " + what);
    }
}

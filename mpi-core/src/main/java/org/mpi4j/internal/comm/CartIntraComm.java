package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.CartComm;
import org.mpi4j.Topology;
import org.mpi4j.internal.coll.Neighbors;
import org.mpi4j.internal.topology.CartGrid;
import org.mpi4j.internal.topology.Placement;

/** A communicator with a grid, and the calls of section 8.5. Thread-safe. */
final class CartIntraComm extends TopologyComm implements CartComm {
    private final CartGrid grid;

    private CartIntraComm(CommParts parts, CartGrid grid) {
        super(parts);
        this.grid = grid;
    }

    /** {@code MPI_Cart_create}; null if this process has no place on the grid. */
    static @Nullable CartIntraComm create(IntraComm parent, int[] dims, boolean[] periods, boolean reorder) {
        CartGrid grid = parent.checked(() -> CartGrid.of("createCart", dims, periods, parent.size));
        Placement placement = reorder ? Placement.ofGrid(grid, parent.hosts()) : Placement.asGiven(grid.size());
        Agreed agreed = parent.agreeOnNode("createCart", placement);
        return agreed == null ? null : new CartIntraComm(parent.parts(agreed), grid);
    }

    @Override
    Neighbors neighbors(String operation) {
        return Neighbors.onGrid(grid.neighbours(rank));
    }

    @Override
    public Topology topoTest() {
        return Topology.CART;
    }

    @Override
    public int[] dims() {
        return grid.dims().clone();
    }

    @Override
    public boolean[] periods() {
        return grid.periods().clone();
    }

    @Override
    public int[] coords() {
        return grid.coords(rank);
    }

    @Override
    public int[] coords(int rankHere) {
        return checked(() -> grid.coords(rankHere));
    }

    @Override
    public int rank(int... coords) {
        return checked(() -> grid.rank(coords));
    }

    @Override
    public Shift shift(int dimension, int displacement) {
        return checked(() -> grid.shift(rank, dimension, displacement));
    }

    @Override
    public CartComm sub(boolean... remain) {
        checkOpen("sub");
        Agreed agreed = agreeOnSplit("sub", checked(() -> grid.color(rank, remain)), rank);
        if (agreed == null) {
            throw new IllegalStateException("a color of 0 or more has no group");
        }
        return new CartIntraComm(parts(agreed), grid.sub(remain));
    }

    @Override
    CartIntraComm duplicate(CommParts parts) {
        return new CartIntraComm(parts, grid);
    }

    @Override
    public CartComm dup() {
        return (CartComm) dup("dup", Hints.NONE);
    }

    @Override
    public @Nullable CartComm createCart(int[] dims, boolean[] periods, boolean reorder) {
        return super.createCart(dims, periods, reorder);
    }
}

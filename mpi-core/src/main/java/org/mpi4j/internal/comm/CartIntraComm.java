package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.CartComm;

/** A communicator with a grid, and the calls of section 8.5. Thread-safe. */
final class CartIntraComm extends IntraComm implements CartComm {
    private final CartGrid grid;

    CartIntraComm(IntraComm parent, Agreed agreed, CartGrid grid) {
        super(parent, agreed);
        this.grid = grid;
    }

    private CartIntraComm(CommParts parts, CartGrid grid) {
        super(parts);
        this.grid = grid;
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
        Agreed agreed = agreeOnSplit(checked(() -> grid.color(rank, remain)), rank);
        if (agreed == null) {
            throw new IllegalStateException("a color of 0 or more has no group");
        }
        return new CartIntraComm(this, agreed, grid.sub(remain));
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

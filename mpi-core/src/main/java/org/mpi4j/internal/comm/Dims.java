package org.mpi4j.internal.comm;

/** Divides processes over a grid. */
public final class Dims {
    private Dims() {}

    public static int[] create(int size, int... dims) {
        throw new IllegalStateException();
    }
}

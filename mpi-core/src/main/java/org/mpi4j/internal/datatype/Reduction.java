package org.mpi4j.internal.datatype;

import java.util.function.BinaryOperator;
import org.mpi4j.Buf;
import org.mpi4j.Op;

/** An operation, with a kernel for each type. Immutable. */
public final class Reduction implements Op {
    public static final Reduction MAX = new Reduction();
    public static final Reduction MIN = new Reduction();
    public static final Reduction SUM = new Reduction();
    public static final Reduction PROD = new Reduction();
    public static final Reduction LAND = new Reduction();
    public static final Reduction LOR = new Reduction();
    public static final Reduction LXOR = new Reduction();
    public static final Reduction BAND = new Reduction();
    public static final Reduction BOR = new Reduction();
    public static final Reduction BXOR = new Reduction();
    public static final Reduction MAXLOC = new Reduction();
    public static final Reduction MINLOC = new Reduction();
    public static final Reduction REPLACE = new Reduction();
    public static final Reduction NO_OP = new Reduction();

    public static <T> Reduction of(BinaryOperator<T> function, boolean commutative) {
        throw new IllegalStateException();
    }

    public static Reduction ofKernel(Kernel kernel, boolean commutative) {
        throw new IllegalStateException();
    }

    @Override
    public boolean isCommutative() {
        return true;
    }

    @Override
    public void reduceLocal(Buf in, Buf inout) {
        throw new IllegalStateException();
    }
}

package org.mpi4j;

import java.lang.foreign.MemorySegment;
import java.util.function.BinaryOperator;
import org.mpi4j.internal.datatype.PredefinedReduction;
import org.mpi4j.internal.datatype.Reduction;

/** How values are combined. Immutable. @spec MPI 5.0, section 6.9 */
public sealed interface Op permits Reduction {
    Op MAX = PredefinedReduction.MAX;
    Op MIN = PredefinedReduction.MIN;
    Op SUM = PredefinedReduction.SUM;
    Op PROD = PredefinedReduction.PROD;
    Op LAND = PredefinedReduction.LAND;
    Op LOR = PredefinedReduction.LOR;
    Op LXOR = PredefinedReduction.LXOR;
    Op BAND = PredefinedReduction.BAND;
    Op BOR = PredefinedReduction.BOR;
    Op BXOR = PredefinedReduction.BXOR;
    Op MAXLOC = PredefinedReduction.MAXLOC;
    Op MINLOC = PredefinedReduction.MINLOC;
    Op REPLACE = PredefinedReduction.REPLACE;
    Op NO_OP = PredefinedReduction.NO_OP;

    /** A user's operation on blocks of elements: {@code inout[i] = in[i] op inout[i]}. */
    @FunctionalInterface
    interface Kernel {
        /**
         * @param in {@code count} elements of the lower ranks, read only
         * @param inout {@code count} elements of the higher ranks, replaced by the result
         */
        void apply(MemorySegment in, MemorySegment inout, long count, Datatype type);
    }

    /** An operation on values: objects, or boxed elements of a buffer ({@code Integer} for {@code Datatype.INT}, …). The left argument comes from the lower ranks. */
    static <T> Op of(BinaryOperator<T> function, boolean commutative) {
        return Reduction.of(function, commutative);
    }

    /** An operation on blocks of elements, as in C. */
    static Op ofKernel(Kernel kernel, boolean commutative) {
        return Reduction.ofKernel(kernel, commutative);
    }

    boolean isCommutative();

    /** {@code inout[i] = in[i] op inout[i]} here, without communication. {@code MPI_Reduce_local} */
    void reduceLocal(Buf in, Buf inout);
}

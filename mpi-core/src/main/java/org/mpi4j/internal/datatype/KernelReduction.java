package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** A user's operation on blocks of elements. Immutable. */
final class KernelReduction extends Reduction {
    private final Kernel kernel;

    KernelReduction(Kernel kernel, boolean commutative) {
        super("ofKernel(" + kernel.getClass().getName() + ")", commutative);
        this.kernel = kernel;
    }

    @Override
    public @Nullable MpiException check(TypeMap type) {
        return type.extent() < 0 ? unsupported(type, "its elements lie backwards in memory") : null;
    }

    @Override
    public void apply(MemorySegment in, long inOffset, MemorySegment inout, long inoutOffset, long count, TypeMap type) {
        long bytes = type.spanBytes(count);
        kernel.apply(in.asSlice(inOffset, bytes).asReadOnly(), inout.asSlice(inoutOffset, bytes), count, type);
    }

    @Override
    public Object combine(Object left, Object right) {
        throw new MpiException(
                ErrorClass.OP, "op=" + this + " is made for memory and does not take objects: left=" + left.getClass().getName());
    }
}

package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.mpi4j.MpiException;

/** A user's function of two values: objects, or elements in their boxes. Immutable. */
final class FunctionReduction extends Reduction {
    private final BinaryOperator<Object> function;

    @SuppressWarnings("unchecked") // what does not fit shows as a ClassCastException from the function
    FunctionReduction(BinaryOperator<?> function, boolean commutative) {
        super("of(" + function.getClass().getName() + ")", commutative);
        this.function = (BinaryOperator<Object>) function;
    }

    @Override
    public @Nullable MpiException check(TypeMap type) {
        Element element = type.element();
        return element == null || !element.isBoxed() ? unsupported(type, "its elements have no boxed class; use Op.ofKernel") : null;
    }

    @Override
    public void apply(MemorySegment in, long inOffset, MemorySegment inout, long inoutOffset, long count, TypeMap type) {
        Element element = Objects.requireNonNull(type.element());
        for (long i = 0; i < count; i++) {
            long at = inoutOffset + i * element.bytes;
            element.setBoxed(inout, at, combine(element.boxed(in, inOffset + i * element.bytes), element.boxed(inout, at)));
        }
    }

    @Override
    public Object combine(Object left, Object right) {
        return function.apply(left, right);
    }
}

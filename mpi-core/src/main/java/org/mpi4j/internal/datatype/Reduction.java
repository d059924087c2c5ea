package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.Op;

/** An operation on elements in memory and on objects. Immutable. What a user's function throws comes out of the call. */
public abstract sealed class Reduction implements Op permits PredefinedReduction, FunctionReduction, KernelReduction {
    private final String name;
    private final boolean commutative;

    Reduction(String name, boolean commutative) {
        this.name = name;
        this.commutative = commutative;
    }

    /** The reduction of an operation: they are all reductions. */
    public static Reduction of(Op op) {
        return (Reduction) op; // a switch over the sealed type costs a start 10 ms
    }

    public static <T> Reduction of(BinaryOperator<T> function, boolean commutative) {
        return new FunctionReduction(function, commutative);
    }

    public static Reduction ofKernel(Kernel kernel, boolean commutative) {
        return new KernelReduction(kernel, commutative);
    }

    /** What forbids this operation on elements of the type: an OP error for the caller to throw; null if it is allowed. */
    public abstract @Nullable MpiException check(TypeMap type);

    /**
     * {@code inout[i] = in[i] op inout[i]} for {@code count} elements; {@code in} holds the lower ranks' values, the left operand. The
     * type has passed {@link #check} and the elements lie within the segments, which are the same memory or do not overlap.
     */
    public abstract void apply(MemorySegment in, long inOffset, MemorySegment inout, long inoutOffset, long count, TypeMap type);

    /** Whether {@link #applyToAll} takes elements of the type; ranks that call with the same operation and datatype come to the same answer. */
    public boolean takesAll(TypeMap type) {
        return false;
    }

    /**
     * {@code into[i] = from0[i] op from1[i] op …}, in the order of the ranks, if the operation {@link #takesAll}. What is written to may be one of the places
     * that are read, but overlap no other.
     */
    public void applyToAll(Contributions from, MemorySegment into, long at, long count, TypeMap type) {
        throw new AssertionError(name);
    }

    /**
     * {@code left op right} for objects.
     *
     * @throws MpiException OP if a predefined operation does not take objects of these classes
     */
    public abstract Object combine(Object left, Object right);

    @Override
    public final boolean isCommutative() {
        return commutative;
    }

    @Override
    public final String toString() {
        return name;
    }

    @Override
    public final void reduceLocal(Buf in, Buf inout) {
        LocalReduction.run(this, in, inout);
    }

    final MpiException unsupported(TypeMap type, String why) {
        return new MpiException(ErrorClass.OP, "op=" + name + " does not take type=" + type + ": " + why);
    }
}

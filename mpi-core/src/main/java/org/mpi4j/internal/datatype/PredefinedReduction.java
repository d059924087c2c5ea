package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mpi4j.MpiException;

/** An operation of the standard: chooses the kernel. Immutable. */
public final class PredefinedReduction extends Reduction {
    public static final Reduction MAX = new PredefinedReduction(Operator.MAX);
    public static final Reduction MIN = new PredefinedReduction(Operator.MIN);
    public static final Reduction SUM = new PredefinedReduction(Operator.SUM);
    public static final Reduction PROD = new PredefinedReduction(Operator.PROD);
    public static final Reduction LAND = new PredefinedReduction(Operator.LAND);
    public static final Reduction LOR = new PredefinedReduction(Operator.LOR);
    public static final Reduction LXOR = new PredefinedReduction(Operator.LXOR);
    public static final Reduction BAND = new PredefinedReduction(Operator.BAND);
    public static final Reduction BOR = new PredefinedReduction(Operator.BOR);
    public static final Reduction BXOR = new PredefinedReduction(Operator.BXOR);
    public static final Reduction MAXLOC = new PredefinedReduction(Operator.MAXLOC);
    public static final Reduction MINLOC = new PredefinedReduction(Operator.MINLOC);
    public static final Reduction REPLACE = new PredefinedReduction(Operator.REPLACE);
    public static final Reduction NO_OP = new PredefinedReduction(Operator.NO_OP);

    private final Operator operator;

    private PredefinedReduction(Operator operator) {
        super(operator.name(), true);
        this.operator = operator;
    }

    @Override
    public @Nullable MpiException check(TypeMap type) {
        Element element = type.element();
        if (element == null) {
            return operator.takesDerived()
                    ? null
                    : unsupported(type, "a predefined operation takes predefined types only; use Op.ofKernel");
        }
        return operator.takes(element) ? null : unsupported(type, "see MPI 5.0 section 6.9.2");
    }

    @Override
    public boolean takesAll(TypeMap type) {
        Element element = type.element();
        return !operator.takesDerived() && element != null && !element.isPair();
    }

    @Override
    public void applyToAll(Contributions from, MemorySegment into, long at, long count, TypeMap type) {
        Element element = Objects.requireNonNull(type.element());
        kernels(element).applyToAll(operator, from, into, at, count * element.words);
    }

    @Override
    public void apply(MemorySegment in, long inOffset, MemorySegment inout, long inoutOffset, long count, TypeMap type) {
        switch (operator) {
            case NO_OP -> {}
            case REPLACE -> type.copy(in, inOffset, inout, inoutOffset, count);
            case MAXLOC, MINLOC -> PairKernels.apply(operator, in, inOffset, inout, inoutOffset, count, type);
            case MAX, MIN, SUM, PROD, LAND, LOR, LXOR, BAND, BOR, BXOR -> {
                Element element = Objects.requireNonNull(type.element());
                kernels(element).apply(operator, in, inOffset, inout, inoutOffset, count * element.words);
            }
        }
    }

    private static ArrayKernels<?> kernels(Element element) {
        return switch (element) {
            case BYTE, BOOLEAN -> ByteKernels.INSTANCE;
            case SHORT -> ShortKernels.INSTANCE;
            case INT -> IntKernels.INSTANCE;
            case LONG, AINT, OFFSET, COUNT -> LongKernels.INSTANCE;
            case FLOAT -> FloatKernels.INSTANCE;
            case DOUBLE -> DoubleKernels.INSTANCE;
            case UINT8_T -> UnsignedKernels.BYTES;
            case UINT16_T -> UnsignedKernels.SHORTS;
            case UINT32_T -> UnsignedKernels.INTS;
            case UINT64_T -> UnsignedKernels.LONGS;
            case FLOAT16 -> HalfFloatKernels.FLOAT16;
            case BFLOAT16 -> HalfFloatKernels.BFLOAT16;
            case FLOAT_COMPLEX -> ComplexKernels.FLOATS;
            case DOUBLE_COMPLEX -> ComplexKernels.DOUBLES;
            case CHAR, PACKED, FLOAT_INT, DOUBLE_INT, LONG_INT, TWO_INT, SHORT_INT -> throw new AssertionError(element);
        };
    }

    @Override
    public Object combine(Object left, Object right) {
        return BoxedKernels.combine(operator, left, right);
    }
}

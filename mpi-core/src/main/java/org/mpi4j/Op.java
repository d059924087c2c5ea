package org.mpi4j;

import java.lang.foreign.MemorySegment;
import java.util.function.BinaryOperator;
import org.mpi4j.internal.datatype.PredefinedReduction;
import org.mpi4j.internal.datatype.Reduction;

/**
 * How values are combined. Immutable; may be used by all threads. All operations are taken to be associative; {@link #isCommutative} says
 * whether the order of the ranks may be changed.
 *
 * <table>
 * <caption>What predefined operations take; anything else, derived datatypes too, is an OP error</caption>
 * <tr><th>operation</th><th>datatypes of elements</th><th>objects</th></tr>
 * <tr><td>MAX MIN</td><td>integers, floating-point numbers, AINT OFFSET COUNT</td><td>boxes</td></tr>
 * <tr><td>SUM PROD</td><td>integers, floating-point numbers, complex numbers, AINT OFFSET COUNT</td><td>boxes</td></tr>
 * <tr><td>LAND LOR LXOR</td><td>integers, BOOLEAN</td><td>boxes</td></tr>
 * <tr><td>BAND BOR BXOR</td><td>integers, AINT OFFSET COUNT</td><td>boxes</td></tr>
 * <tr><td>MAXLOC MINLOC</td><td>FLOAT_INT DOUBLE_INT LONG_INT TWO_INT SHORT_INT</td><td>none</td></tr>
 * <tr><td>REPLACE NO_OP</td><td>all, derived ones too</td><td>all</td></tr>
 * </table>
 *
 * <p>Integers are BYTE SHORT INT LONG and UINT8_T UINT16_T UINT32_T UINT64_T, floating-point numbers FLOAT DOUBLE FLOAT16 BFLOAT16, complex numbers
 * FLOAT_COMPLEX DOUBLE_COMPLEX; the boxes are those of Java's primitives among them. {@link Datatype#BYTE} is a signed integer;
 * {@link Datatype#CHAR} is a character, on which MPI allows no arithmetic, and {@link Datatype#PACKED} no number at all.
 * A sum or product of 16-bit floating-point numbers is rounded after each step.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.6.9 MPI 5.0, section 6.9
 */
public sealed interface Op permits Reduction {
    /** The greatest value; as {@link Math#max(double, double)}: NaN wins, and 0.0 is greater than -0.0. */
    Op MAX = PredefinedReduction.MAX;
    /** The least value; as {@link Math#min(double, double)}: NaN wins, and -0.0 is less than 0.0. */
    Op MIN = PredefinedReduction.MIN;
    /** The sum; of integers it wraps around. */
    Op SUM = PredefinedReduction.SUM;
    /** The product; of integers it wraps around. */
    Op PROD = PredefinedReduction.PROD;
    /** Logical and: of integers all but 0 are true, and the result is 1 or 0. */
    Op LAND = PredefinedReduction.LAND;
    /** Logical or: of integers all but 0 are true, and the result is 1 or 0. */
    Op LOR = PredefinedReduction.LOR;
    /** Logical exclusive or: of integers all but 0 are true, and the result is 1 or 0. */
    Op LXOR = PredefinedReduction.LXOR;
    /** Bitwise and. */
    Op BAND = PredefinedReduction.BAND;
    /** Bitwise or. */
    Op BOR = PredefinedReduction.BOR;
    /** Bitwise exclusive or. */
    Op BXOR = PredefinedReduction.BXOR;
    /** The greatest value with its index; of equal values (0.0 and -0.0 too) the lower index. NaN wins. */
    Op MAXLOC = PredefinedReduction.MAXLOC;
    /** The least value with its index; of equal values (0.0 and -0.0 too) the lower index. NaN wins. */
    Op MINLOC = PredefinedReduction.MINLOC;
    /** {@code a op b = a}: the left operand. */
    Op REPLACE = PredefinedReduction.REPLACE;
    /** {@code a op b = b}: the right operand. */
    Op NO_OP = PredefinedReduction.NO_OP;

    /** A user's operation on blocks of elements: {@code inout[i] = in[i] op inout[i]}. */
    @FunctionalInterface
    interface Kernel {
        /**
         * Combines two blocks. The segments may be heap or off-heap memory, need not be aligned, and are valid during the call
         * only. Element {@code i} starts at byte {@code i * type.extent()}. An exception ends the operation that asked for it with
         * an OP error on this rank; the others may wait for it in vain.
         *
         * @param in {@code count} elements of the lower ranks, read only
         * @param inout {@code count} elements of the higher ranks, replaced by the result
         * @param count how many elements, at least 0; an operation may be given in several parts
         * @param type their datatype
         */
        void apply(MemorySegment in, MemorySegment inout, long count, Datatype type);
    }

    /**
     * An operation on values: objects, or the elements of a buffer in their boxes ({@code Integer} for {@link Datatype#INT}, …). An unsigned
     * integer is in the box of the signed one with the same bits, a 16-bit floating-point number in a {@code Float}. The
     * left argument comes from the lower ranks. On complex numbers, PACKED, pairs and derived datatypes it is an OP error; {@link #ofKernel} takes those. An
     * exception of the function, a {@code ClassCastException} for values of another class too, ends the operation that asked for it
     * with an OP error, of which it is the cause.
     *
     * @param <T> the class of the values
     * @param function associative; called by any thread that waits in this library
     * @param commutative whether {@code f(a, b)} equals {@code f(b, a)}; if not, the order of the ranks is kept
     * @return the operation; needs no free
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.5 MPI 5.0, section 6.9.5
     */
    static <T> Op of(BinaryOperator<T> function, boolean commutative) {
        return Reduction.of(function, commutative);
    }

    /**
     * An operation on blocks of elements of any datatype, as in C. It does not take objects.
     *
     * @param kernel associative; called by any thread that waits in this library
     * @param commutative whether the operands may change places; if not, the order of the ranks is kept
     * @return the operation; needs no free
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.5 MPI 5.0, section 6.9.5
     */
    static Op ofKernel(Kernel kernel, boolean commutative) {
        return Reduction.ofKernel(kernel, commutative);
    }

    /** {@return whether operands may change places: true for all predefined operations} */
    boolean isCommutative();

    /**
     * {@code inout[i] = in[i] op inout[i]} here, without communication ({@code MPI_Reduce_local}). Returns when that is done.
     *
     * @param in {@code count x datatype}, only read
     * @param inout as many of the same datatype, replaced by the result; either the same memory as {@code in} or none of it
     * @throws MpiException COUNT if the counts differ; TYPE if the datatypes do; OP if this operation does not take the datatype; BUFFER if
     *     {@code inout} is read-only or either is {@link Buf#IN_PLACE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.7 MPI 5.0, section 6.9.7
     */
    void reduceLocal(Buf in, Buf inout);
}

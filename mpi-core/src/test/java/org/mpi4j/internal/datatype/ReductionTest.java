package org.mpi4j.internal.datatype;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Buf;
import org.mpi4j.Datatype;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.Op;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReductionTest {
    private static final List<Op> OPS =
            List.of(Op.MAX, Op.MIN, Op.SUM, Op.PROD, Op.LAND, Op.LOR, Op.LXOR, Op.BAND, Op.BOR, Op.BXOR, Op.MAXLOC, Op.MINLOC, Op.REPLACE, Op.NO_OP);
    private static final List<TypeMap> TYPES =
            List.of(
                    TypeMap.BYTE, TypeMap.BOOLEAN, TypeMap.CHAR, TypeMap.SHORT, TypeMap.INT, TypeMap.LONG, TypeMap.FLOAT, TypeMap.DOUBLE,
                    TypeMap.UINT8_T, TypeMap.UINT16_T, TypeMap.UINT32_T, TypeMap.UINT64_T, TypeMap.FLOAT16, TypeMap.BFLOAT16,
                    TypeMap.FLOAT_COMPLEX, TypeMap.DOUBLE_COMPLEX, TypeMap.AINT, TypeMap.OFFSET, TypeMap.COUNT, TypeMap.PACKED,
                    TypeMap.FLOAT_INT, TypeMap.DOUBLE_INT, TypeMap.LONG_INT, TypeMap.TWO_INT, TypeMap.SHORT_INT);

    private static final Set<Element> INTEGERS =
            EnumSet.of(
                    Element.BYTE, Element.SHORT, Element.INT, Element.LONG, Element.UINT8_T, Element.UINT16_T, Element.UINT32_T, Element.UINT64_T);
    private static final Set<Element> FLOATS = EnumSet.of(Element.FLOAT, Element.DOUBLE, Element.FLOAT16, Element.BFLOAT16);
    private static final Set<Element> ADDRESSES = EnumSet.of(Element.AINT, Element.OFFSET, Element.COUNT);

    /** The table of section 6.9.2, written out. */
    private static Set<Element> allowed(Op op) {
        return switch (op.toString()) {
            case "MAX", "MIN" -> union(List.of(INTEGERS, FLOATS, ADDRESSES));
            case "SUM", "PROD" -> union(List.of(INTEGERS, FLOATS, ADDRESSES, EnumSet.of(Element.FLOAT_COMPLEX, Element.DOUBLE_COMPLEX)));
            case "LAND", "LOR", "LXOR" -> union(List.of(INTEGERS, EnumSet.of(Element.BOOLEAN)));
            case "BAND", "BOR", "BXOR" -> union(List.of(INTEGERS, ADDRESSES));
            case "MAXLOC", "MINLOC" -> EnumSet.range(Element.FLOAT_INT, Element.SHORT_INT);
            default -> EnumSet.allOf(Element.class);
        };
    }

    private static Set<Element> union(List<Set<Element>> sets) {
        Set<Element> all = EnumSet.noneOf(Element.class);
        sets.forEach(all::addAll);
        return all;
    }

    @Test
    void theTableNamesEveryPredefinedType() {
        assertEquals(EnumSet.allOf(Element.class), EnumSet.copyOf(TYPES.stream().map(TypeMap::element).toList()));
    }

    @Test
    void takesTheTypesOfTheStandardsTable() {
        for (Op op : OPS) {
            for (TypeMap type : TYPES) {
                MpiException error = Reduction.of(op).check(type);
                assertEquals(allowed(op).contains(type.element()), error == null, op + " " + type);
                if (error != null) {
                    assertEquals(ErrorClass.OP, error.errorClass());
                    assertTrue(error.getMessage().contains("op=" + op) && error.getMessage().contains("type=" + type), error.getMessage());
                }
            }
        }
        TypeMap derived = DerivedTypes.contiguous(2, Datatype.INT);
        assertNotNull(Reduction.of(Op.SUM).check(derived));
        assertNull(Reduction.of(Op.REPLACE).check(derived));
    }

    @Test
    void everyOperationOnEveryTypeAndMemoryAgreesWithPlainJava() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Arena arena = Arena.ofShared()) {
            for (Op op : OPS) {
                for (TypeMap type : TYPES) {
                    if (allowed(op).contains(type.element())) {
                        for (int round = 0; round < 40; round++) {
                            check(random, arena, Reduction.of(op), type, "seed=" + seed + " op=" + op + " type=" + type + " round=" + round);
                        }
                    }
                }
            }
        }
    }

    private static void check(Random random, Arena arena, Reduction op, TypeMap type, String where) {
        int count = random.nextInt(10) == 0 ? 2_000 + random.nextInt(100) : random.nextInt(40);
        int at = random.nextInt(3) == 0 ? random.nextInt(17) : 8;
        int inAt = random.nextBoolean() ? at : 16;
        int bytes = (int) (count * type.extent()) + 40;
        MemorySegment in = memory(random, arena, type, bytes);
        MemorySegment inout = memory(random, arena, type, bytes);
        for (int i = 0; i < count; i++) {
            fill(random, type.element(), in, inAt + i * type.extent());
            fill(random, type.element(), inout, at + i * type.extent());
        }
        MemorySegment before = MemorySegment.ofArray(inout.toArray(ValueLayout.JAVA_BYTE));
        MemorySegment inBefore = MemorySegment.ofArray(in.toArray(ValueLayout.JAVA_BYTE));
        op.apply(in, inAt, inout, at, count, type);
        assertEquals(-1, in.mismatch(inBefore), where);
        for (int i = 0; i < count; i++) {
            String here = where + " i=" + i + " count=" + count + " at=" + at + " inAt=" + inAt;
            long x = inAt + i * type.extent();
            long y = at + i * type.extent();
            if (type.element().isPair()) {
                assertPair(op, type.element(), in, x, before, inout, y, here);
            } else if (type.element().isBoxed()) {
                assertEquals(expected(op, type.element(), in, x, before, y), type.element().boxed(inout, y), here);
            }
        }
        long end = at + type.spanBytes(count);
        assertEquals(-1, MemorySegment.mismatch(before, 0, at, inout, 0, at), where);
        assertEquals(-1, MemorySegment.mismatch(before, end, before.byteSize(), inout, end, before.byteSize()), where);
    }

    private static MemorySegment memory(Random random, Arena arena, TypeMap type, int bytes) {
        MemorySegment own =
                switch (type.element()) {
                    case SHORT -> MemorySegment.ofArray(new short[bytes / 2]);
                    case INT -> MemorySegment.ofArray(new int[bytes / 4]);
                    case LONG -> MemorySegment.ofArray(new long[bytes / 8]);
                    case FLOAT -> MemorySegment.ofArray(new float[bytes / 4]);
                    case DOUBLE -> MemorySegment.ofArray(new double[bytes / 8]);
                    default -> MemorySegment.ofArray(new byte[bytes]);
                };
        return switch (random.nextInt(3)) {
            case 0 -> arena.allocate(bytes, 1);
            case 1 -> MemorySegment.ofArray(new byte[bytes]);
            default -> own;
        };
    }

    private static void fill(Random random, Element element, MemorySegment memory, long at) {
        Element value = element.isPair() ? valueOf(element) : element;
        if (value.isBoxed()) {
            value.setBoxed(memory, at, random(random, value));
        }
        if (element.isPair()) {
            memory.set(ValueLayout.JAVA_INT_UNALIGNED, at + element.indexOffset(), random.nextInt(4));
        }
    }

    private static Element valueOf(Element pair) {
        return switch (pair) {
            case FLOAT_INT -> Element.FLOAT;
            case DOUBLE_INT -> Element.DOUBLE;
            case LONG_INT -> Element.LONG;
            case TWO_INT -> Element.INT;
            case SHORT_INT -> Element.SHORT;
            default -> throw new AssertionError(pair);
        };
    }

    private static Object random(Random random, Element element) {
        int small = random.nextInt(5) - 2;
        boolean wide = random.nextInt(3) == 0;
        return switch (element) {
            case BYTE, UINT8_T -> (byte) (wide ? random.nextInt() : small);
            case BOOLEAN -> random.nextBoolean();
            case CHAR -> (char) random.nextInt();
            case SHORT, UINT16_T -> (short) (wide ? random.nextInt() : small);
            case INT, UINT32_T -> wide ? random.nextInt() : small;
            case LONG, UINT64_T, AINT, OFFSET, COUNT -> wide ? random.nextLong() : (long) small;
            case FLOAT, FLOAT16, BFLOAT16 -> wide ? List.of(Float.NaN, -0f, Float.POSITIVE_INFINITY, random.nextFloat()).get(random.nextInt(4)) : (float) small;
            case DOUBLE -> wide ? List.of(Double.NaN, -0.0, Double.NEGATIVE_INFINITY, random.nextDouble()).get(random.nextInt(4)) : (double) small;
            default -> throw new AssertionError(element);
        };
    }

    private static Object expected(Reduction op, Element element, MemorySegment in, long x, MemorySegment inout, long y) {
        Object a = element.boxed(in, x);
        Object b = element.boxed(inout, y);
        return switch (op.toString()) {
            case "REPLACE" -> a;
            case "NO_OP" -> b;
            default ->
                    switch (element) {
                        case BYTE -> (byte) integer(op, (Byte) a, (Byte) b);
                        case SHORT -> (short) integer(op, (Short) a, (Short) b);
                        case INT -> (int) integer(op, (Integer) a, (Integer) b);
                        case LONG, AINT, OFFSET, COUNT -> integer(op, (Long) a, (Long) b);
                        case UINT8_T -> (byte) unsigned(op, (Byte) a & 0xff, (Byte) b & 0xff);
                        case UINT16_T -> (short) unsigned(op, (Short) a & 0xffff, (Short) b & 0xffff);
                        case UINT32_T -> (int) unsigned(op, Integer.toUnsignedLong((Integer) a), Integer.toUnsignedLong((Integer) b));
                        case UINT64_T -> unsigned(op, (Long) a, (Long) b);
                        case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16(floating(op, (Float) a, (Float) b).floatValue()));
                        case BFLOAT16 -> nearestBfloat16(floating(op, (Float) a, (Float) b).floatValue());
                        case BOOLEAN -> integer(op, (Boolean) a ? 1 : 0, (Boolean) b ? 1 : 0) != 0;
                        case FLOAT -> floating(op, (Float) a, (Float) b).floatValue();
                        case DOUBLE -> floating(op, (Double) a, (Double) b);
                        default -> throw new AssertionError(element);
                    };
        };
    }

    private static long integer(Reduction op, long a, long b) {
        return switch (op.toString()) {
            case "MAX" -> a > b ? a : b;
            case "MIN" -> a < b ? a : b;
            case "SUM" -> a + b;
            case "PROD" -> a * b;
            case "LAND" -> a != 0 && b != 0 ? 1 : 0;
            case "LOR" -> a != 0 || b != 0 ? 1 : 0;
            case "LXOR" -> (a != 0) ^ (b != 0) ? 1 : 0;
            case "BAND" -> a & b;
            case "BOR" -> a | b;
            default -> a ^ b;
        };
    }

    private static long unsigned(Reduction op, long a, long b) {
        return switch (op.toString()) {
            case "MAX" -> Long.compareUnsigned(a, b) > 0 ? a : b;
            case "MIN" -> Long.compareUnsigned(a, b) < 0 ? a : b;
            default -> integer(op, a, b);
        };
    }

    /** By trying both neighbours. */
    private static float nearestBfloat16(float value) {
        float low = Float.intBitsToFloat(Float.floatToRawIntBits(value) & 0xffff0000);
        float high = Float.intBitsToFloat((Float.floatToRawIntBits(value) & 0xffff0000) + 0x10000);
        if (Float.isNaN(value) || Float.isInfinite(value) || low == value) {
            return value;
        }
        double toLow = Math.abs((double) value - low);
        double toHigh = Math.abs((double) high - value);
        boolean lowIsEven = (Float.floatToRawIntBits(low) & 0x10000) == 0;
        return toLow < toHigh || (toLow == toHigh && lowIsEven) ? low : high;
    }

    private static Double floating(Reduction op, double a, double b) {
        return switch (op.toString()) {
            case "MAX" -> Math.max(a, b);
            case "MIN" -> Math.min(a, b);
            case "SUM" -> a + b;
            default -> a * b;
        };
    }

    private static void assertPair(Reduction op, Element pair, MemorySegment in, long x, MemorySegment before, MemorySegment after, long y, String where) {
        Element value = valueOf(pair);
        Object a = value.boxed(in, x);
        Object b = value.boxed(before, y);
        int i = in.get(ValueLayout.JAVA_INT_UNALIGNED, x + pair.indexOffset());
        int j = before.get(ValueLayout.JAVA_INT_UNALIGNED, y + pair.indexOffset());
        double u = ((Number) a).doubleValue();
        double v = ((Number) b).doubleValue();
        boolean same = pair == Element.LONG_INT ? a.equals(b) : u == v || (Double.isNaN(u) && Double.isNaN(v));
        boolean left =
                switch (op.toString()) {
                    case "REPLACE" -> true;
                    case "NO_OP" -> false;
                    default -> {
                        boolean greater = pair == Element.LONG_INT ? (Long) a > (Long) b : u > v;
                        boolean wins = Double.isNaN(u) || (!Double.isNaN(v) && greater == op.toString().equals("MAXLOC"));
                        yield same ? i < j : wins;
                    }
                };
        assertEquals(left ? a : b, value.boxed(after, y), where);
        assertEquals(left ? i : j, after.get(ValueLayout.JAVA_INT_UNALIGNED, y + pair.indexOffset()), where);
    }

    @Test
    void reducesVectorsOfManyMegabytesOutsideOfTheHeap() {
        int count = 300_000;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] all = {arena.allocate(8L * count + 1, 1), MemorySegment.ofArray(new double[count]), arena.allocate(8L * count, 8)};
            for (int of = 0; of < 9; of++) {
                MemorySegment in = all[of / 3];
                MemorySegment inout = all[of % 3];
                for (int i = 0; i < count; i++) {
                    in.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * i, i);
                    inout.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * i, of % 4 == 0 ? i : 0.5);
                }
                Reduction.of(Op.SUM).apply(in, 0, inout, 0, count, TypeMap.DOUBLE);
                for (int i = 0; i < count; i++) {
                    assertEquals(of % 4 == 0 ? 2.0 * i : i + 0.5, inout.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 8L * i));
                }
            }
        }
    }

    @Test
    void lowerRanksAreTheLeftOperand() {
        int[] left = {10, 20};
        int[] right = {1, 2};
        Op.of((Integer a, Integer b) -> 3 * a - b, false).reduceLocal(Buf.of(left), Buf.of(right));
        assertArrayEquals(new int[] {29, 58}, right);
        assertArrayEquals(new int[] {10, 20}, left);
    }

    @Test
    void functionsSeeBoxesOfEveryPrimitive() {
        char[] chars = {'b', 'x'};
        Op.of((Character a, Character b) -> a < b ? a : b, true).reduceLocal(Buf.of(new char[] {'c', 'a'}), Buf.of(chars));
        assertArrayEquals(new char[] {'b', 'a'}, chars);
        boolean[] booleans = {true, false, true};
        Op.of((Boolean a, Boolean b) -> a && !b, false).reduceLocal(Buf.of(new boolean[] {true, true}), Buf.of(booleans, 1, 2));
        assertArrayEquals(new boolean[] {true, true, false}, booleans);
        Reduction reduction = Reduction.of(Op.of((Object a, Object b) -> a, false));
        assertNotNull(reduction.check(TypeMap.DOUBLE_INT));
        assertNotNull(reduction.check(DerivedTypes.contiguous(2, Datatype.INT)));
        assertNull(reduction.check(TypeMap.CHAR));
    }

    @Test
    void kernelsSeeBlocksOfDerivedTypes() {
        Datatype everyOther = Datatype.resized(Datatype.INT, 0, 8);
        Op sum = Op.ofKernel(
                (in, inout, count, type) -> {
                    assertTrue(in.isReadOnly());
                    assertSame(everyOther, type);
                    for (long i = 0; i < count; i++) {
                        int a = in.get(ValueLayout.JAVA_INT_UNALIGNED, i * type.extent());
                        inout.set(ValueLayout.JAVA_INT_UNALIGNED, i * type.extent(), a + inout.get(ValueLayout.JAVA_INT_UNALIGNED, i * type.extent()));
                    }
                },
                true);
        int[] inout = {1, 2, 3, 4, 5};
        sum.reduceLocal(Buf.of(new int[] {10, 10, 10, 10, 10}, everyOther), Buf.of(inout, everyOther));
        assertArrayEquals(new int[] {11, 2, 13, 4, 15}, inout);
    }

    @Test
    void replaceLeavesTheGapsAlone() {
        Datatype everyOther = Datatype.resized(Datatype.INT, 0, 8);
        int[] inout = {1, 2, 3, 4};
        Op.REPLACE.reduceLocal(Buf.of(new int[] {10, 10, 10, 10}, everyOther), Buf.of(inout, everyOther));
        assertArrayEquals(new int[] {10, 2, 10, 4}, inout);
    }

    @Test
    void whatAUsersOperationThrowsComesOut() {
        Op failing = Op.of((Integer a, Integer b) -> Math.addExact(a, b), true);
        assertThrows(ArithmeticException.class, () -> failing.reduceLocal(Buf.of(new int[] {Integer.MAX_VALUE}), Buf.of(new int[] {1})));
    }

    @Test
    void combinesObjects() {
        assertEquals(7, Reduction.of(Op.SUM).combine(3, 4));
        assertEquals(12L, Reduction.of(Op.PROD).combine(3L, 4L));
        assertEquals((byte) -128, Reduction.of(Op.SUM).combine((byte) 127, (byte) 1));
        assertEquals(Double.NaN, Reduction.of(Op.MAX).combine(Double.NaN, 4.0));
        assertEquals(1.5f, Reduction.of(Op.MIN).combine(1.5f, 4f));
        assertEquals(false, Reduction.of(Op.LAND).combine(true, false));
        assertEquals((short) 6, Reduction.of(Op.BXOR).combine((short) 5, (short) 3));
        assertEquals("a", Reduction.of(Op.REPLACE).combine("a", "b"));
        assertEquals("b", Reduction.of(Op.NO_OP).combine("a", "b"));
        assertEquals("ab", Reduction.of(Op.of((String a, String b) -> a + b, false)).combine("a", "b"));
    }

    @Test
    void objectsThatAnOperationDoesNotTakeAreNamed() {
        for (Object[] pair : new Object[][] {{"a", "b"}, {1, 2L}, {'a', 'b'}, {1.0, 2.0}}) {
            Op op = pair[0] instanceof Double ? Op.BAND : Op.SUM;
            MpiException e = assertThrows(MpiException.class, () -> Reduction.of(op).combine(pair[0], pair[1]));
            assertEquals(ErrorClass.OP, e.errorClass());
            assertTrue(e.getMessage().contains("op=" + op) && e.getMessage().contains(pair[1].getClass().getName()), e.getMessage());
        }
        assertThrows(MpiException.class, () -> Reduction.of(Op.ofKernel((_, _, _, _) -> {}, true)).combine(1, 2));
    }

    @Test
    void reduceLocalChecksItsArguments() {
        Buf three = Buf.of(new int[3]);
        assertFails(ErrorClass.COUNT, Op.SUM, Buf.of(new int[2]), three);
        assertFails(ErrorClass.TYPE, Op.SUM, Buf.of(new float[3]), three);
        assertFails(ErrorClass.OP, Op.MAXLOC, three, three);
        assertFails(ErrorClass.BUFFER, Op.SUM, Buf.IN_PLACE, three);
        assertFails(ErrorClass.BUFFER, Op.SUM, three, Buf.IN_PLACE);
        assertFails(ErrorClass.BUFFER, Op.SUM, three, Buf.of(MemorySegment.ofArray(new int[3]).asReadOnly(), Datatype.INT));
        Op.SUM.reduceLocal(Buf.of(MemorySegment.ofArray(new int[3]).asReadOnly(), Datatype.INT), three);
    }

    private static void assertFails(ErrorClass errorClass, Op op, Buf in, Buf inout) {
        MpiException e = assertThrows(MpiException.class, () -> op.reduceLocal(in, inout));
        assertEquals(errorClass, e.errorClass(), e.getMessage());
    }

    @Test
    void operationsSayTheirNameAndWhetherTheyCommute() {
        assertEquals("SUM", Op.SUM.toString());
        for (Op op : OPS) {
            assertTrue(op.isCommutative(), op.toString());
        }
        assertEquals(false, Op.of((Integer a, Integer _) -> a, false).isCommutative());
        assertEquals(true, Op.ofKernel((_, _, _, _) -> {}, true).isCommutative());
    }
}

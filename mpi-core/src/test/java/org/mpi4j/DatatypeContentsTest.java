package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Datatype.Combiner;
import org.mpi4j.Datatype.Contents;
import org.mpi4j.Datatype.Distribution;
import org.mpi4j.Datatype.Envelope;
import org.mpi4j.Datatype.Order;
import org.mpi4j.Datatype.TypeClass;

/** MPI 5.0, section 5.1.13: what a datatype was made of, by the table for large counts; and names, duplicates and look-ups. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatatypeContentsTest {
    private static void assertMade(Datatype type, Combiner combiner, List<Integer> integers, List<Long> counts, Datatype... types) {
        assertEquals(new Envelope(combiner, integers.size(), counts.size(), types.length), type.envelope());
        assertEquals(new Contents(integers, counts, List.of(types)), type.contents());
        assertEquals(type.contents(), type.named("x").contents());
    }

    private static long[] of(long... values) {
        return values;
    }

    @Test
    void constantsAreNamedAndHaveNoContents() {
        assertEquals(new Envelope(Combiner.NAMED, 0, 0, 0), Datatype.INT.envelope());
        assertEquals(new Envelope(Combiner.NAMED, 0, 0, 0), Datatype.DOUBLE_INT.envelope());
        Errors.expect(ErrorClass.TYPE, "type=DOUBLE_INT", Datatype.DOUBLE_INT::contents);
    }

    @Test
    void everyMakerTellsItsArguments() {
        Datatype t = Datatype.INT;
        assertMade(Datatype.dup(t), Combiner.DUP, List.of(), List.of(), t);
        assertMade(Datatype.contiguous(3, t), Combiner.CONTIGUOUS, List.of(), List.of(3L), t);
        assertMade(Datatype.vector(2, 3, -4, t), Combiner.VECTOR, List.of(), List.of(2L, 3L, -4L), t);
        assertMade(Datatype.hvector(2, 3, 40, t), Combiner.HVECTOR, List.of(), List.of(2L, 3L, 40L), t);
        assertMade(Datatype.indexed(of(1, 2), of(5, 9), t), Combiner.INDEXED, List.of(), List.of(2L, 1L, 2L, 5L, 9L), t);
        assertMade(Datatype.hindexed(of(1, 2), of(50, 90), t), Combiner.HINDEXED, List.of(), List.of(2L, 1L, 2L, 50L, 90L), t);
        assertMade(Datatype.indexedBlock(7, of(0, 9), t), Combiner.INDEXED_BLOCK, List.of(), List.of(2L, 7L, 0L, 9L), t);
        assertMade(Datatype.hindexedBlock(7, of(0, 90), t), Combiner.HINDEXED_BLOCK, List.of(), List.of(2L, 7L, 0L, 90L), t);
        Datatype struct = Datatype.struct(of(1, 2), of(0, 8), Datatype.DOUBLE, t);
        assertMade(struct, Combiner.STRUCT, List.of(), List.of(2L, 1L, 2L, 0L, 8L), Datatype.DOUBLE, t);
        assertMade(Datatype.resized(t, -4, 16), Combiner.RESIZED, List.of(), List.of(-4L, 16L), t);
        Datatype subarray = Datatype.subarray(of(4, 5), of(2, 3), of(1, 2), Order.FORTRAN, t);
        assertMade(subarray, Combiner.SUBARRAY, List.of(2, Order.FORTRAN.value()), List.of(4L, 5L, 2L, 3L, 1L, 2L), t);
        Datatype darray = Datatype.darray(
                2, 1, of(10, 4), new Distribution[] {Distribution.CYCLIC, Distribution.NONE}, new int[] {3, -1}, new int[] {2, 1}, Order.C, t);
        assertMade(darray, Combiner.DARRAY, List.of(2, 1, 2, 1, 2, 3, -1, 2, 1, 0), List.of(10L, 4L), t);
    }

    @Test
    void laterChangesOfTheArgumentsDoNotShow() {
        long[] lengths = {1, 2};
        Datatype[] types = {Datatype.INT, Datatype.INT};
        Datatype struct = Datatype.struct(lengths, of(0, 8), types);
        lengths[0] = 99;
        types[0] = Datatype.LONG;
        assertEquals(new Contents(List.of(), List.of(2L, 1L, 2L, 0L, 8L), List.of(Datatype.INT, Datatype.INT)), struct.contents());
    }

    @Test
    void namesOfDerivedTypesSayHowTheyWereMade() {
        assertEquals("vector(2, 3, 4, contiguous(5, INT))", Datatype.vector(2, 3, 4, Datatype.contiguous(5, Datatype.INT)).name());
        assertEquals("indexed(2 blocks of DOUBLE)", Datatype.indexed(of(1, 1), of(0, 3), Datatype.DOUBLE).name());
        assertEquals("subarray([4], [2], [1], C, INT)", Datatype.subarray(of(4), of(2), of(1), Order.C, Datatype.INT).name());
        assertEquals("dup(INT)", Datatype.dup(Datatype.INT).name());
    }

    @Test
    void aNameIsGivenToAnotherDatatypeOfTheSameKind() {
        Datatype column = Datatype.vector(3, 1, 4, Datatype.DOUBLE);
        Datatype named = column.named("column");
        assertEquals("column", named.name());
        assertEquals("column", named.toString());
        assertEquals("vector(3, 1, 4, DOUBLE)", column.name());
        assertEquals(column.extent(), named.extent());
        assertEquals(Combiner.DUP, Datatype.INT.named("mine").envelope().combiner());
        assertEquals("INT", Datatype.INT.name());
    }

    @Test
    void aDuplicateIsTakenWhereTheOriginalIs() {
        Datatype dup = Datatype.dup(Datatype.INT);
        assertNotSame(Datatype.INT, dup);
        int[] sum = {1, 2};
        Op.SUM.reduceLocal(Buf.of(new int[] {10, 20}, dup), Buf.of(sum, dup));
        assertEquals(List.of(11, 22), List.of(sum[0], sum[1]));
        Datatype column = Datatype.vector(3, 1, 4, Datatype.DOUBLE);
        assertEquals(column.trueExtent(), Datatype.dup(column).trueExtent());
    }

    @Test
    void matchSizeFindsThePredefinedType() {
        assertSame(Datatype.FLOAT, Datatype.matchSize(TypeClass.REAL, 4));
        assertSame(Datatype.DOUBLE, Datatype.matchSize(TypeClass.REAL, 8));
        assertSame(Datatype.SHORT, Datatype.matchSize(TypeClass.INTEGER, 2));
        assertSame(Datatype.LONG, Datatype.matchSize(TypeClass.INTEGER, 8));
        assertSame(Datatype.DOUBLE_COMPLEX, Datatype.matchSize(TypeClass.COMPLEX, 16));
        Errors.expect(ErrorClass.ARG, "typeClass=REAL size=16", () -> Datatype.matchSize(TypeClass.REAL, 16));
        Errors.expect(ErrorClass.ARG, "typeClass=INTEGER size=3", () -> Datatype.matchSize(TypeClass.INTEGER, 3));
    }

    @Test
    void valueIndexFindsThePair() {
        assertSame(Datatype.DOUBLE_INT, Datatype.valueIndex(Datatype.DOUBLE, Datatype.INT));
        assertSame(Datatype.FLOAT_INT, Datatype.valueIndex(Datatype.FLOAT, Datatype.INT));
        assertSame(Datatype.LONG_INT, Datatype.valueIndex(Datatype.LONG, Datatype.INT));
        assertSame(Datatype.TWO_INT, Datatype.valueIndex(Datatype.INT, Datatype.INT));
        assertSame(Datatype.SHORT_INT, Datatype.valueIndex(Datatype.SHORT, Datatype.INT));
        assertNull(Datatype.valueIndex(Datatype.DOUBLE, Datatype.DOUBLE));
        assertNull(Datatype.valueIndex(Datatype.contiguous(1, Datatype.INT), Datatype.INT));
    }

    @Test
    void blocksAtBytesAreWhereTheyAreSaidToBe() {
        Datatype blocks = Datatype.hindexedBlock(2, of(20, 0), Datatype.INT);
        assertEquals(List.of(5, 6, 0, 1), java.util.Arrays.stream(Places.ofInts(blocks, 1, 8)).boxed().toList());
        Errors.expect(ErrorClass.COUNT, "blockLength=-1", () -> Datatype.hindexedBlock(-1, of(0), Datatype.INT));
        Errors.expect(ErrorClass.ARG, "bits=64", () -> Datatype.hindexedBlock(1, of(Long.MAX_VALUE), Datatype.INT));
    }
}

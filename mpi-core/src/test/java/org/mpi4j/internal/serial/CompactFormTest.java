package org.mpi4j.internal.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mpi4j.internal.serial.Messages.NOTHING_SET;
import static org.mpi4j.internal.serial.Messages.assertError;
import static org.mpi4j.internal.serial.Messages.bytesOf;
import static org.mpi4j.internal.serial.Messages.isCompact;

import java.io.Externalizable;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.ErrorClass;
import org.mpi4j.internal.settings.Setting;

/** What the compact form says, and what it leaves to the JDK, arrives as the JDK's serialisation would bring it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompactFormTest {
    private final StandardSerializer serializer = StandardSerializer.of(NOTHING_SET);

    enum Plain { A, B }

    enum WithBodies {
        ONE {
            @Override
            int value() {
                return 1;
            }
        };

        abstract int value();
    }

    record Every(boolean z, byte b, short s, char c, int i, long j, float f, double d, Object o, int[] a, List<String> l) implements Serializable {
        Every {
            l = List.copyOf(l);
        }
    }

    record Key(int x, String name, Plain plain) implements Serializable {}

    record Node(String name, List<Object> next) implements Serializable {}

    record Positive(int value) implements Serializable {
        Positive {
            if (value <= 0) {
                throw new IllegalArgumentException("value=" + value);
            }
        }
    }

    record NotSerialisable(int x) {}

    record Holder(Object held) implements Serializable {}

    record Replaced(int x) implements Serializable {
        Object writeReplace() {
            return "instead of " + x;
        }
    }

    record Resolved(int x) implements Serializable {
        Object readResolve() {
            return "out of " + x;
        }
    }

    static final class Single implements Serializable {
        private static final long serialVersionUID = 1;
        static final Single ONE = new Single();

        Object readResolve() {
            return ONE;
        }
    }

    public static final class External implements Externalizable {
        private static final long serialVersionUID = 1;
        int x;

        public External() {}

        @Override
        public void writeExternal(ObjectOutput out) throws java.io.IOException {
            out.writeInt(x + 1);
        }

        @Override
        public void readExternal(ObjectInput in) throws java.io.IOException {
            x = in.readInt();
        }
    }

    private Object compact(Object object) throws Exception {
        byte[] bytes = bytesOf(serializer, object);
        assertTrue(isCompact(bytes), () -> "not compact: " + object.getClass());
        Object got = serializer.read(new SegmentInput(MemorySegment.ofArray(bytes)));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment outside = arena.allocate(bytes.length);
            outside.copyFrom(MemorySegment.ofArray(bytes));
            assertEquals(got == null ? null : got.getClass(), classOf(serializer.read(new SegmentInput(outside))));
        }
        return got;
    }

    private static Class<?> classOf(Object object) {
        return object == null ? null : object.getClass();
    }

    private Object byJdk(Object object) throws Exception {
        byte[] bytes = bytesOf(serializer, object);
        assertFalse(isCompact(bytes), () -> "compact: " + object.getClass());
        return serializer.read(new SegmentInput(MemorySegment.ofArray(bytes)));
    }

    @Test
    void tagsAreThePlacesInTheList() {
        Kind[] kinds = Kind.values();
        for (int i = 0; i < kinds.length; i++) {
            assertEquals(i, kinds[i].tag);
        }
    }

    @Test
    void valuesKeepTheirClassAndTheirBits() throws Exception {
        Object[] values = {
            true, false, (byte) -1, Short.MIN_VALUE, '\uFFFF', 0, 63, -64, 64, Integer.MIN_VALUE, Integer.MAX_VALUE, 0L, Long.MIN_VALUE, Long.MAX_VALUE,
            -0.0f, Float.NaN, Double.MIN_VALUE, -0.0, Double.NaN, "", UUID.randomUUID(), Instant.MAX, Instant.ofEpochSecond(-1, 999_999_999),
            Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE), LocalDate.MIN, LocalTime.MAX, LocalDateTime.MAX,
            BigInteger.TEN.pow(500).negate(), new BigDecimal("-1.50"), Plain.B, WithBodies.ONE, TimeUnit.DAYS
        };
        for (Object value : values) {
            Object got = compact(value);
            assertEquals(value, got);
            assertSame(value.getClass(), got.getClass());
        }
        assertNull(compact(null));
        assertSame(WithBodies.ONE, compact(WithBodies.ONE));
    }

    @Test
    void stringsOfAllCharactersAndLengthsPass() throws Exception {
        String[] patterns = {"a", "\u00E9\u00FF", "?\u0100", "\uD83D\uDE00", "\uD800", "a\uDC00?", "\u0000\u0080"};
        for (String pattern : patterns) {
            for (int count : new int[] {1, 12, 13, 24, 25, 1000, 65_524, 65_525, 65_526, 65_536, 200_000}) {
                String string = pattern.repeat(count);
                assertEquals(string, compact(string));
                assertEquals(List.of("b", string, string + "c", 1), compact(List.of("b", string, string + "c", 1)));
            }
        }
    }

    @Test
    void arraysKeepTheirClass() throws Exception {
        Object[] arrays = {
            new boolean[] {true, false}, new byte[] {1, -1}, new short[] {1, -2}, new char[] {'a', '\uFFFF'}, new int[] {1, -3}, new long[] {1, -4},
            new float[] {1, Float.NaN}, new double[] {1, -0.0}, new String[] {"a", null}, new Object[] {1, "a"}, new int[][] {{1}, null},
            new Plain[] {Plain.A}, new Map<?, ?>[] {Map.of()}, new Comparable<?>[] {1, "a"}, new NotSerialisable[2]
        };
        for (Object array : arrays) {
            Object got = compact(array);
            assertSame(array.getClass(), got.getClass());
            assertTrue(Arrays.deepEquals(new Object[] {array}, new Object[] {got}));
        }
        double[] large = new double[100_000];
        Arrays.setAll(large, i -> i);
        assertArrayEquals(large, (double[]) ((List<?>) compact(List.of("before", large, "after"))).get(1));
    }

    @Test
    @SuppressWarnings("JdkObsolete")
    void collectionsKeepTheirClassOrderAndNulls() throws Exception {
        List<Object> some = Arrays.asList(3, "b", null, 1.5, "a");
        List<String> names = List.of("c", "a", "b");
        Object[] collections = {
            new ArrayList<>(some), new LinkedList<>(some), some, names, List.of(), List.of(1), Arrays.asList(1, null).stream().toList(),
            new HashSet<>(some), new LinkedHashSet<>(some), new TreeSet<>(names), Set.of(), Set.of(1), Set.of(1, 2, 3), new TreeMap<>(Map.of("b", 1, "a", 2)),
            new HashMap<>(Map.of("b", some, "a", names)), Map.of(), Map.of(1, 2), Map.of(1, 2, 3, 4), new ConcurrentHashMap<>(Map.of(1, 2))
        };
        for (Object collection : collections) {
            Object got = compact(collection);
            assertEquals(collection, got);
            assertEquals(sameKind(collection.getClass()), sameKind(got.getClass()));
        }
        assertEquals(List.copyOf(new LinkedHashSet<>(names)), List.copyOf((Set<?>) compact(new LinkedHashSet<>(names))));
        assertEquals(names, List.copyOf((ArrayDeque<?>) compact(new ArrayDeque<>(names))));
        Map<Object, Object> nullKey = new HashMap<>();
        nullKey.put(null, null);
        assertEquals(nullKey, compact(nullKey));
    }

    /** List.of has one class for up to two elements and another for more. */
    private static String sameKind(Class<?> type) {
        return type.getName().replaceAll("(List|Set)12$|(List|Set|Map)N$|(Map)1$", "$1$2$3");
    }

    @Test
    void recordsPassWithAllTypesOfComponents() throws Exception {
        Every every = new Every(true, (byte) -1, (short) -2, 'x', -4, Long.MIN_VALUE, 1.5f, -2.5, Plain.A, new int[] {1}, List.of("l"));
        Every got = (Every) compact(every);
        assertArrayEquals(every.a, got.a);
        assertEquals(every, new Every(got.z, got.b, got.s, got.c, got.i, got.j, got.f, got.d, got.o, every.a, got.l));
        Map<Key, Integer> keys = new HashMap<>(Map.of(new Key(1, "a", Plain.A), 1, new Key(2, "b", null), 2));
        assertEquals(keys, compact(keys));
        Holder deep = new Holder(null);
        for (int i = 0; i < 100; i++) {
            deep = new Holder(deep);
        }
        assertEquals(deep, compact(deep));
    }

    @Test
    void whatIsTheSameStaysTheSameAndCyclesStayClosed() throws Exception {
        List<Object> list = new ArrayList<>();
        Map<String, Object> map = new HashMap<>();
        Object[] array = {list, map, list, null};
        array[3] = array;
        list.add(array);
        map.put("self", map);
        map.put("array", array);
        Object[] got = (Object[]) compact(array);
        assertSame(got[0], got[2]);
        assertSame(got, got[3]);
        assertSame(got, ((List<?>) got[0]).getFirst());
        assertSame(got[1], ((Map<?, ?>) got[1]).get("self"));
        Node node = new Node("n", new ArrayList<>());
        List<?> nodes = (List<?>) compact(List.of(node, node, new Node("n", new ArrayList<>())));
        assertSame(nodes.get(0), nodes.get(1));
        assertNotSame(nodes.get(0), nodes.get(2));
        String large = "x".repeat(1000);
        List<?> strings = (List<?>) compact(List.of(large, large, new String(large.toCharArray())));
        assertSame(strings.get(0), strings.get(1));
        assertNotSame(strings.get(0), strings.get(2));
    }

    @Test
    void aRecordInACycleIsNullThereAsTheJdkHasIt() throws Exception {
        StandardSerializer jdk = StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FORM, "jdk"));
        for (StandardSerializer by : List.of(serializer, jdk)) {
            Node node = new Node("n", new ArrayList<>());
            node.next.add(node);
            Node got = (Node) by.read(new SegmentInput(MemorySegment.ofArray(bytesOf(by, node))));
            assertEquals("n", got.name);
            assertNull(got.next.getFirst());
        }
    }

    @Test
    void aMillionStringsWithOneHashAreWrittenInTime() throws Exception {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < 1_000_000; i++) {
            equal.add(new String("the same".toCharArray()));
        }
        assertEquals(equal, compact(equal));
    }

    @Test
    void whatHasItsOwnWayIsLeftToTheJdk() throws Exception {
        assertSame(Single.ONE, byJdk(Single.ONE));
        assertEquals(List.of("a", Single.ONE), byJdk(List.of("a", Single.ONE)));
        External external = new External();
        assertEquals(1, ((External) byJdk(external)).x);
        assertEquals("instead of 1", byJdk(new Replaced(1)));
        assertEquals("out of 1", byJdk(new Resolved(1)));
        TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
        reversed.putAll(Map.of("a", 1, "b", 2));
        assertEquals("b", ((TreeMap<?, ?>) byJdk(reversed)).firstKey());
        TreeSet<String> reversedSet = new TreeSet<>(Comparator.reverseOrder());
        reversedSet.addAll(List.of("a", "b"));
        assertEquals("b", ((TreeSet<?>) byJdk(reversedSet)).getFirst());
        LinkedHashMap<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
        byAccess.putAll(Map.of("a", 1, "b", 2));
        @SuppressWarnings("unchecked")
        LinkedHashMap<String, Integer> got = (LinkedHashMap<String, Integer>) byJdk(byAccess);
        String first = got.firstEntry().getKey();
        assertEquals(byAccess.firstEntry().getKey(), first);
        assertEquals(byAccess.get(first), got.get(first));
        assertEquals(first, got.lastEntry().getKey());
        assertEquals(Set.of(List.of(1)), byJdk(new HashSet<>(Set.of(List.of(1)))));
        assertEquals(Set.of(new Holder("k")), byJdk(new HashSet<>(Set.of(new Holder("k")))));
    }

    @Test
    void aRefusalOfTheWriterLeavesWhatWasThereBefore() throws Exception {
        try (ObjectBytes bytes = new ObjectBytes()) {
            serializer.write("first", bytes);
            long before = bytes.length();
            serializer.write(List.of("x".repeat(100_000), Single.ONE), bytes);
            assertEquals("first", serializer.read(new SegmentInput(bytes.written().asSlice(0, before))));
            assertEquals(Single.ONE, ((List<?>) serializer.read(new SegmentInput(bytes.written().asSlice(before)))).get(1));
        }
    }

    @Test
    void whatIsNotSerialisableIsNamed() {
        assertError(ErrorClass.TYPE, "class=" + NotSerialisable.class.getName(), () -> bytesOf(serializer, List.of(new NotSerialisable(1))));
        assertError(ErrorClass.TYPE, "class=" + NotSerialisable.class.getName(), () -> bytesOf(serializer, new Holder(new NotSerialisable(1))));
    }

    @Test
    void aRecordThatDoesNotLikeItsComponentsIsAnError() throws Exception {
        byte[] bytes = bytesOf(serializer, new Positive(1));
        bytes[bytes.length - 1] = 1; // zigzag for -1
        InvalidObjectException e =
                assertThrows(InvalidObjectException.class, () -> serializer.read(new SegmentInput(MemorySegment.ofArray(bytes))));
        assertTrue(e.getMessage().contains("value=-1"), e.getMessage());
    }

    @Test
    void aRecordOfAnotherVersionIsAnError() throws Exception {
        byte[] bytes = bytesOf(serializer, new Positive(1));
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[text.indexOf("value:int")] = 'V';
        Exception e = assertThrows(java.io.InvalidClassException.class, () -> serializer.read(new SegmentInput(MemorySegment.ofArray(bytes))));
        assertTrue(e.getMessage().contains("another version of the record: sent=(Value:int ) here=(value:int )"), e.getMessage());
    }

    @Test
    void aMessageOutsideOfTheHeapIsReadByBlocks() throws Exception {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            list.add("x".repeat(i * 37 % 5000));
            list.add(i);
            list.add(new Key(i, "\u0101", Plain.B));
        }
        list.add("y".repeat(200_000));
        try (Arena arena = Arena.ofConfined()) {
            byte[] bytes = bytesOf(serializer, list);
            MemorySegment outside = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, outside, ValueLayout.JAVA_BYTE, 0, bytes.length);
            assertEquals(list, serializer.read(new SegmentInput(outside)));
        }
    }

    @Test
    void moreThanTheHeapPartIsWrittenWithoutALoss() throws Exception {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) i);
            list.add(block);
            list.add("after " + i);
        }
        list.add("z".repeat(1 << 20));
        List<?> got = (List<?>) compact(list);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof byte[] block) {
                assertArrayEquals(block, (byte[]) got.get(i));
            } else {
                assertEquals(list.get(i), got.get(i));
            }
        }
    }
}

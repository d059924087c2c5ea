package org.mpi4j.internal.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mpi4j.internal.serial.Messages.NOTHING_SET;
import static org.mpi4j.internal.serial.Messages.assertError;
import static org.mpi4j.internal.serial.Messages.bytesOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.settings.Setting;

/** Bytes that no writer wrote end in an error, soon, and take memory in proportion to their number only. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileBytesTest {
    private final StandardSerializer serializer = StandardSerializer.of(NOTHING_SET);

    enum Color { RED, GREEN }

    record Point(int x, String name, Color color, Object more) implements Serializable {}

    private Object read(StandardSerializer by, byte[] bytes) throws IOException, ClassNotFoundException {
        return by.read(new SegmentInput(java.lang.foreign.MemorySegment.ofArray(bytes)));
    }

    private StandardSerializer filtered(String pattern) {
        return StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FILTER, pattern));
    }

    private static List<Object> sample() {
        Map<String, Object> map = new HashMap<>();
        map.put("list", new ArrayList<>(List.of(1, 2.5, "three", 4L)));
        map.put("point", new Point(1, "p", Color.RED, new long[] {1, 2, 3}));
        map.put("again", map);
        return List.of(
                map, new TreeMap<>(Map.of("a", 1)), new String[] {"x", "y"}, UUID.randomUUID(), new BigDecimal("1.5"), Set.of(1, 2), new double[10],
                "\u0100wide", new HashSet<>(Set.of(new UUID(1, 2))), List.of(new Point(2, "q", Color.GREEN, map)));
    }

    @Test
    void changedBytesNeitherHangNorTakeMemoryNorEscape() throws Exception {
        long seed = System.nanoTime();
        System.out.println("HostileBytesTest seed=" + seed);
        Random random = new Random(seed);
        byte[] good = bytesOf(serializer, sample());
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[CompactForm.MARK_BYTES + random.nextInt(bytes.length - CompactForm.MARK_BYTES)] = (byte) random.nextInt();
            }
            long before = Messages.allocatedBytes();
            try {
                read(serializer, bytes);
            } catch (IOException | ClassNotFoundException | MpiException _) {
                // the three that a caller knows
            }
            long taken = Messages.allocatedBytes() - before;
            assertTrue(taken < 1 << 20, "seed=" + seed + " round=" + i + " allocated=" + taken);
        }
    }

    @Test
    void aMessageCutAnywhereIsAnError() throws Exception {
        byte[] good = bytesOf(serializer, sample());
        for (int length = CompactForm.MARK_BYTES; length < good.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertThrows(IOException.class, () -> read(serializer, cut));
        }
        byte[] longer = java.util.Arrays.copyOf(good, good.length + 1);
        assertThrows(StreamCorruptedException.class, () -> read(serializer, longer));
    }

    private static ObjectBytes marked() {
        ObjectBytes bytes = new ObjectBytes();
        bytes.write(CompactForm.MARK_0);
        bytes.write(CompactForm.MARK_1);
        bytes.write(CompactForm.VERSION);
        return bytes;
    }

    @Test
    void listsThatEachClaimTheWholeRestAreRefusedBeforeTheyAreMade() throws Exception {
        for (Kind kind : List.of(Kind.ARRAY_LIST, Kind.HASH_MAP, Kind.LIST_OF, Kind.DOUBLES, Kind.BYTES, Kind.LATIN_STRING, Kind.WIDE_STRING)) {
            ObjectBytes bytes = marked();
            CompactOutput out = new CompactOutput(bytes);
            for (int i = 0; i < 4000; i++) {
                out.putByte(kind == Kind.HASH_MAP && i % 2 == 1 ? Kind.NULL.tag : kind.tag);
                if (bytes.window[bytes.at - 1] != Kind.NULL.tag) {
                    out.putVarint(4000);
                }
            }
            byte[] hostile = bytes.written().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
            long before = Messages.allocatedBytes();
            assertThrows(IOException.class, () -> read(serializer, hostile), kind.name());
            long taken = Messages.allocatedBytes() - before;
            assertTrue(taken < 1 << 20, kind + " allocated=" + taken);
        }
    }

    @Test
    void arraysOfTheJdkFormDoNotAddUpBeyondTheMessage() throws Exception {
        Object[] chain = {1};
        for (int i = 0; i < 200; i++) {
            chain = new Object[] {chain};
        }
        byte[] bytes = bytesOf(StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FORM, "jdk")), chain);
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 0 && bytes[i + 3] == 1) {
                bytes[i + 2] = 16; // each array claims 4,097 elements, which the limit of one array allows
            }
        }
        assertError(ErrorClass.TYPE, "class=[Ljava.lang.Object; arrayLength=4097", () -> read(serializer, bytes));
    }

    @Test
    void whatNestsTooDeeplyIsRefused() {
        ObjectBytes bytes = marked();
        for (int i = 0; i < 10_100; i++) {
            bytes.write(Kind.ARRAY_LIST.tag);
            bytes.write(1);
        }
        bytes.write(Kind.NULL.tag);
        byte[] hostile = bytes.written().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        assertError(ErrorClass.TYPE, "", () -> read(serializer, hostile));
        assertError(ErrorClass.TYPE, "depth=11", () -> read(filtered("maxdepth=10"), hostile));
    }

    @Test
    void aSetOfSetsThatHashesForEverIsNotRead() {
        ObjectBytes bytes = marked();
        bytes.write(Kind.HASH_SET.tag);
        bytes.write(1);
        bytes.write(Kind.HASH_SET.tag);
        bytes.write(0);
        byte[] hostile = bytes.written().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        IOException e = assertThrows(IOException.class, () -> read(serializer, hostile));
        assertTrue(e.getMessage().contains("not written as a key: class=java.util.HashSet"), e.getMessage());
    }

    @Test
    void aClassThatIsNoRecordAndNoEnumIsNotMade() {
        for (Kind kind : List.of(Kind.RECORD, Kind.ENUM, Kind.OBJECTS)) {
            ObjectBytes bytes = marked();
            CompactOutput out = new CompactOutput(bytes);
            out.putByte(kind.tag);
            out.putVarint(0);
            out.putString(HostileBytesTest.class.getName());
            byte[] hostile = bytes.written().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
            IOException e = assertThrows(IOException.class, () -> read(serializer, hostile));
            assertTrue(e.getMessage().contains(HostileBytesTest.class.getName()), e.getMessage());
        }
    }

    @Test
    void theFilterIsAskedAboutTheCompactFormToo() throws Exception {
        Point point = new Point(1, "p", Color.RED, null);
        String name = Point.class.getName();
        byte[] bytes = bytesOf(serializer, new ArrayList<>(List.of(point)));
        assertError(ErrorClass.TYPE, "class=" + name, () -> read(filtered("!" + name), bytes));
        assertError(ErrorClass.TYPE, "class=" + Color.class.getName(), () -> read(filtered("!" + Color.class.getName()), bytes));
        assertError(ErrorClass.TYPE, "class=java.util.ArrayList", () -> read(filtered("!java.util.ArrayList"), bytes));
        assertEquals(List.of(point), read(filtered("org.mpi4j.**;java.util.ArrayList;java.lang.*;!*"), bytes));
        assertError(ErrorClass.TYPE, "class=java.lang.Integer", () -> read(filtered("!java.lang.Integer"), bytesOf(serializer, 1)));
        assertError(ErrorClass.TYPE, "class=java.lang.Number", () -> read(filtered("!java.lang.Number"), bytesOf(serializer, 1)));
        assertEquals("s", read(filtered("!*"), bytesOf(serializer, "s")));
        assertError(ErrorClass.TYPE, "class=[J arrayLength=11", () -> read(filtered("maxarray=10"), bytesOf(serializer, new long[11])));
        assertError(
                ErrorClass.TYPE, "arrayLength=11", () -> read(filtered("maxarray=10"), bytesOf(serializer, new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)))));
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            many.add(new ArrayList<>());
        }
        assertError(ErrorClass.TYPE, "references=", () -> read(filtered("maxrefs=2000"), bytesOf(serializer, many)));
        assertError(ErrorClass.TYPE, "references=", () -> read(filtered("maxbytes=2500"), bytesOf(serializer, many)));
    }

    @Test
    void theFormsAgreeOnWhatTheFilterRefuses() throws Exception {
        StandardSerializer jdk = StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FORM, "jdk"));
        for (String pattern : List.of("java.**;!*", "org.mpi4j.**;!*", "java.lang.*;java.util.*;!*", "!java.math.*", "*", "!*")) {
            for (Object object : sample()) {
                String[] outcomes = new String[2];
                for (int i = 0; i < 2; i++) {
                    byte[] bytes = bytesOf(i == 0 ? serializer : jdk, object);
                    try {
                        outcomes[i] = String.valueOf(filtered(pattern).read(new ByteArrayInputStream(bytes)) != null);
                    } catch (MpiException e) {
                        outcomes[i] = e.errorClass().toString();
                    }
                }
                assertEquals(outcomes[1], outcomes[0], pattern + " " + object.getClass());
            }
        }
    }
}

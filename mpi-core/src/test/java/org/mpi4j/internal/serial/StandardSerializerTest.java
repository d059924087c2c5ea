package org.mpi4j.internal.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mpi4j.internal.serial.Messages.NOTHING_SET;
import static org.mpi4j.internal.serial.Messages.assertError;
import static org.mpi4j.internal.serial.Messages.bytesOf;
import static org.mpi4j.internal.serial.Messages.passed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.ErrorClass;
import org.mpi4j.internal.settings.Setting;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandardSerializerTest {
    private final StandardSerializer serializer = StandardSerializer.of(NOTHING_SET);
    private final StandardSerializer jdk = StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FORM, "jdk"));

    record Point(int x, List<String> names) implements Serializable {}

    enum Color { RED }

    static final class Link implements Serializable {
        private static final long serialVersionUID = 1;
        Link next;
    }

    /** Made by reflection: the module under test does not read these modules. */
    private static Object made(String className, Class<?> parameter, Object argument) {
        try {
            return Class.forName(className).getConstructor(parameter).newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void valuesCollectionsAndApplicationClassesPass() throws Exception {
        Object[] objects = {
            1, "s", 2.5, List.of(1, 2), Map.of("a", 1), new HashMap<>(Map.of(1, 2)), new TreeMap<>(Map.of("k", "v")), new HashSet<>(List.of(1)),
            Instant.EPOCH, LocalDate.EPOCH, ZonedDateTime.parse("2020-02-02T00:00:00+01:00[Europe/Berlin]"), new BigDecimal("1.5"), Color.RED,
            new Point(3, List.of("x")), URI.create("http://a/b"), UUID.randomUUID(), new BitSet(), Calendar.getInstance(),
            new ConcurrentHashMap<>(Map.of(1, 2)), Arrays.asList(1, null), int[].class
        };
        for (Object object : objects) {
            assertEquals(object, passed(serializer, object));
            assertEquals(object, passed(jdk, object));
        }
        assertNull(passed(serializer, null));
        assertArrayEquals(new int[] {1, 2}, (int[]) passed(serializer, new int[] {1, 2}));
        assertArrayEquals(new int[][] {{1}, {2, 3}}, (int[][]) passed(serializer, new int[][] {{1}, {2, 3}}));
        assertEquals("why", ((Throwable) passed(serializer, new IllegalStateException("no", new IOException("why")))).getCause().getMessage());
        assertEquals(2, ((ArrayDeque<?>) passed(serializer, new ArrayDeque<>(List.of(1, 2)))).size());
        @SuppressWarnings("unchecked")
        Supplier<String> lambda = (Supplier<String>) passed(serializer, (Supplier<String> & Serializable) () -> "called");
        assertEquals("called", lambda.get());
    }

    @Test
    void everySizeOfMapAndListPasses() throws Exception {
        for (int size = 0; size < 3000; size = size * 2 + 1) {
            Map<Integer, Boolean> map = HashMap.newHashMap(size);
            List<Integer> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                map.put(i, true);
                list.add(null);
            }
            assertEquals(map, passed(serializer, map));
            assertEquals(list, passed(serializer, list));
        }
    }

    @Test
    void classesThatTurnDataIntoCodeAreRefusedByName() {
        assertError(
                ErrorClass.TYPE,
                "class=javax.management.BadAttributeValueExpException",
                () -> passed(serializer, made("javax.management.BadAttributeValueExpException", Object.class, "x")));
        assertError(ErrorClass.TYPE, "mpi4j.serial.filter", () -> passed(serializer, made("java.rmi.RemoteException", String.class, "x")));
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Comparable.class}, (java.lang.reflect.InvocationHandler & Serializable) (_, _, _) -> 0);
        assertError(ErrorClass.TYPE, "refused", () -> passed(serializer, proxy));
    }

    @Test
    void anArrayLargerThanTheMessageCanExplainIsRefused() throws Exception {
        byte[] bytes = bytesOf(jdk, new long[] {0});
        bytes[bytes.length - 12] = 0x70; // the array's length, big-endian, stands before the one element
        assertError(ErrorClass.TYPE, "class=[J arrayLength=1879048193", () -> serializer.read(new ByteArrayInputStream(bytes)));
    }

    @Test
    void whatIsNotSerialisableIsNamed() {
        assertError(
                ErrorClass.TYPE, "class=java.lang.Object object=java.util.ImmutableCollections", () -> passed(serializer, List.of(new Object())));
    }

    @Test
    void anObjectThatNestsTooDeeplyIsAnErrorAndNotACrash() {
        Link last = new Link();
        for (int i = 0; i < 1_000_000; i++) {
            Link link = new Link();
            link.next = last;
            last = link;
        }
        Link chain = last;
        assertError(ErrorClass.TYPE, "nested too deeply", () -> passed(serializer, chain));
    }

    @Test
    void theSettingReplacesTheDefault() throws Exception {
        StandardSerializer only = StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FILTER, "java.rmi.*;java.lang.*;java.io.*;java.util.Collections$*;!*"));
        Object remote = made("java.rmi.RemoteException", String.class, "x");
        assertSame(remote.getClass(), passed(only, remote).getClass());
        assertError(ErrorClass.TYPE, "class=java.util.BitSet", () -> passed(only, new BitSet()));
        assertError(ErrorClass.ARG, "value='xml' is not auto or jdk", () -> StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FORM, "xml")));
        assertError(ErrorClass.ARG, "maxdepth=foo", () -> StandardSerializer.of(NOTHING_SET.with(Setting.SERIAL_FILTER, "maxdepth=foo")));
    }

    @Test
    void eitherFormIsReadWhateverIsWritten() throws Exception {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        assertEquals(map, serializer.read(new ByteArrayInputStream(bytesOf(jdk, map))));
        assertEquals(map, jdk.read(new ByteArrayInputStream(bytesOf(serializer, map))));
        assertNotEquals(bytesOf(jdk, map)[0], bytesOf(serializer, map)[0]);
    }

    @Test
    void bytesOfAnotherSerializerAreToldAsSuch() {
        for (byte[] bytes : new byte[][] {"{json}".getBytes(StandardCharsets.US_ASCII), {}, {1}, {CompactForm.MARK_0, CompactForm.MARK_1, 2}}) {
            IOException e = assertThrows(StreamCorruptedException.class, () -> serializer.read(new ByteArrayInputStream(bytes)));
            assertTrue(e.getMessage().contains("the same ObjectSerializer"), e.getMessage());
        }
    }

    @Test
    void classesOfTheContextLoaderAreFound(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(folder.resolve("Remote.java"), "public record Remote(int x) implements java.io.Serializable { public Remote() { this(7); } }");
        assertEquals(0, ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, "-d", folder.toString(), source.toString()));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (java.net.URLClassLoader loader = new java.net.URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, before)) {
            Class<?> remote = loader.loadClass("Remote");
            Thread.currentThread().setContextClassLoader(loader);
            assertSame(remote, passed(serializer, remote.getConstructor().newInstance()).getClass());
            assertSame(remote, passed(jdk, remote.getConstructor().newInstance()).getClass());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void bytesGrowBeyondTheHeapPartWithoutALoss() throws Exception {
        byte[] block = new byte[1 << 20];
        try (ObjectBytes bytes = new ObjectBytes()) {
            long gap = bytes.skip(8);
            for (int i = 0; i < 80; i++) {
                Arrays.fill(block, (byte) i);
                bytes.write(block, 0, block.length);
                bytes.write(i + 100);
            }
            bytes.putLong(gap, 42);
            assertEquals(8 + 80 * (block.length + 1L), bytes.length());
            SegmentInput in = new SegmentInput(bytes.written());
            assertEquals(42, in.read());
            assertEquals(7, in.skip(7));
            for (int i = 0; i < 80; i++) {
                byte[] read = in.readNBytes(block.length);
                assertEquals((byte) i, read[0]);
                assertEquals((byte) i, read[block.length - 1]);
                assertEquals(i + 100, in.read());
            }
            assertEquals(-1, in.read());
            assertEquals(0, in.remaining());
        }
    }

    @Test
    void anInputReadsOffHeapMemory() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom("abc");
            SegmentInput in = new SegmentInput(memory);
            assertEquals('a', in.read());
            assertEquals(3, in.available());
            assertEquals(3, in.skip(10));
            assertEquals(-1, in.read(new byte[1], 0, 1));
        }
    }
}

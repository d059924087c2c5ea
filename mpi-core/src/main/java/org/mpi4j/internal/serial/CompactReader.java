package org.mpi4j.internal.serial;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Array;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object in the compact form ({@link CompactForm}). Trusts no byte: what is to be made is asked for at the filter first, and the
 * elements that all begun collections still expect are never more than the message has bytes left. Confined to one thread.
 */
final class CompactReader {
    private static final Kind[] KINDS = Kind.values();

    private final Shapes shapes;
    private final ClassFinder finder;
    private final CompactInput in;
    private final Admission admission;
    private final List<Shape> classes = new ArrayList<>(4);
    private @Nullable Object[] numbered = new Object[64];
    private int numbers;
    private long owed;

    CompactReader(Shapes shapes, ClassFinder finder, CompactInput in, Admission admission) {
        this.shapes = shapes;
        this.finder = finder;
        this.in = in;
        this.admission = admission;
    }

    @Nullable Object readMessage() throws IOException, ClassNotFoundException {
        for (int i = 0; i < CompactForm.MARK_BYTES; i++) {
            in.takeByte();
        }
        Object object = read();
        if (in.remaining() != 0) {
            throw new StreamCorruptedException("bytes follow the object: remaining=" + in.remaining());
        }
        return object;
    }

    private @Nullable Object read() throws IOException, ClassNotFoundException {
        int tag = in.takeByte();
        if (tag < 0 || tag >= Kind.FOREIGN.tag) {
            throw new StreamCorruptedException("no kind of object: tag=" + tag + " position=" + in.position());
        }
        Kind kind = KINDS[tag];
        return switch (kind) {
            case NULL -> null;
            case LATIN_STRING -> number(in.takeLatinString());
            case WIDE_STRING -> number(in.takeWideString());
            case REFERENCE -> readReference();
            default -> {
                admission.allow(kind);
                yield kind.hasNumber() ? readNumbered(kind) : readValue(kind);
            }
        };
    }

    private @Nullable Object readReference() throws IOException {
        long number = in.takeVarint();
        if (number < 0 || number >= numbers) {
            throw new StreamCorruptedException("no such object: number=" + number + " numbers=" + numbers);
        }
        return numbered[(int) number];
    }

    private <T> T number(T object) {
        int number = nextNumber();
        numbered[number] = object;
        return object;
    }

    private int nextNumber() {
        if (numbers == numbered.length) {
            numbered = Arrays.copyOf(numbered, numbers * 2);
        }
        return numbers++;
    }

    private Object readValue(Kind kind) throws IOException, ClassNotFoundException {
        return switch (kind) {
            case FALSE -> false;
            case TRUE -> true;
            case BYTE -> (byte) in.takeByte();
            case SHORT -> (short) in.takeShort();
            case CHAR -> (char) in.takeShort();
            case INT -> in.takeZigzagInt();
            case LONG -> in.takeZigzagLong();
            case FLOAT -> Float.intBitsToFloat(in.takeInt());
            case DOUBLE -> Double.longBitsToDouble(in.takeLong());
            case ENUM -> readEnum();
            case UUID_VALUE -> new UUID(in.takeLong(), in.takeLong());
            case INSTANT -> Instant.ofEpochSecond(in.takeLong(), in.takeInt());
            case DURATION -> Duration.ofSeconds(in.takeLong(), in.takeInt());
            case LOCAL_DATE -> LocalDate.ofEpochDay(in.takeLong());
            case LOCAL_TIME -> LocalTime.ofNanoOfDay(in.takeLong());
            case LOCAL_DATE_TIME -> LocalDateTime.of(LocalDate.ofEpochDay(in.takeLong()), LocalTime.ofNanoOfDay(in.takeLong()));
            default -> throw new AssertionError(kind);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object readEnum() throws IOException, ClassNotFoundException {
        Class<?> type = readClass(Kind.ENUM).type();
        if (!(read() instanceof String name)) {
            throw new StreamCorruptedException("a constant without a name: class=" + type.getName());
        }
        try {
            return Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException e) {
            InvalidObjectException invalid = new InvalidObjectException("enum constant " + name + " does not exist in " + type);
            invalid.initCause(e);
            throw invalid;
        }
    }

    private Object readNumbered(Kind kind) throws IOException, ClassNotFoundException {
        admission.enter();
        Object object =
                switch (kind) {
                    case BIG_INTEGER -> number(new BigInteger(readBytes()));
                    case BIG_DECIMAL -> {
                        int scale = in.takeInt();
                        yield number(new BigDecimal(new BigInteger(readBytes()), scale));
                    }
                    case RECORD -> readRecord();
                    case OBJECTS -> readObjects();
                    case ARRAY_LIST, LINKED_LIST, ARRAY_DEQUE, HASH_SET, LINKED_HASH_SET, TREE_SET -> readCollection(kind);
                    case AS_LIST, LIST_OF, SET_OF -> readFixed(kind);
                    case HASH_MAP, TREE_MAP, CONCURRENT_MAP -> readMap(kind);
                    case MAP_OF -> readMapOf();
                    default -> readPrimitives(kind);
                };
        admission.leave();
        return object;
    }

    private byte[] readBytes() throws IOException {
        int length = in.takeLength(1);
        admission.allowArray(byte[].class, length);
        return in.takeBytes(length);
    }

    private Object readPrimitives(Kind kind) throws IOException {
        int width =
                switch (kind) {
                    case BOOLEANS, BYTES -> 1;
                    case SHORTS, CHARS -> 2;
                    case INTS, FLOATS -> 4;
                    default -> 8;
                };
        int length = in.takeLength(width);
        admission.allowArray(kind.type, length);
        if (kind == Kind.BOOLEANS) {
            return number(in.takeBooleans(length));
        }
        Object array = number(Array.newInstance(kind.type.getComponentType(), length));
        in.takeArray(array, CompactForm.layout(kind), length);
        return array;
    }

    /** How many elements follow, of {@code objectsPerElement} objects each; {@code array} is what they are kept in, if in one. */
    private int readSize(int objectsPerElement, @Nullable Class<?> array) throws IOException {
        int size = in.takeLength(objectsPerElement);
        owed += (long) size * objectsPerElement;
        if (owed > in.remaining()) {
            throw new StreamCorruptedException("more elements than bytes: elements=" + owed + " remaining=" + in.remaining());
        }
        if (array != null) {
            admission.allowArray(array, size);
        }
        return size;
    }

    /** What the JDK, too, asks the filter about. */
    private static @Nullable Class<?> arrayOf(Kind kind) {
        return switch (kind) {
            case HASH_SET, LINKED_HASH_SET, HASH_MAP -> Map.Entry[].class;
            case LINKED_LIST, TREE_SET, TREE_MAP, CONCURRENT_MAP -> null;
            default -> Object[].class;
        };
    }

    private @Nullable Object readElement() throws IOException, ClassNotFoundException {
        owed--;
        return read();
    }

    private @Nullable Object readKey() throws IOException, ClassNotFoundException {
        Object key = readElement();
        if (key == null || key instanceof String || shapes.get(key.getClass()).isKey()) {
            return key;
        }
        throw new StreamCorruptedException("not written as a key: class=" + key.getClass().getName());
    }

    private Object readObjects() throws IOException, ClassNotFoundException {
        int number = nextNumber();
        Class<?> type = readClass(Kind.OBJECTS).type();
        int size = readSize(1, type);
        @Nullable Object[] array = (Object[]) Array.newInstance(type.getComponentType(), size);
        numbered[number] = array;
        for (int i = 0; i < size; i++) {
            array[i] = readElement();
        }
        return array;
    }

    @SuppressWarnings("JdkObsolete") // what was sent, not what should have been
    private Collection<?> readCollection(Kind kind) throws IOException, ClassNotFoundException {
        int size = readSize(1, arrayOf(kind));
        Collection<@Nullable Object> collection =
                switch (kind) {
                    case ARRAY_LIST -> new ArrayList<>(size);
                    case LINKED_LIST -> new LinkedList<>();
                    case ARRAY_DEQUE -> new ArrayDeque<>(size);
                    case HASH_SET -> HashSet.newHashSet(size);
                    case LINKED_HASH_SET -> LinkedHashSet.newLinkedHashSet(size);
                    default -> new TreeSet<>();
                };
        number(collection);
        boolean areKeys = collection instanceof Set;
        for (int i = 0; i < size; i++) {
            collection.add(areKeys ? readKey() : readElement());
        }
        return collection;
    }

    /** A collection that is made when its elements are known. */
    private Collection<?> readFixed(Kind kind) throws IOException, ClassNotFoundException {
        int number = nextNumber();
        @Nullable Object[] elements = new Object[readSize(1, Object[].class)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kind == Kind.SET_OF ? readKey() : readElement();
        }
        Collection<?> collection =
                switch (kind) {
                    case AS_LIST -> Arrays.asList(elements);
                    case LIST_OF -> Stream.of(elements).toList();
                    default -> Set.of(elements);
                };
        numbered[number] = collection;
        return collection;
    }

    private Map<?, ?> readMap(Kind kind) throws IOException, ClassNotFoundException {
        int size = readSize(2, arrayOf(kind));
        Map<@Nullable Object, @Nullable Object> map =
                switch (kind) {
                    case HASH_MAP -> HashMap.newHashMap(size);
                    case TREE_MAP -> new TreeMap<>();
                    default -> new ConcurrentHashMap<>(size);
                };
        number(map);
        for (int i = 0; i < size; i++) {
            map.put(readKey(), readElement());
        }
        return map;
    }

    private Map<?, ?> readMapOf() throws IOException, ClassNotFoundException {
        int number = nextNumber();
        Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[readSize(2, Object[].class)];
        for (int i = 0; i < entries.length; i++) {
            Object key = Objects.requireNonNull(readKey());
            entries[i] = Map.entry(key, Objects.requireNonNull(readElement()));
        }
        Map<?, ?> map = Map.ofEntries(entries);
        numbered[number] = map;
        return map;
    }

    private Object readRecord() throws IOException, ClassNotFoundException {
        int number = nextNumber();
        Shape shape = readClass(Kind.RECORD);
        RecordShape parts = Objects.requireNonNull(shape.parts());
        @Nullable Object[] components = new Object[parts.componentCount()];
        for (int i = 0; i < components.length; i++) {
            components[i] =
                    switch (parts.code(i)) {
                        case 'Z' -> in.takeByte() != 0;
                        case 'B' -> (byte) in.takeByte();
                        case 'S' -> (short) in.takeShort();
                        case 'C' -> (char) in.takeShort();
                        case 'I' -> in.takeZigzagInt();
                        case 'J' -> in.takeZigzagLong();
                        case 'F' -> Float.intBitsToFloat(in.takeInt());
                        case 'D' -> Double.longBitsToDouble(in.takeLong());
                        default -> read();
                    };
        }
        Object made = parts.make(components);
        numbered[number] = made;
        return made;
    }

    private Shape readClass(Kind kind) throws IOException, ClassNotFoundException {
        long number = in.takeVarint();
        if (number == classes.size()) {
            classes.add(readNewClass(kind));
        }
        Shape shape = number >= 0 && number < classes.size() ? classes.get((int) number) : null;
        if (shape == null || shape.kind() != kind) {
            throw new StreamCorruptedException("no such class: number=" + number + " classes=" + classes.size());
        }
        return shape;
    }

    private Shape readNewClass(Kind kind) throws IOException, ClassNotFoundException {
        Class<?> type = finder.find(readName());
        admission.allow(type);
        Shape shape = shapes.get(type);
        if (shape.kind() != kind) {
            throw new InvalidClassException(type.getName(), "sent as " + kind + ", here it is " + shape.kind());
        }
        if (shape.parts() != null) {
            String sent = readName();
            if (!sent.equals(shape.parts().signature())) {
                throw new InvalidClassException(type.getName(), "another version of the record: sent=(" + sent + ") here=(" + shape.parts().signature() + ")");
            }
        }
        return shape;
    }

    private String readName() throws IOException {
        return in.takeByte() == Kind.LATIN_STRING.tag ? in.takeLatinString() : in.takeWideString();
    }
}

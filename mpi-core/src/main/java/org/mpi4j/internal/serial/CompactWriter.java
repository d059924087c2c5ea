package org.mpi4j.internal.serial;

import static org.mpi4j.internal.serial.CompactForm.zigzag;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes one object in the compact form ({@link CompactForm}), or finds out that it cannot: each method that writes an object returns
 * whether it could. After a false the message is to be forgotten. Confined to one thread.
 */
final class CompactWriter {
    private final Shapes shapes;
    private final CompactOutput out;
    private final SeenStrings strings = new SeenStrings();
    private @Nullable SeenObjects objects;
    private @Nullable Map<Class<?>, Integer> classes;
    private int numbers;

    CompactWriter(Shapes shapes, ObjectBytes bytes) {
        this.shapes = shapes;
        this.out = new CompactOutput(bytes);
    }

    boolean writeMessage(@Nullable Object object) {
        out.putByte(CompactForm.MARK_0);
        out.putByte(CompactForm.MARK_1);
        out.putByte(CompactForm.VERSION);
        return write(object);
    }

    private boolean write(@Nullable Object object) {
        if (object == null) {
            out.putByte(Kind.NULL.tag);
        } else if (object instanceof String string) {
            writeString(string);
        } else if (object instanceof Integer value) {
            out.putByte(Kind.INT.tag);
            out.putVarint(Integer.toUnsignedLong(zigzag(value)));
        } else if (object instanceof Double value) {
            out.putByte(Kind.DOUBLE.tag);
            out.putLong(Double.doubleToRawLongBits(value));
        } else {
            Shape shape = shapes.get(object.getClass());
            if (shape.kind().hasNumber()) {
                return shape.kind() != Kind.FOREIGN && writeNumbered(object, shape);
            }
            writeValue(object, shape);
        }
        return true;
    }

    private void writeString(String string) {
        int before = strings.findOrAdd(string, numbers);
        if (before >= 0) {
            writeReference(before);
        } else {
            numbers++;
            out.putString(string);
        }
    }

    private void writeReference(int number) {
        out.putByte(Kind.REFERENCE.tag);
        out.putVarint(number);
    }

    /** What is written again each time that it is met. */
    private void writeValue(Object object, Shape shape) {
        Kind kind = object instanceof Boolean isSet && !isSet ? Kind.FALSE : shape.kind();
        out.putByte(kind.tag);
        switch (kind) {
            case FALSE, TRUE -> {}
            case BYTE -> out.putByte((Byte) object);
            case SHORT -> out.putShort((Short) object);
            case CHAR -> out.putShort((Character) object);
            case LONG -> out.putVarint(zigzag((Long) object));
            case FLOAT -> out.putInt(Float.floatToRawIntBits((Float) object));
            case ENUM -> {
                writeClass(shape);
                writeString(((Enum<?>) object).name());
            }
            case UUID_VALUE -> {
                out.putLong(((UUID) object).getMostSignificantBits());
                out.putLong(((UUID) object).getLeastSignificantBits());
            }
            case INSTANT -> writeInstant((Instant) object);
            case DURATION -> writeDuration((Duration) object);
            case LOCAL_DATE -> out.putLong(((LocalDate) object).toEpochDay());
            case LOCAL_TIME -> out.putLong(((LocalTime) object).toNanoOfDay());
            case LOCAL_DATE_TIME -> {
                out.putLong(((LocalDateTime) object).toLocalDate().toEpochDay());
                out.putLong(((LocalDateTime) object).toLocalTime().toNanoOfDay());
            }
            default -> throw new AssertionError(kind);
        }
    }

    private void writeInstant(Instant instant) {
        out.putLong(instant.getEpochSecond());
        out.putInt(instant.getNano());
    }

    private void writeDuration(Duration duration) {
        out.putLong(duration.toSeconds());
        out.putInt(duration.toNanosPart());
    }

    /** What is written once, and from then on referred to. */
    private boolean writeNumbered(Object object, Shape shape) {
        if (objects == null) {
            objects = new SeenObjects();
        }
        int before = objects.findOrAdd(object, numbers);
        if (before >= 0) {
            writeReference(before);
            return true;
        }
        numbers++;
        out.putByte(shape.kind().tag);
        return switch (shape.kind()) {
            case RECORD -> writeRecord(object, shape);
            case OBJECTS -> {
                writeClass(shape);
                yield writeAll((Object[]) object);
            }
            case HASH_SET, LINKED_HASH_SET, TREE_SET, SET_OF -> writeSet((Set<?>) object);
            case ARRAY_LIST, LINKED_LIST, ARRAY_DEQUE, AS_LIST, LIST_OF -> writeCollection((Collection<?>) object, false);
            case HASH_MAP, TREE_MAP, CONCURRENT_MAP, MAP_OF -> writeMap((Map<?, ?>) object);
            default -> {
                writeLeaf(object, shape.kind());
                yield true;
            }
        };
    }

    private void writeLeaf(Object object, Kind kind) {
        if (kind == Kind.BIG_INTEGER) {
            writeBytes(((BigInteger) object).toByteArray());
            return;
        }
        if (kind == Kind.BIG_DECIMAL) {
            out.putInt(((BigDecimal) object).scale());
            writeBytes(((BigDecimal) object).unscaledValue().toByteArray());
            return;
        }
        out.putVarint(Array.getLength(object));
        switch (kind) {
            case BOOLEANS -> out.putBooleans((boolean[]) object);
            case BYTES -> out.putBytes((byte[]) object);
            case SHORTS -> out.putShorts((short[]) object);
            case CHARS -> out.putChars((char[]) object);
            case INTS -> out.putInts((int[]) object);
            case LONGS -> out.putLongs((long[]) object);
            case FLOATS -> out.putFloats((float[]) object);
            case DOUBLES -> out.putDoubles((double[]) object);
            default -> throw new AssertionError(kind);
        }
    }

    private void writeBytes(byte[] array) {
        out.putVarint(array.length);
        out.putBytes(array);
    }

    private boolean writeAll(@Nullable Object[] array) {
        out.putVarint(array.length);
        for (Object element : array) {
            if (!write(element)) {
                return false;
            }
        }
        return true;
    }

    private boolean writeSet(Set<?> set) {
        return !(set instanceof SortedSet<?> sorted && sorted.comparator() != null) && writeCollection(set, true);
    }

    private boolean writeCollection(Collection<?> collection, boolean areKeys) {
        int left = collection.size();
        out.putVarint(left);
        for (Object element : collection) {
            if (left-- == 0) {
                throw new ConcurrentModificationException();
            }
            if (!(areKeys ? writeKey(element) : write(element))) {
                return false;
            }
        }
        if (left != 0) {
            throw new ConcurrentModificationException();
        }
        return true;
    }

    private boolean writeMap(Map<?, ?> map) {
        if (map instanceof SortedMap<?, ?> sorted && sorted.comparator() != null) {
            return false;
        }
        Map<?, ?> still = map instanceof ConcurrentMap<?, ?> ? new HashMap<>(map) : map;
        int left = still.size();
        out.putVarint(left);
        for (Map.Entry<?, ?> entry : still.entrySet()) {
            if (left-- == 0) {
                throw new ConcurrentModificationException();
            }
            if (!writeKey(entry.getKey()) || !write(entry.getValue())) {
                return false;
            }
        }
        if (left != 0) {
            throw new ConcurrentModificationException();
        }
        return true;
    }

    private boolean writeKey(@Nullable Object key) {
        if (key instanceof String string) {
            writeString(string);
            return true;
        }
        return (key == null || shapes.get(key.getClass()).isKey()) && write(key);
    }

    /** Names a class, once by its name and from then on by its number. */
    private void writeClass(Shape shape) {
        if (classes == null) {
            classes = new HashMap<>();
        }
        Integer number = classes.putIfAbsent(shape.type(), classes.size());
        if (number != null) {
            out.putVarint(number);
            return;
        }
        out.putVarint(classes.size() - 1);
        out.putString(shape.type().getName());
        if (shape.parts() != null) {
            out.putString(shape.parts().signature());
        }
    }

    private boolean writeRecord(Object object, Shape shape) {
        writeClass(shape);
        RecordShape parts = Objects.requireNonNull(shape.parts());
        try {
            for (int i = 0; i < parts.componentCount(); i++) {
                if (!writeComponent(object, parts, i)) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private boolean writeComponent(Object object, RecordShape parts, int i) throws Throwable {
        switch (parts.code(i)) {
            case 'Z' -> out.putByte((boolean) parts.field(i).invokeExact(object) ? 1 : 0);
            case 'B' -> out.putByte((byte) parts.field(i).invokeExact(object));
            case 'S' -> out.putShort((short) parts.field(i).invokeExact(object));
            case 'C' -> out.putShort((char) parts.field(i).invokeExact(object));
            case 'I' -> out.putVarint(Integer.toUnsignedLong(zigzag((int) parts.field(i).invokeExact(object))));
            case 'J' -> out.putVarint(zigzag((long) parts.field(i).invokeExact(object)));
            case 'F' -> out.putInt(Float.floatToRawIntBits((float) parts.field(i).invokeExact(object)));
            case 'D' -> out.putLong(Double.doubleToRawLongBits((double) parts.field(i).invokeExact(object)));
            default -> {
                return write((Object) parts.field(i).invokeExact(object));
            }
        }
        return true;
    }
}

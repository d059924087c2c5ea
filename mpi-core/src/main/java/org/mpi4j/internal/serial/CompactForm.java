package org.mpi4j.internal.serial;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How the compact form looks: a mark of three bytes, then one object.
 *
 * <pre>
 * object     kind (1 byte), then
 *   INT, LONG          zigzag varint          FLOAT, DOUBLE …   as many bytes as the type has, little-endian
 *   LATIN_STRING       length varint, bytes   WIDE_STRING       length varint, 2 bytes each
 *   REFERENCE          varint: the how manieth object with a number
 *   ENUM               class, object (the constant's name)
 *   RECORD             class, components (primitive: as above without the kind; else object)
 *   arrays             length varint, elements in their width     OBJECTS   class, length varint, objects
 *   collections        size varint, objects                       maps      size varint, key object, value object …
 * class      varint: the how manieth class of the message; if new, its name follows, and of a record the signature
 * </pre>
 *
 * Strings, big numbers, records, arrays, collections and maps have numbers, given as they begin; a record's object is known
 * only once it has ended. Of strings only those written lately are found again; of the others, each.
 */
final class CompactForm {
    static final byte MARK_0 = (byte) 0xCD;
    static final byte MARK_1 = 0x4A;
    static final byte VERSION = 1;
    static final int MARK_BYTES = 3;

    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private CompactForm() {}

    static boolean isMarked(MemorySegment message) {
        return message.byteSize() >= MARK_BYTES
                && message.get(ValueLayout.JAVA_BYTE, 0) == MARK_0
                && message.get(ValueLayout.JAVA_BYTE, 1) == MARK_1
                && message.get(ValueLayout.JAVA_BYTE, 2) == VERSION;
    }

    /** How the elements of a primitive array are written. */
    static ValueLayout layout(Kind kind) {
        return switch (kind) {
            case SHORTS -> SHORT;
            case CHARS -> CHAR;
            case INTS -> INT;
            case LONGS -> LONG;
            case FLOATS -> FLOAT;
            case DOUBLES -> DOUBLE;
            default -> ValueLayout.JAVA_BYTE;
        };
    }

    static int zigzag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}

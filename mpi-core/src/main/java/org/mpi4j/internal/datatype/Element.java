package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** The kinds of predefined datatype. */
enum Element {
    BYTE(1, false),
    BOOLEAN(1, false),
    CHAR(2, false),
    SHORT(2, false),
    INT(4, false),
    LONG(8, false),
    FLOAT(4, false),
    DOUBLE(8, false),
    FLOAT_INT(4, true),
    DOUBLE_INT(8, true),
    LONG_INT(8, true),
    TWO_INT(4, true),
    SHORT_INT(2, true);

    /** Bytes of the value; of its first member where it is a pair. */
    final int bytes;
    /** Whether an int index follows the value, where a C struct puts it. */
    final boolean pair;

    Element(int bytes, boolean pair) {
        this.bytes = bytes;
        this.pair = pair;
    }

    boolean isInteger() {
        return switch (this) {
            case BYTE, SHORT, INT, LONG -> true;
            case BOOLEAN, CHAR, FLOAT, DOUBLE, FLOAT_INT, DOUBLE_INT, LONG_INT, TWO_INT, SHORT_INT -> false;
        };
    }

    boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    /** Where the index of a pair lies. */
    int indexOffset() {
        return Math.max(bytes, Integer.BYTES);
    }

    /** The value at {@code memory[at]} in its box. */
    Object boxed(MemorySegment memory, long at) {
        return switch (this) {
            case BYTE -> memory.get(JAVA_BYTE, at);
            case BOOLEAN -> memory.get(JAVA_BYTE, at) != 0;
            case CHAR -> memory.get(JAVA_CHAR_UNALIGNED, at);
            case SHORT -> memory.get(JAVA_SHORT_UNALIGNED, at);
            case INT -> memory.get(JAVA_INT_UNALIGNED, at);
            case LONG -> memory.get(JAVA_LONG_UNALIGNED, at);
            case FLOAT -> memory.get(JAVA_FLOAT_UNALIGNED, at);
            case DOUBLE -> memory.get(JAVA_DOUBLE_UNALIGNED, at);
            case FLOAT_INT, DOUBLE_INT, LONG_INT, TWO_INT, SHORT_INT -> throw new AssertionError(this);
        };
    }

    void setBoxed(MemorySegment memory, long at, Object value) {
        switch (this) {
            case BYTE -> memory.set(JAVA_BYTE, at, (Byte) value);
            case BOOLEAN -> memory.set(JAVA_BYTE, at, (Boolean) value ? (byte) 1 : 0);
            case CHAR -> memory.set(JAVA_CHAR_UNALIGNED, at, (Character) value);
            case SHORT -> memory.set(JAVA_SHORT_UNALIGNED, at, (Short) value);
            case INT -> memory.set(JAVA_INT_UNALIGNED, at, (Integer) value);
            case LONG -> memory.set(JAVA_LONG_UNALIGNED, at, (Long) value);
            case FLOAT -> memory.set(JAVA_FLOAT_UNALIGNED, at, (Float) value);
            case DOUBLE -> memory.set(JAVA_DOUBLE_UNALIGNED, at, (Double) value);
            case FLOAT_INT, DOUBLE_INT, LONG_INT, TWO_INT, SHORT_INT -> throw new AssertionError(this);
        }
    }
}

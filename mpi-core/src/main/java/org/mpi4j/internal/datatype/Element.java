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
    BYTE(Kind.INTEGER, 1),
    BOOLEAN(Kind.LOGICAL, 1),
    CHAR(Kind.CHARACTER, 2),
    SHORT(Kind.INTEGER, 2),
    INT(Kind.INTEGER, 4),
    LONG(Kind.INTEGER, 8),
    FLOAT(Kind.FLOATING, 4),
    DOUBLE(Kind.FLOATING, 8),
    UINT8_T(Kind.INTEGER, 1),
    UINT16_T(Kind.INTEGER, 2),
    UINT32_T(Kind.INTEGER, 4),
    UINT64_T(Kind.INTEGER, 8),
    FLOAT16(Kind.FLOATING, 2),
    BFLOAT16(Kind.FLOATING, 2),
    FLOAT_COMPLEX(Kind.COMPLEX, 8),
    DOUBLE_COMPLEX(Kind.COMPLEX, 16),
    AINT(Kind.MULTI_LANGUAGE, 8),
    OFFSET(Kind.MULTI_LANGUAGE, 8),
    COUNT(Kind.MULTI_LANGUAGE, 8),
    PACKED(Kind.BYTES, 1),
    FLOAT_INT(Kind.PAIR, 4),
    DOUBLE_INT(Kind.PAIR, 8),
    LONG_INT(Kind.PAIR, 8),
    TWO_INT(Kind.PAIR, 4),
    SHORT_INT(Kind.PAIR, 2);

    /** The groups of the standard's table in section 6.9.2; a pair is a value and, where a C struct puts it, its int index. */
    enum Kind {
        INTEGER,
        FLOATING,
        LOGICAL,
        COMPLEX,
        MULTI_LANGUAGE,
        CHARACTER,
        BYTES,
        PAIR
    }

    final Kind kind;
    /** Bytes of the value; of its first member where it is a pair. */
    final int bytes;
    /** How many words a value has, each in the byte order of the machine. */
    final int words;

    final int wordBytes;

    Element(Kind kind, int bytes) {
        this.kind = kind;
        this.bytes = bytes;
        this.words = kind == Kind.COMPLEX ? 2 : 1;
        this.wordBytes = bytes / words;
    }

    boolean isPair() {
        return kind == Kind.PAIR;
    }

    /** Whether there is a class of Java for one value. */
    boolean isBoxed() {
        return switch (kind) {
            case INTEGER, FLOATING, LOGICAL, MULTI_LANGUAGE, CHARACTER -> true;
            case COMPLEX, BYTES, PAIR -> false;
        };
    }

    /** Where the index of a pair lies. */
    int indexOffset() {
        return Math.max(bytes, Integer.BYTES);
    }

    /** The value at {@code memory[at]} in its box: of an unsigned integer the one with the same bits, of 16 bits' floats a {@code Float}. */
    Object boxed(MemorySegment memory, long at) {
        return switch (this) {
            case BYTE, UINT8_T -> memory.get(JAVA_BYTE, at);
            case BOOLEAN -> memory.get(JAVA_BYTE, at) != 0;
            case CHAR -> memory.get(JAVA_CHAR_UNALIGNED, at);
            case SHORT, UINT16_T -> memory.get(JAVA_SHORT_UNALIGNED, at);
            case INT, UINT32_T -> memory.get(JAVA_INT_UNALIGNED, at);
            case LONG, UINT64_T, AINT, OFFSET, COUNT -> memory.get(JAVA_LONG_UNALIGNED, at);
            case FLOAT -> memory.get(JAVA_FLOAT_UNALIGNED, at);
            case DOUBLE -> memory.get(JAVA_DOUBLE_UNALIGNED, at);
            case FLOAT16 -> Float.float16ToFloat(memory.get(JAVA_SHORT_UNALIGNED, at));
            case BFLOAT16 -> HalfFloatKernels.bfloat16ToFloat(memory.get(JAVA_SHORT_UNALIGNED, at));
            case FLOAT_COMPLEX, DOUBLE_COMPLEX, PACKED, FLOAT_INT, DOUBLE_INT, LONG_INT, TWO_INT, SHORT_INT -> throw new AssertionError(this);
        };
    }

    void setBoxed(MemorySegment memory, long at, Object value) {
        switch (this) {
            case BYTE, UINT8_T -> memory.set(JAVA_BYTE, at, (Byte) value);
            case BOOLEAN -> memory.set(JAVA_BYTE, at, (Boolean) value ? (byte) 1 : 0);
            case CHAR -> memory.set(JAVA_CHAR_UNALIGNED, at, (Character) value);
            case SHORT, UINT16_T -> memory.set(JAVA_SHORT_UNALIGNED, at, (Short) value);
            case INT, UINT32_T -> memory.set(JAVA_INT_UNALIGNED, at, (Integer) value);
            case LONG, UINT64_T, AINT, OFFSET, COUNT -> memory.set(JAVA_LONG_UNALIGNED, at, (Long) value);
            case FLOAT -> memory.set(JAVA_FLOAT_UNALIGNED, at, (Float) value);
            case DOUBLE -> memory.set(JAVA_DOUBLE_UNALIGNED, at, (Double) value);
            case FLOAT16 -> memory.set(JAVA_SHORT_UNALIGNED, at, Float.floatToFloat16((Float) value));
            case BFLOAT16 -> memory.set(JAVA_SHORT_UNALIGNED, at, HalfFloatKernels.floatToBfloat16((Float) value));
            case FLOAT_COMPLEX, DOUBLE_COMPLEX, PACKED, FLOAT_INT, DOUBLE_INT, LONG_INT, TWO_INT, SHORT_INT -> throw new AssertionError(this);
        }
    }
}

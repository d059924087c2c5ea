package org.mpi4j.internal.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The values of the compact form, written at the end of a message. Confined to one writer. */
final class CompactOutput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Up to here a loop over the characters is faster than calls that copy and compare. */
    private static final int SHORT_STRING = 24;

    private static final int LONGEST_VARINT = 10;

    private final ObjectBytes bytes;

    CompactOutput(ObjectBytes bytes) {
        this.bytes = bytes;
    }

    void putByte(int value) {
        bytes.makeRoom(1);
        bytes.window[bytes.at++] = (byte) value;
    }

    void putShort(int value) {
        putByte(value);
        putByte(value >> 8);
    }

    void putInt(int value) {
        bytes.makeRoom(Integer.BYTES);
        INTS.set(bytes.window, bytes.at, value);
        bytes.at += Integer.BYTES;
    }

    void putLong(long value) {
        bytes.makeRoom(Long.BYTES);
        LONGS.set(bytes.window, bytes.at, value);
        bytes.at += Long.BYTES;
    }

    /** Seven bits a byte, the lowest first; a negative value takes the most. */
    void putVarint(long value) {
        bytes.makeRoom(LONGEST_VARINT);
        byte[] window = bytes.window;
        int at = bytes.at;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            window[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        window[at++] = (byte) rest;
        bytes.at = at;
    }

    /** A string with its kind. */
    void putString(String string) {
        int length = string.length();
        int most = 1 + LONGEST_VARINT + length;
        if (length > ObjectBytes.BLOCK_BYTES - LONGEST_VARINT - 1) {
            putLargeString(string);
            return;
        }
        bytes.makeRoom(most);
        int start = bytes.at;
        bytes.window[bytes.at++] = Kind.LATIN_STRING.tag;
        putVarint(length);
        if (isCopiedAsLatin(string, bytes.window, bytes.at)) {
            bytes.at += length;
        } else {
            bytes.at = start;
            putWideString(string);
        }
    }

    private static boolean isCopiedAsLatin(String string, byte[] window, int at) {
        int length = string.length();
        if (length > SHORT_STRING) {
            copyLowBytes(string, window, at);
            return new String(window, at, length, ISO_8859_1).equals(string);
        }
        for (int i = 0; i < length; i++) {
            char c = string.charAt(i);
            if (c > 0xFF) {
                return false;
            }
            window[at + i] = (byte) c;
        }
        return true;
    }

    @SuppressWarnings("deprecation") // what is wrong with it, that it drops high bytes, is found out afterwards
    private static void copyLowBytes(String string, byte[] window, int at) {
        string.getBytes(0, string.length(), window, at);
    }

    private void putLargeString(String string) {
        byte[] low = new byte[string.length()];
        if (isCopiedAsLatin(string, low, 0)) {
            putByte(Kind.LATIN_STRING.tag);
            putVarint(low.length);
            bytes.write(low, 0, low.length);
        } else {
            putWideString(string);
        }
    }

    private void putWideString(String string) {
        putByte(Kind.WIDE_STRING.tag);
        putVarint(string.length());
        putChars(string.toCharArray());
    }

    void putBytes(byte[] values) {
        bytes.write(values, 0, values.length);
    }

    void putBooleans(boolean[] values) {
        for (boolean value : values) {
            putByte(value ? 1 : 0);
        }
    }

    void putShorts(short[] values) {
        bytes.writeArray(values, CompactForm.SHORT, 0, values.length);
    }

    void putChars(char[] values) {
        bytes.writeArray(values, CompactForm.CHAR, 0, values.length);
    }

    void putInts(int[] values) {
        bytes.writeArray(values, CompactForm.INT, 0, values.length);
    }

    void putLongs(long[] values) {
        bytes.writeArray(values, CompactForm.LONG, 0, values.length);
    }

    void putFloats(float[] values) {
        bytes.writeArray(values, CompactForm.FLOAT, 0, values.length);
    }

    void putDoubles(double[] values) {
        bytes.writeArray(values, CompactForm.DOUBLE, 0, values.length);
    }
}

package org.mpi4j.internal.wire;

import java.util.Arrays;

/**
 * SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104) for the few short messages with which the parts of a job prove that they know its
 * secret. Loading the JDK's own costs a rank 25 ms of start-up for the digest and 50 ms for the Mac, this nothing. Stateless.
 */
public final class Sha256 {
    public static final int LENGTH_BYTES = 32;

    private static final int BLOCK_BYTES = 64;
    private static final int[] INITIAL = roots(8, 2);
    private static final int[] ROUND = roots(64, 3);

    private Sha256() {}

    public static byte[] hmac(byte[] key, byte[] message) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? digest(key) : key, BLOCK_BYTES);
        byte[] inner = concat(masked(block, 0x36), message);
        return digest(concat(masked(block, 0x5c), digest(inner)));
    }

    /** Whether both are the same, in a time that does not tell where they differ. */
    public static boolean same(byte[] a, byte[] b) {
        int difference = a.length ^ b.length;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            difference |= a[i] ^ b[i];
        }
        return difference == 0;
    }

    public static byte[] digest(byte[] message) {
        int paddedBytes = (message.length + 8) / BLOCK_BYTES * BLOCK_BYTES + BLOCK_BYTES;
        byte[] padded = Arrays.copyOf(message, paddedBytes);
        padded[message.length] = (byte) 0x80;
        long bits = 8L * message.length;
        for (int i = 1; i <= 8; i++) {
            padded[paddedBytes - i] = (byte) bits;
            bits >>>= 8;
        }
        int[] state = INITIAL.clone();
        for (int block = 0; block < paddedBytes; block += BLOCK_BYTES) {
            compress(state, padded, block);
        }
        byte[] result = new byte[LENGTH_BYTES];
        for (int i = 0; i < LENGTH_BYTES; i++) {
            result[i] = (byte) (state[i / 4] >>> (24 - 8 * (i % 4)));
        }
        return result;
    }

    private static void compress(int[] state, byte[] message, int from) {
        int[] w = schedule(message, from);
        int a = state[0], b = state[1], c = state[2], d = state[3];
        int e = state[4], f = state[5], g = state[6], h = state[7];
        for (int i = 0; i < 64; i++) {
            int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + w[i];
            int s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        int[] sum = {a, b, c, d, e, f, g, h};
        for (int i = 0; i < 8; i++) {
            state[i] += sum[i];
        }
    }

    private static int[] schedule(byte[] message, int from) {
        int[] w = new int[64];
        for (int i = 0; i < BLOCK_BYTES; i++) {
            w[i / 4] = w[i / 4] << 8 | (message[from + i] & 0xff);
        }
        for (int i = 16; i < 64; i++) {
            int x = w[i - 15];
            int y = w[i - 2];
            int s0 = Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ (x >>> 3);
            int s1 = Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ (y >>> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        return w;
    }

    /** The first 32 bits of the fractional parts of the square or cube roots of the first primes: the standard's constants. */
    private static int[] roots(int count, int degree) {
        int[] words = new int[count];
        int found = 0;
        for (int n = 2; found < count; n++) {
            if (isPrime(n)) {
                double root = degree == 2 ? Math.sqrt(n) : Math.cbrt(n);
                words[found++] = (int) (long) ((root - Math.floor(root)) * (1L << 32));
            }
        }
        return words;
    }

    private static boolean isPrime(int n) {
        for (int d = 2; d * d <= n; d++) {
            if (n % d == 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] masked(byte[] block, int mask) {
        byte[] result = new byte[block.length];
        for (int i = 0; i < block.length; i++) {
            result[i] = (byte) (block[i] ^ mask);
        }
        return result;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}

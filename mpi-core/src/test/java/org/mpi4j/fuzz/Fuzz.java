package org.mpi4j.fuzz;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Feeds a target with inputs that are made from good ones by chance: no error but a declared one, no long work, no memory out of proportion to the
 * input. Property {@code mpi4j.fuzz.inputs} says how many (10,000), {@code mpi4j.fuzz.seed} where chance begins, which a failure tells. Immutable.
 *
 * @param target gives the input to what is tested, and throws only what is no declared error
 * @param seeds good inputs
 * @param mostBytes what any input may allocate, however short it is
 */
public record Fuzz(Target target, List<byte[]> seeds, long mostBytes) {
    private static final long MOST_NANOS = 2_000_000_000;
    private static final long MOST_BYTES = 1L << 20;
    private static final long MOST_BYTES_PER_BYTE = 1_000;
    private static final long WARM_UP_BYTES = 64L << 20;
    private static final int[] NUMBERS = {0, 1, -1, 2, 4, 255, 256, 4096, 65535, 65536, 1 << 20, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE, -2};

    /** With a megabyte for any input. */
    public Fuzz(Target target, List<byte[]> seeds) {
        this(target, seeds, MOST_BYTES);
    }

    /** What is tested. */
    @FunctionalInterface
    public interface Target {
        /** Throws only what the tested code has not declared. */
        void take(byte[] input) throws Exception;
    }

    /** Feeds it. */
    public void run() {
        run(Integer.getInteger("mpi4j.fuzz.inputs", 10_000));
    }

    /** Feeds it with so many inputs. */
    public void run(int inputs) {
        long seed = Long.getLong("mpi4j.fuzz.seed", System.nanoTime());
        for (byte[] good : seeds) {
            new Fuzz(target, seeds, WARM_UP_BYTES).feed(good, seed, -1);
        }
        for (int i = 0; i < inputs; i++) {
            feed(mutated(new Random(seed + i)), seed, i);
        }
    }

    private void feed(byte[] input, long seed, int number) {
        long bytes = Meter.allocatedBytes();
        long nanos = Meter.cpuNanos();
        Throwable thrown = null;
        try {
            target.take(input.clone());
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            thrown = e;
        }
        long took = Meter.cpuNanos() - nanos;
        long allocated = Meter.allocatedBytes() - bytes;
        if (thrown != null || took > MOST_NANOS || allocated > mostBytes + MOST_BYTES_PER_BYTE * input.length) {
            throw new AssertionError("mpi4j.fuzz.seed=" + seed + " input=" + number + " nanos=" + took + " allocatedBytes=" + allocated + " base64="
                    + Base64.getEncoder().encodeToString(input), thrown);
        }
    }

    private byte[] mutated(Random random) {
        byte[] input = random.nextInt(16) == 0 ? bytes(random, random.nextInt(200)) : seed(random);
        for (int left = random.nextInt(6); left >= 0; left--) {
            input = mutated(input, random);
        }
        return input;
    }

    private byte[] seed(Random random) {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] input, Random random) {
        int at = random.nextInt(input.length + 1);
        int end = at + random.nextInt(input.length - at + 1);
        return switch (random.nextInt(8)) {
            case 0 -> with(input, at, input.length > at ? input[at] ^ (1 << random.nextInt(8)) : 0);
            case 1 -> with(input, at, random.nextInt(256));
            case 2 -> spliced(input, at, at, bytes(random, 1 + random.nextInt(8)));
            case 3 -> spliced(input, at, end, new byte[0]);
            case 4 -> spliced(input, at, at, Arrays.copyOfRange(input, at, end));
            case 5 -> spliced(input, at, end, seed(random));
            case 6 -> number(input, at, NUMBERS[random.nextInt(NUMBERS.length)], random.nextBoolean());
            default -> repeated(input, at, end, random.nextInt(40));
        };
    }

    private static byte[] with(byte[] input, int at, int value) {
        if (at < input.length) {
            input[at] = (byte) value;
        }
        return input;
    }

    private static byte[] number(byte[] input, int at, int value, boolean big) {
        for (int i = 0; i < 4 && at + i < input.length; i++) {
            input[at + i] = (byte) (value >>> (8 * (big ? 3 - i : i)));
        }
        return input;
    }

    private static byte[] repeated(byte[] input, int at, int end, int times) {
        byte[] one = Arrays.copyOfRange(input, at, Math.min(end, at + 64));
        byte[] all = new byte[one.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = one[i % one.length];
        }
        return spliced(input, at, at, all);
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] with) {
        byte[] out = new byte[input.length - (to - from) + with.length];
        System.arraycopy(input, 0, out, 0, from);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(input, to, out, from + with.length, input.length - to);
        return out;
    }
}

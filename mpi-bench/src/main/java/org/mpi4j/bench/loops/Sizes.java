package org.mpi4j.bench.loops;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers of bytes as people write them: 4096, 16k, 1m or 2g. Stateless. */
public final class Sizes {
    private static final String UNITS = "kmg";

    private Sizes() {}

    /**
     * Reads one.
     *
     * @param text digits, and perhaps a unit of 1024, its square or its cube
     * @return bytes
     * @throws NumberFormatException if it is none
     * @throws ArithmeticException if it is larger than a long
     */
    public static long parse(String text) {
        int letter = text.isEmpty() ? -1 : UNITS.indexOf(Character.toLowerCase(text.charAt(text.length() - 1)));
        long number = Long.parseLong(letter < 0 ? text : text.substring(0, text.length() - 1));
        return Math.multiplyExact(number, 1L << (10 * (letter + 1)));
    }

    /**
     * Reads several.
     *
     * @param text some, joined by commas
     * @return bytes, in their order
     */
    public static List<Long> parseAll(String text) {
        return Stream.of(text.split(",", -1)).map(Sizes::parse).toList();
    }

    /**
     * Writes them for {@link #parseAll}.
     *
     * @param sizes bytes
     * @return digits, joined by commas
     */
    public static String join(List<Long> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}

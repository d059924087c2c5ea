package org.mpi4j.internal.net;

import java.util.stream.IntStream;

/** The ports at which a job may listen: a range with both its ends, or any that is free. Immutable. */
public record Ports(int first, int last) {
    /** Any port that is free. */
    public static final Ports ANY = new Ports(0, 0);

    private static final int MOST = 0xFFFF;

    /**
     * Reads {@code 20000-20100}, {@code 20000}, or {@code 0} for any.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Ports parse(String text) {
        String[] ends = text.split("-", -1);
        try {
            int first = Integer.parseInt(ends[0].strip());
            int last = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
            boolean isAny = first == 0 && last == 0;
            if (ends.length <= 2 && (isAny || first > 0) && first <= last && last <= MOST) {
                return new Ports(first, last);
            }
        } catch (NumberFormatException _) {
            // below
        }
        throw new IllegalArgumentException("'" + text + "' is not a port or a range such as 20000-20100");
    }

    public boolean isAny() {
        return first == 0;
    }

    /** How many there are; without a range, as many as a host has. */
    public int count() {
        return isAny() ? MOST : last - first + 1;
    }

    IntStream all() {
        return IntStream.rangeClosed(first, last);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}

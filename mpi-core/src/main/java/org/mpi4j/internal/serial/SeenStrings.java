package org.mpi4j.internal.serial;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of strings written lately: one place per hash, so that a look costs the same whatever the strings are. Finds the very same
 * string only, not an equal one. Confined to one writer.
 */
final class SeenStrings {
    private static final int FIRST_PLACES = 64;
    private static final int MOST_PLACES = 1 << 14;

    private @Nullable String[] strings = new String[FIRST_PLACES];
    private int[] numbers = new int[FIRST_PLACES];
    private int added;

    /** The number given to this string, or -1, and then it has {@code number} from now on. */
    int findOrAdd(String string, int number) {
        int place = place(string);
        if (strings[place] == string) {
            return numbers[place];
        }
        if (++added > strings.length && strings.length < MOST_PLACES) {
            grow();
            place = place(string);
        }
        strings[place] = string;
        numbers[place] = number;
        return -1;
    }

    private int place(String string) {
        return ((string.hashCode() * 0x9E3779B9) >>> 12) & (strings.length - 1);
    }

    private void grow() {
        @Nullable String[] before = strings;
        int[] numbersBefore = numbers;
        strings = new String[before.length * 4];
        numbers = new int[strings.length];
        added = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null) {
                findOrAdd(Objects.requireNonNull(before[i]), numbersBefore[i]);
            }
        }
    }
}

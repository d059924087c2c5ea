package org.mpi4j.internal.serial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the objects written so far, by identity. Confined to one writer.
 *
 * <p>A place of the table has an object's hash above its number, so that to look and to grow touch no other memory: with a million
 * objects each touch is a cache miss.
 */
final class SeenObjects {
    private static final long EMPTY = -1;
    private static final int FIRST_PLACES = 32;

    private long[] table = empty(FIRST_PLACES);
    private @Nullable Object[] byNumber = new Object[FIRST_PLACES];
    private int count;

    private static long[] empty(int places) {
        long[] table = new long[places];
        Arrays.fill(table, EMPTY);
        return table;
    }

    /** The number given to this object, or -1, and then it has {@code number}, larger than all before, from now on. */
    int findOrAdd(Object object, int number) {
        int hash = System.identityHashCode(object);
        int mask = table.length - 1;
        int place = hash & mask;
        for (long seen = table[place]; seen != EMPTY; seen = table[place]) {
            if ((int) (seen >>> Integer.SIZE) == hash && byNumber[(int) seen] == object) {
                return (int) seen;
            }
            place = (place + 1) & mask;
        }
        table[place] = ((long) hash << Integer.SIZE) | number;
        if (number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, byNumber.length * 2));
        }
        byNumber[number] = object;
        if (++count > table.length / 2) {
            grow();
        }
        return -1;
    }

    private void grow() {
        long[] before = table;
        table = empty(before.length * 4);
        int mask = table.length - 1;
        for (long seen : before) {
            if (seen != EMPTY) {
                int place = (int) (seen >>> Integer.SIZE) & mask;
                while (table[place] != EMPTY) {
                    place = (place + 1) & mask;
                }
                table[place] = seen;
            }
        }
    }
}

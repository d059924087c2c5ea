package org.mpi4j.internal.serial;

import org.jspecify.annotations.Nullable;

/** The numbers of the objects written so far, by identity. Confined to one writer. */
final class SeenObjects {
    private @Nullable Object[] objects = new Object[16];
    private int[] numbers = new int[16];
    private int count;

    /** The number given to this object, or -1, and then it has {@code number} from now on. */
    int findOrAdd(Object object, int number) {
        int place = place(object);
        while (objects[place] != null) {
            if (objects[place] == object) {
                return numbers[place];
            }
            place = (place + 1) & (objects.length - 1);
        }
        objects[place] = object;
        numbers[place] = number;
        if (++count > objects.length / 2) {
            grow();
        }
        return -1;
    }

    private int place(Object object) {
        return ((System.identityHashCode(object) * 0x9E3779B9) >>> 4) & (objects.length - 1);
    }

    private void grow() {
        @Nullable Object[] before = objects;
        int[] numbersBefore = numbers;
        objects = new Object[before.length * 4];
        numbers = new int[objects.length];
        for (int i = 0; i < before.length; i++) {
            Object object = before[i];
            if (object != null) {
                int place = place(object);
                while (objects[place] != null) {
                    place = (place + 1) & (objects.length - 1);
                }
                objects[place] = object;
                numbers[place] = numbersBefore[i];
            }
        }
    }
}

package org.mpi4j.bench.model;

import java.util.Arrays;
import java.util.Comparator;

/** Messages that come to a rank, a million perhaps, and so numbers without objects. Confined to the simulation. */
final class Arrivals {
    private static final double[] NO_NANOS = {};
    private static final long[] NO_BYTES = {};

    private double[] nanos = NO_NANOS;
    private long[] bytes = NO_BYTES;
    private int size;

    /** A message that comes. */
    record Arrival(double nanos, long bytes) {
        static final Comparator<Arrival> EARLIER = Comparator.comparingDouble(Arrival::nanos);
    }

    int size() {
        return size;
    }

    double nanos(int i) {
        return nanos[i];
    }

    long bytes(int i) {
        return bytes[i];
    }

    void add(double at, long length) {
        if (size == nanos.length) {
            int capacity = Math.max(1, 2 * size);
            nanos = Arrays.copyOf(nanos, capacity);
            bytes = Arrays.copyOf(bytes, capacity);
        }
        nanos[size] = at;
        bytes[size++] = length;
    }

    void clear() {
        size = 0;
    }

    /** The earlier comes first, of those at the same time the one that was added first. */
    void sort() {
        if (isSorted()) {
            return;
        }
        Arrival[] sorted = new Arrival[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = new Arrival(nanos[i], bytes[i]);
        }
        Arrays.sort(sorted, Arrival.EARLIER);
        for (int i = 0; i < size; i++) {
            nanos[i] = sorted[i].nanos();
            bytes[i] = sorted[i].bytes();
        }
    }

    private boolean isSorted() {
        for (int i = 1; i < size; i++) {
            if (nanos[i] < nanos[i - 1]) {
                return false;
            }
        }
        return true;
    }
}

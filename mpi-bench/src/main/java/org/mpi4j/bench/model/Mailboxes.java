package org.mpi4j.bench.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.mpi4j.bench.model.Arrivals.Arrival;

/**
 * The messages from one rank to another, for each pair that has any: those that are there, or how many receives wait. An open hash table of numbers, since
 * there may be millions; what is there beside a pair's first message stands aside. Confined to the caller.
 */
final class Mailboxes {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final long FREE = -1;

    private long[] keys = new long[FIRST_CAPACITY];
    private double[] nanos = new double[FIRST_CAPACITY];
    /** Bytes of the first message; of none, less than 0: as many receives wait. */
    private long[] bytes = new long[FIRST_CAPACITY];
    private int used;
    private final Map<Long, ArrayDeque<Arrival>> further = new HashMap<>();

    Mailboxes() {
        Arrays.fill(keys, FREE);
    }

    private static long key(int from, int to) {
        return (long) to << 32 | from;
    }

    /** Takes the oldest message of the pair; returns false if there is none, and then one more receive waits for it. */
    boolean takeOrWait(int from, int to, Arrivals taken) {
        if (take(from, to, taken)) {
            return true;
        }
        long key = key(from, to);
        int slot = slot(key);
        if (keys[slot] == FREE) {
            put(slot, key, 0, -1);
        } else {
            bytes[slot]--;
        }
        return false;
    }

    /** Takes the oldest message of the pair; returns false if there is none. */
    boolean take(int from, int to, Arrivals taken) {
        long key = key(from, to);
        int slot = slot(key);
        if (keys[slot] == FREE || bytes[slot] < 0) {
            return false;
        }
        taken.add(nanos[slot], bytes[slot]);
        ArrayDeque<Arrival> more = further.get(key);
        if (more == null) {
            remove(slot);
        } else {
            Arrival next = more.remove();
            nanos[slot] = next.nanos();
            bytes[slot] = next.bytes();
            if (more.isEmpty()) {
                further.remove(key);
            }
        }
        return true;
    }

    /** Hands a message to a receive that waits; returns false if there is none, and keeps it then. */
    boolean deliverOrKeep(int from, int to, double at, long length) {
        long key = key(from, to);
        int slot = slot(key);
        if (keys[slot] == FREE) {
            put(slot, key, at, length);
            return false;
        }
        if (bytes[slot] >= 0) {
            further.computeIfAbsent(key, _ -> new ArrayDeque<>(2)).add(new Arrival(at, length));
            return false;
        }
        if (++bytes[slot] == 0) {
            remove(slot);
        }
        return true;
    }

    private int slot(long key) {
        int slot = home(key);
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    /** Messages of neighbours to the same rank are neighbours, as many as memory hands over at once. */
    private int home(long key) {
        long mixed = (key >>> 3) * 0x9E3779B97F4A7C15L;
        return (int) (((mixed >>> 29) & -8) | (key & 7)) & (keys.length - 1);
    }

    private void put(int slot, long key, double at, long count) {
        keys[slot] = key;
        nanos[slot] = at;
        bytes[slot] = count;
        if (++used > keys.length / 2) {
            grow();
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        double[] oldNanos = nanos;
        long[] oldBytes = bytes;
        int capacity = 2 * oldKeys.length;
        keys = new long[capacity];
        nanos = new double[capacity];
        bytes = new long[capacity];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                nanos[slot] = oldNanos[i];
                bytes[slot] = oldBytes[i];
            }
        }
    }

    /** Moves back what stands behind, so that no search ends too early. */
    private void remove(int slot) {
        used--;
        int hole = slot;
        for (int i = hole + 1 & keys.length - 1; keys[i] != FREE; i = i + 1 & keys.length - 1) {
            int distanceHome = i - home(keys[i]) & keys.length - 1;
            int distanceHole = i - hole & keys.length - 1;
            if (distanceHome >= distanceHole) {
                keys[hole] = keys[i];
                nanos[hole] = nanos[i];
                bytes[hole] = bytes[i];
                hole = i;
            }
        }
        keys[hole] = FREE;
    }
}

package org.mpi4j.internal.coll;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The partial result of a reduction over consecutive ranks, and where it lies. Confined to the caller.
 *
 * <p>A reduction leaves its result where the right operand was; so the partial result moves between its start and the free places rather than
 * being copied back, and the rank order is kept. A start in the send buffer is only read.
 */
final class Accumulator {
    private final Schedule.Builder schedule;
    private final boolean commutative;
    private final Deque<Place> free = new ArrayDeque<>();
    private Place place;

    /** The operand of this rank is at {@code start}. */
    Accumulator(Schedule.Builder schedule, Place start, boolean commutative) {
        this.schedule = schedule;
        this.place = start;
        this.commutative = commutative;
    }

    /** {@code buffer} may be overwritten; preferred to temporary memory. */
    Accumulator mayUse(Place buffer) {
        free.addFirst(buffer);
        return this;
    }

    /** Where the partial result is after the steps so far. */
    Place place() {
        return place;
    }

    /** A place to receive the next operand into, then to be handed to {@link #higher} or {@link #lower}. */
    Place room() {
        return free.isEmpty() ? schedule.temp(place.count()) : free.removeFirst();
    }

    /** The result so far, then {@code received}. */
    void higher(Place received) {
        if (commutative && place.space() != Space.SEND) {
            lower(received);
            return;
        }
        schedule.reduce(place, received);
        moveTo(received);
    }

    /** {@code received}, then the result so far. */
    void lower(Place received) {
        if (place.space() != Space.SEND) {
            schedule.reduce(received, place);
            free.addLast(received);
        } else if (commutative) {
            schedule.reduce(place, received);
            moveTo(received);
        } else {
            Place writable = room();
            schedule.copy(place, writable).reduce(received, writable);
            moveTo(writable);
            free.addLast(received);
        }
    }

    /** The whole result has been received into {@code received}. */
    void replace(Place received) {
        moveTo(received);
    }

    /** Leaves the result at {@code target}. */
    void finish(Place target) {
        if (!place.equals(target)) {
            schedule.copy(place, target);
            moveTo(target);
        }
    }

    private void moveTo(Place next) {
        if (place.space() != Space.SEND) {
            free.addLast(place);
        }
        place = next;
    }
}

package org.mpi4j.internal.match;

import org.jspecify.annotations.Nullable;

/**
 * What waits in a matching queue: its envelope, and its place among those with the same envelope. Further places are made only for
 * the further indexes of a queue that has them. Confined to the driver.
 *
 * @param <T> what waits here
 */
public final class Entry<T> extends Node<T> {
    final T owner;
    long context;
    int source;
    int tag;
    long sequence;
    boolean queued;
    @Nullable Entry<T> older;
    @Nullable Entry<T> newer;
    private @Nullable Node<T> @Nullable [] further;

    Entry(T owner) {
        this.owner = owner;
    }

    @Override
    Entry<T> entry() {
        return this;
    }

    /** The place in an index, made if there is none: number 0 is this entry itself. */
    Node<T> place(int index) {
        if (index == 0) {
            return this;
        }
        @Nullable Node<T>[] places = further;
        if (places == null) {
            places = newPlaces();
            further = places;
        }
        Node<T> place = places[index - 1];
        if (place == null) {
            place = new Further<>(this);
            places[index - 1] = place;
        }
        return place;
    }

    /** The place in an index; null if there never was one. */
    @Nullable Node<T> placeIfAny(int index) {
        return index == 0 ? this : further == null ? null : further[index - 1];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Node<T>[] newPlaces() {
        return new Node[UnexpectedQueue.INDEXES - 1];
    }

    public T owner() {
        return owner;
    }

    public long context() {
        return context;
    }

    public int source() {
        return source;
    }

    public int tag() {
        return tag;
    }

    public boolean isQueued() {
        return queued;
    }
}

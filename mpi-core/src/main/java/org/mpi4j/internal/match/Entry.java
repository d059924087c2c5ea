package org.mpi4j.internal.match;

import org.jspecify.annotations.Nullable;

/**
 * A place in a matching queue: its envelope and its links, one pair for each index that the queue keeps. Confined to the driver.
 *
 * @param <T> what waits here
 */
public final class Entry<T> {
    final T owner;
    long context;
    int source;
    int tag;
    long sequence;
    boolean queued;
    final Links<T>[] links;

    /** An entry's neighbours in one bin. */
    static final class Links<T> {
        @Nullable Bin<T> bin;
        @Nullable Entry<T> previous;
        @Nullable Entry<T> next;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    Entry(T owner, int indexes) {
        this.owner = owner;
        this.links = new Links[indexes];
        for (int i = 0; i < indexes; i++) {
            links[i] = new Links<>();
        }
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

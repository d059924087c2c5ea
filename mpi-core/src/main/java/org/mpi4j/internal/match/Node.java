package org.mpi4j.internal.match;

import org.jspecify.annotations.Nullable;

/** An entry's place in one bin. Confined to the driver. */
abstract sealed class Node<T> permits Entry, Node.Further {
    @Nullable Bin<T> bin;
    @Nullable Node<T> previous;
    @Nullable Node<T> next;

    /** Whose place it is. */
    abstract Entry<T> entry();

    /** A place of an entry beside the one that the entry is itself. */
    static final class Further<T> extends Node<T> {
        private final Entry<T> entry;

        Further(Entry<T> entry) {
            this.entry = entry;
        }

        @Override
        Entry<T> entry() {
            return entry;
        }
    }
}

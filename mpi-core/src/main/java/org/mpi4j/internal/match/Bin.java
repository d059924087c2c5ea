package org.mpi4j.internal.match;

import org.jspecify.annotations.Nullable;

/** All entries with one key, oldest first. Confined to the driver. */
final class Bin<T> {
    final int index;
    long context;
    int source;
    int tag;
    @Nullable Bin<T> nextInChain;
    @Nullable Entry<T> first;
    @Nullable Entry<T> last;

    /** @param index which of an entry's links this bin's table uses */
    Bin(int index) {
        this.index = index;
    }

    boolean holds(long context, int source, int tag) {
        return this.context == context && this.source == source && this.tag == tag;
    }

    void append(Entry<T> entry) {
        Entry.Links<T> links = entry.links[index];
        links.bin = this;
        links.previous = last;
        links.next = null;
        if (last == null) {
            first = entry;
        } else {
            last.links[index].next = entry;
        }
        last = entry;
    }

    void unlink(Entry<T> entry) {
        Entry.Links<T> links = entry.links[index];
        if (links.previous == null) {
            first = links.next;
        } else {
            links.previous.links[index].next = links.next;
        }
        if (links.next == null) {
            last = links.previous;
        } else {
            links.next.links[index].previous = links.previous;
        }
        links.bin = null;
        links.previous = null;
        links.next = null;
    }
}

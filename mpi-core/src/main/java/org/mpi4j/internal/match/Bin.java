package org.mpi4j.internal.match;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All entries with one key, oldest first. Confined to the driver. */
final class Bin<T> {
    long context;
    int source;
    int tag;
    @Nullable Bin<T> nextInChain;
    @Nullable Node<T> first;
    @Nullable Node<T> last;

    /** Only of a bin that is empty. */
    void setKey(long context, int source, int tag) {
        this.context = context;
        this.source = source;
        this.tag = tag;
    }

    boolean holds(long context, int source, int tag) {
        return this.context == context && this.source == source && this.tag == tag;
    }

    void append(Node<T> node) {
        Node<T> before = last;
        node.bin = this;
        node.previous = before;
        if (before == null) {
            first = node;
        } else {
            before.next = node;
        }
        last = node;
    }

    void unlink(Node<T> node) {
        Node<T> before = node.previous;
        Node<T> after = node.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
            node.previous = null;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
            node.next = null;
        }
        node.bin = null;
    }

    void forEach(Consumer<T> action) {
        for (Node<T> node = first; node != null; node = node.next) {
            action.accept(node.entry().owner);
        }
    }
}

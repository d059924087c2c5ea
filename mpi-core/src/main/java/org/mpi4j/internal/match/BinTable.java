package org.mpi4j.internal.match;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bins by context, source and tag: a chained hash table that grows, and reuses empty bins so that a steady flow allocates nothing.
 * Confined to the driver.
 */
final class BinTable<T> {
    private static final int FIRST_CAPACITY = 64;

    private final int index;
    private @Nullable Bin<T>[] chains;
    private int bins;
    private @Nullable Bin<T> spare;

    BinTable(int index) {
        this.index = index;
        this.chains = newChains(FIRST_CAPACITY);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable Bin<T>[] newChains(int capacity) {
        return new Bin[capacity];
    }

    private static int hash(long context, int source, int tag, int capacity) {
        long h = (context * 31 + source) * 31 + tag;
        h *= 0x9E37_79B9_7F4A_7C15L;
        return (int) (h >>> 40) & (capacity - 1);
    }

    @Nullable Entry<T> first(long context, int source, int tag) {
        Bin<T> bin = chains[hash(context, source, tag, chains.length)];
        while (bin != null) {
            if (bin.holds(context, source, tag)) {
                return bin.first;
            }
            bin = bin.nextInChain;
        }
        return null;
    }

    void append(Entry<T> entry, int source, int tag) {
        int at = hash(entry.context, source, tag, chains.length);
        Bin<T> bin = chains[at];
        while (bin != null && !bin.holds(entry.context, source, tag)) {
            bin = bin.nextInChain;
        }
        if (bin == null) {
            bin = spare == null ? new Bin<>(index) : spare;
            spare = bin.nextInChain;
            bin.context = entry.context;
            bin.source = source;
            bin.tag = tag;
            bin.nextInChain = chains[at];
            chains[at] = bin;
            if (++bins > chains.length) {
                grow();
            }
        }
        bin.append(entry);
    }

    void remove(Entry<T> entry) {
        Bin<T> bin = entry.links[index].bin;
        if (bin == null) {
            return;
        }
        bin.unlink(entry);
        if (bin.first == null) {
            drop(bin);
        }
    }

    private void drop(Bin<T> empty) {
        int at = hash(empty.context, empty.source, empty.tag, chains.length);
        Bin<T> bin = chains[at];
        if (bin == empty) {
            chains[at] = empty.nextInChain;
        } else {
            while (bin != null && bin.nextInChain != empty) {
                bin = bin.nextInChain;
            }
            if (bin != null) {
                bin.nextInChain = empty.nextInChain;
            }
        }
        bins--;
        empty.nextInChain = spare;
        spare = empty;
    }

    void forEach(Consumer<T> action) {
        for (Bin<T> chain : chains) {
            for (Bin<T> bin = chain; bin != null; bin = bin.nextInChain) {
                for (Entry<T> entry = bin.first; entry != null; entry = entry.links[index].next) {
                    action.accept(entry.owner);
                }
            }
        }
    }

    private void grow() {
        @Nullable Bin<T>[] old = chains;
        chains = newChains(old.length * 2);
        for (Bin<T> chain : old) {
            Bin<T> bin = chain;
            while (bin != null) {
                Bin<T> next = bin.nextInChain;
                int at = hash(bin.context, bin.source, bin.tag, chains.length);
                bin.nextInChain = chains[at];
                chains[at] = bin;
                bin = next;
            }
        }
    }
}

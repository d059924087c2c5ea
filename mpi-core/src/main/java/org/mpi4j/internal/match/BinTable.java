package org.mpi4j.internal.match;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bins by context, source and tag: a chained hash table that grows. A bin that has become empty stays for the next entry with its key,
 * until there are so many bins that the empty ones are swept out; so a steady flow neither allocates nor searches. Confined to the driver.
 */
final class BinTable<T> {
    private static final int FIRST_CAPACITY = 8;

    private final int index;
    private @Nullable Bin<T>[] chains;
    private int bins;
    private @Nullable Bin<T> spare;

    /** @param index which of an entry's places this table links */
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
        Bin<T> bin = find(context, source, tag);
        Node<T> first = bin == null ? null : bin.first;
        return first == null ? null : first.entry();
    }

    private @Nullable Bin<T> find(long context, int source, int tag) {
        Bin<T> bin = chains[hash(context, source, tag, chains.length)];
        while (bin != null && !bin.holds(context, source, tag)) {
            bin = bin.nextInChain;
        }
        return bin;
    }

    void append(Entry<T> entry, int source, int tag) {
        Bin<T> bin = find(entry.context, source, tag);
        if (bin == null) {
            bin = add(entry.context, source, tag);
        }
        bin.append(entry.place(index));
    }

    void remove(Entry<T> entry) {
        Node<T> place = entry.placeIfAny(index);
        Bin<T> bin = place == null ? null : place.bin;
        if (place != null && bin != null) {
            bin.unlink(place);
        }
    }

    private Bin<T> add(long context, int source, int tag) {
        if (bins == chains.length) {
            makeRoom();
        }
        Bin<T> bin = spare == null ? new Bin<>() : spare;
        spare = bin.nextInChain;
        bin.setKey(context, source, tag);
        link(bin);
        bins++;
        return bin;
    }

    private void link(Bin<T> bin) {
        int at = hash(bin.context, bin.source, bin.tag, chains.length);
        bin.nextInChain = chains[at];
        chains[at] = bin;
    }

    /** Sweeps the empty bins out; doubles the table if more than half of the bins were in use. */
    private void makeRoom() {
        Bin<T> used = null;
        bins = 0;
        for (int at = 0; at < chains.length; at++) {
            Bin<T> bin = chains[at];
            chains[at] = null;
            while (bin != null) {
                Bin<T> next = bin.nextInChain;
                if (bin.first == null) {
                    bin.nextInChain = spare;
                    spare = bin;
                } else {
                    bin.nextInChain = used;
                    used = bin;
                    bins++;
                }
                bin = next;
            }
        }
        if (bins > chains.length / 2) {
            chains = newChains(chains.length * 2);
        }
        while (used != null) {
            Bin<T> next = used.nextInChain;
            link(used);
            used = next;
        }
    }

    void forEach(Consumer<T> action) {
        for (Bin<T> chain : chains) {
            for (Bin<T> bin = chain; bin != null; bin = bin.nextInChain) {
                bin.forEach(action);
            }
        }
    }
}

package org.mpi4j.internal.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;

/**
 * Messages that came before their receive. A receive matches the oldest message that fits it. Messages stand in one index by their
 * envelope and, from the first receive on that leaves source or tag open, also in the index for that kind of receive, so that none
 * of them scans the queue. Confined to the driver.
 *
 * @param <T> the message
 */
public final class UnexpectedQueue<T> {
    private static final int EXACT = 0;
    private static final int ANY_SOURCE = 1;
    private static final int ANY_TAG = 2;
    private static final int ANY_BOTH = 3;
    static final int INDEXES = 4;

    private final BinTable<T> exact = new BinTable<>(EXACT);
    private final @Nullable BinTable<T>[] wild = newTables();
    private @Nullable Entry<T> oldest;
    private @Nullable Entry<T> newest;
    private int size;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> @Nullable BinTable<T>[] newTables() {
        return new BinTable[INDEXES];
    }

    public Entry<T> newEntry(T owner) {
        return new Entry<>(owner);
    }

    public int size() {
        return size;
    }

    public void add(Entry<T> entry, long context, int source, int tag) {
        assert !entry.queued;
        entry.context = context;
        entry.source = source;
        entry.tag = tag;
        entry.queued = true;
        size++;
        exact.append(entry, source, tag);
        arrive(entry);
        for (int index = ANY_SOURCE; index <= ANY_BOTH; index++) {
            index(wild[index], index, entry);
        }
    }

    private static <T> void index(@Nullable BinTable<T> table, int index, Entry<T> entry) {
        if (table != null) {
            int source = index == ANY_TAG ? entry.source : Comm.ANY_SOURCE;
            int tag = index == ANY_SOURCE ? entry.tag : Comm.ANY_TAG;
            table.append(entry, source, tag);
        }
    }

    /** The oldest message that fits a receive, left where it is; null if there is none. */
    public @Nullable Entry<T> peek(long context, int source, int tag) {
        if (size == 0) {
            return null;
        }
        if (source != Comm.ANY_SOURCE && tag != Comm.ANY_TAG) {
            return exact.first(context, source, tag);
        }
        int index = tag != Comm.ANY_TAG ? ANY_SOURCE : source != Comm.ANY_SOURCE ? ANY_TAG : ANY_BOTH;
        BinTable<T> table = wild[index];
        if (table == null) {
            table = new BinTable<>(index);
            wild[index] = table;
            for (Entry<T> e = oldest; e != null; e = e.newer) {
                index(table, index, e);
            }
        }
        return table.first(context, source, tag);
    }

    /** All messages, the oldest first. */
    public List<T> all() {
        List<T> all = new ArrayList<>(size);
        for (Entry<T> e = oldest; e != null; e = e.newer) {
            all.add(e.owner);
        }
        return all;
    }

    public void remove(Entry<T> entry) {
        assert entry.queued;
        entry.queued = false;
        size--;
        exact.remove(entry);
        leave(entry);
        for (BinTable<T> table : wild) {
            if (table != null) {
                table.remove(entry);
            }
        }
    }

    private void arrive(Entry<T> entry) {
        entry.older = newest;
        if (newest == null) {
            oldest = entry;
        } else {
            newest.newer = entry;
        }
        newest = entry;
    }

    private void leave(Entry<T> entry) {
        if (entry.older == null) {
            oldest = entry.newer;
        } else {
            entry.older.newer = entry.newer;
        }
        if (entry.newer == null) {
            newest = entry.older;
        } else {
            entry.newer.older = entry.older;
        }
        entry.older = null;
        entry.newer = null;
    }
}

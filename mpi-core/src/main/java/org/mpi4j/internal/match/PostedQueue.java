package org.mpi4j.internal.match;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;

/**
 * Receives that wait for a message. A message matches the oldest receive that fits it; a receive may leave source and tag open, so
 * up to four bins are asked, and the lowest sequence number wins. As long as all that wait have the same envelope, as a blocking call's one receive
 * and a window of messages do, they stand in one row instead, and nothing is hashed. Confined to the driver.
 *
 * @param <T> the receive
 */
public final class PostedQueue<T> {
    private final BinTable<T> table = new BinTable<>(0);
    private final Bin<T> row = new Bin<>();
    private int binned;
    private long sequence;
    private int anySource;
    private int anyTag;
    private int anyBoth;

    public Entry<T> newEntry(T owner) {
        return new Entry<>(owner);
    }

    public void post(Entry<T> entry, long context, int source, int tag) {
        assert !entry.queued;
        entry.context = context;
        entry.source = source;
        entry.tag = tag;
        entry.sequence = sequence++;
        entry.queued = true;
        if (binned == 0 && row.first == null) {
            row.setKey(context, source, tag);
        }
        if (binned == 0 && row.holds(context, source, tag)) {
            row.append(entry);
            return;
        }
        for (Node<T> older = row.first; older != null; older = row.first) {
            row.unlink(older);
            bin(older.entry());
        }
        bin(entry);
    }

    private void bin(Entry<T> entry) {
        binned++;
        countWildcard(entry, 1);
        table.append(entry, entry.source, entry.tag);
    }

    /** Takes out the oldest receive that fits a message; null if there is none. */
    public @Nullable T match(long context, int source, int tag) {
        Node<T> first = row.first;
        if (first != null) {
            Entry<T> oldest = first.entry();
            if (!fits(oldest, context, source, tag)) {
                return null;
            }
            row.unlink(first);
            oldest.queued = false;
            return oldest.owner;
        }
        if (binned == 0) {
            return null;
        }
        Entry<T> best = table.first(context, source, tag);
        if ((anySource | anyTag | anyBoth) != 0) {
            best = anySource == 0 ? best : older(best, table.first(context, Comm.ANY_SOURCE, tag));
            best = anyTag == 0 ? best : older(best, table.first(context, source, Comm.ANY_TAG));
            best = anyBoth == 0 ? best : older(best, table.first(context, Comm.ANY_SOURCE, Comm.ANY_TAG));
        }
        if (best == null) {
            return null;
        }
        remove(best);
        return best.owner;
    }

    private static <T> boolean fits(Entry<T> entry, long context, int source, int tag) {
        return entry.context == context
                && (entry.source == source || entry.source == Comm.ANY_SOURCE)
                && (entry.tag == tag || entry.tag == Comm.ANY_TAG);
    }

    public void remove(Entry<T> entry) {
        assert entry.queued;
        entry.queued = false;
        if (binned == 0) {
            row.unlink(entry);
            return;
        }
        binned--;
        countWildcard(entry, -1);
        table.remove(entry);
    }

    /** Visits all, in no order; the queue must not change meanwhile. */
    public void forEach(Consumer<T> action) {
        row.forEach(action);
        table.forEach(action);
    }

    /** Those that fulfil a condition, in no order; they stay where they are. */
    public List<T> select(Predicate<T> condition) {
        List<T> selected = new ArrayList<>();
        forEach(owner -> {
            if (condition.test(owner)) {
                selected.add(owner);
            }
        });
        return selected;
    }

    private void countWildcard(Entry<T> entry, int change) {
        if (entry.source == Comm.ANY_SOURCE) {
            if (entry.tag == Comm.ANY_TAG) {
                anyBoth += change;
            } else {
                anySource += change;
            }
        } else if (entry.tag == Comm.ANY_TAG) {
            anyTag += change;
        }
    }

    private static <T> @Nullable Entry<T> older(@Nullable Entry<T> a, @Nullable Entry<T> b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.sequence < b.sequence ? a : b;
    }
}

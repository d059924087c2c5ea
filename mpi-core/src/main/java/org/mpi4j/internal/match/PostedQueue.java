package org.mpi4j.internal.match;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;

/**
 * Receives that wait for a message. A message matches the oldest receive that fits it; a receive may leave source and tag open, so
 * up to four bins are asked, and the lowest sequence number wins. Confined to the driver.
 *
 * @param <T> the receive
 */
public final class PostedQueue<T> {
    private final BinTable<T> table = new BinTable<>(0);
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
        countWildcard(entry, 1);
        table.append(entry, source, tag);
    }

    /** Takes out the oldest receive that fits a message; null if there is none. */
    public @Nullable T match(long context, int source, int tag) {
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

    public void remove(Entry<T> entry) {
        assert entry.queued;
        entry.queued = false;
        countWildcard(entry, -1);
        table.remove(entry);
    }

    /** Visits all, in no order; the queue must not change meanwhile. */
    public void forEach(Consumer<T> action) {
        table.forEach(action);
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

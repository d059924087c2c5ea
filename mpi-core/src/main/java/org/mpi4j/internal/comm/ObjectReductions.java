package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.Op;
import org.mpi4j.internal.coll.Call;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;
import org.mpi4j.internal.serial.ObjectBytes;

/**
 * Reductions of objects, always in rank order: up a binomial tree to rank 0, or by doubling for the prefixes. Thread-safe.
 *
 * <p>A partial result that could not be made travels as {@link Partial#failed}, a message without bytes, so that an error on one rank leaves no
 * other waiting.
 */
abstract sealed class ObjectReductions extends ObjectCollectives permits CommCalls {
    ObjectReductions(CommParts parts) {
        super(parts);
    }

    /** What some neighbouring ranks give together, or why there is nothing. */
    record Partial(@Nullable Object value, @Nullable RuntimeException failure) {
        static Partial failed(RuntimeException failure) {
            return new Partial(null, failure);
        }

        /** The same, unless something else failed. */
        Partial and(@Nullable RuntimeException other) {
            return other == null || failure != null ? this : failed(other);
        }

        @Nullable Object get() {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }

    /** A send under way with what must live until it is done. */
    record Sending(ObjectBytes bytes, SendOp op, @Nullable RuntimeException unwritable) {}

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T reduceObject(T object, Op op, int root) {
        checkRoot("reduceObject", root);
        checkSaid("reduceObject", root, op);
        int tag = nextCollectiveTag();
        Partial all = toFirst("reduceObject", object, Reduction.of(op), tag);
        if (root != 0 && rank == 0) {
            all = sent("reduceObject", all, root, tag);
        } else if (root != 0 && rank == root) {
            Partial whole = receive("reduceObject", 0, tag);
            all = all.failure == null ? whole : all;
        }
        Object value = all.get();
        return rank == root ? (T) value : null;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T allreduceObject(T object, Op op) {
        checkOpen("allreduceObject");
        checkSaid("allreduceObject", Call.UNSAID, op);
        int tag = nextCollectiveTag();
        Partial all = toFirst("allreduceObject", object, Reduction.of(op), tag);
        return (T) fromFirst("allreduceObject", all, tag).get();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public final <T> T scanObject(T object, Op op) {
        checkOpen("scanObject");
        checkWithin("scanObject");
        checkSaid("scanObject", Call.UNSAID, op);
        return (T) prefix("scanObject", new Partial(object, null), 0, Reduction.of(op), nextCollectiveTag()).get();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public final <T> T exscanObject(T object, Op op) {
        checkOpen("exscanObject");
        checkWithin("exscanObject");
        checkSaid("exscanObject", Call.UNSAID, op);
        int tag = nextCollectiveTag();
        Sending sending = rank + 1 < size ? start("exscanObject", new Partial(object, null), rank + 1, tag) : null;
        Partial left = rank == 0 ? new Partial(null, null) : receive("exscanObject", rank - 1, tag);
        RuntimeException unwritable = end("exscanObject", sending);
        Partial before = rank == 0 ? left : prefix("exscanObject", left, 1, Reduction.of(op), tag);
        return (T) before.and(unwritable).get();
    }

    /** Up the tree: rank {@code r} collects what the {@code 2^k} ranks from it on give. */
    final Partial toFirst(String operation, @Nullable Object object, Reduction op, int tag) {
        Partial mine = new Partial(object, null);
        for (int step = 1; step < size; step <<= 1) {
            if ((rank & step) != 0) {
                return sent(operation, mine, rank - step, tag);
            }
            if (rank + step < size) {
                mine = combine(operation, mine, receive(operation, rank + step, tag), op);
            }
        }
        return mine;
    }

    /** Down the same tree. */
    final Partial fromFirst(String operation, Partial all, int tag) {
        int lowest = rank == 0 ? Integer.highestOneBit(Math.max(1, size - 1)) << 1 : Integer.lowestOneBit(rank);
        Partial result = all;
        if (rank != 0) {
            Partial came = receive(operation, rank - lowest, tag);
            result = all.failure == null ? came : all;
        }
        for (int step = lowest >> 1; step > 0; step >>= 1) {
            if (rank + step < size) {
                result = sent(operation, result, rank + step, tag);
            }
        }
        return result;
    }

    /** The inclusive prefix over the ranks from {@code first} on. */
    private Partial prefix(String operation, Partial object, int first, Reduction op, int tag) {
        Partial mine = object;
        for (int step = 1; step < size - first; step <<= 1) {
            Sending sending = rank + step < size ? start(operation, mine, rank + step, tag) : null;
            if (rank - step >= first) {
                mine = combine(operation, receive(operation, rank - step, tag), mine, op);
            }
            mine = mine.and(end(operation, sending));
        }
        return mine;
    }

    /** A user's operation may throw anything, and null values are its own affair. */
    @SuppressWarnings({"NullAway", "CatchingUnchecked"})
    private Partial combine(String operation, Partial left, Partial right, Reduction op) {
        if (left.failure != null || right.failure != null) {
            return left.failure != null ? left : right;
        }
        try {
            return new Partial(op.combine(left.value, right.value), null);
        } catch (MpiException e) {
            return Partial.failed(error(e.errorClass(), operation, String.valueOf(e.getMessage()), e));
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            return Partial.failed(error(ErrorClass.OP, operation, "the operation threw " + e + ": op=" + op, e));
        }
    }

    /** Sends it; returns it, or why it could not be written. */
    private Partial sent(String operation, Partial partial, int dest, int tag) {
        return partial.and(end(operation, start(operation, partial, dest, tag)));
    }

    /** Starts a send; an object that cannot be written is told as a failure to the receiver, and to who ends the send. */
    final Sending start(String operation, Partial partial, int dest, int tag) {
        ObjectBytes bytes = new ObjectBytes();
        RuntimeException unwritable = null;
        if (partial.failure == null) {
            try {
                bytes = write(operation, partial.value);
            } catch (RuntimeException e) {
                unwritable = e;
            }
        }
        return new Sending(bytes, startBytes(bytes.written(), dest, tag, false, context + 1), unwritable);
    }

    /** Waits for a send, if there is one; returns why there was nothing to send. */
    final @Nullable RuntimeException end(String operation, @Nullable Sending sending) {
        if (sending == null) {
            return null;
        }
        await(operation, sending.op);
        sending.bytes.close();
        return sending.unwritable;
    }

    final Partial receive(String operation, int source, int tag) {
        RecvOp op = startObjectRecv(source, tag, context + 1, null);
        await(operation, op);
        MemorySegment bytes = op.received();
        if (bytes.byteSize() == 0) {
            return Partial.failed(neverCame(operation, source));
        }
        try {
            return new Partial(read(operation, bytes), null);
        } catch (RuntimeException e) {
            return Partial.failed(e);
        }
    }
}

package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.Status;
import org.mpi4j.internal.match.Entry;
import org.mpi4j.internal.progress.Failure;

/** A receive under way. Confined to the driver. */
public final class RecvOp extends Operation {
    final Entry<RecvOp> entry;
    private int source;
    private int statusSource;
    private int statusTag;
    private long statusBytes;
    private boolean cancelled;
    private boolean exactLength;
    private long expected;
    private @Nullable LongFunction<MemorySegment> memoryWhenMatched;

    RecvOp(Engine engine) {
        super(engine);
        this.entry = engine.newEntry(this);
    }

    /**
     * Sets the envelope.
     *
     * @param peer the sender's rank in the job; -1 for any
     * @param source the sender's rank in the communicator, or ANY_SOURCE
     * @param tag the tag, or ANY_TAG
     */
    public void setEnvelope(int peer, long context, int source, int tag) {
        reset();
        this.peer = peer;
        this.context = context;
        this.source = source;
        this.tag = tag;
        this.cancelled = false;
        this.exactLength = false;
        this.memoryWhenMatched = null;
    }

    /** A message that is shorter than the memory is an error, too. */
    public void setExactLength() {
        exactLength = true;
    }

    /** Instead of memory: gives memory for the bytes of the message, whatever their number, when it has matched. */
    public void setMemoryWhenMatched(LongFunction<MemorySegment> allocator) {
        setBytes(MemorySegment.NULL, 0, 0);
        this.memoryWhenMatched = allocator;
    }

    /** What was received; until {@link Engine#release}. */
    public MemorySegment received() {
        return memory.asSlice(base, statusBytes);
    }

    int source() {
        return source;
    }

    public int statusSource() {
        return statusSource;
    }

    public int statusTag() {
        return statusTag;
    }

    public long statusBytes() {
        return statusBytes;
    }

    /** What was received. */
    public Status status() {
        return engine.status(statusSource, statusTag, statusBytes, cancelled);
    }

    /** A message has matched; returns how many of its bytes there is room for. */
    long matched(int fromPeer, int fromSource, int withTag, long sentBytes) {
        peer = fromPeer;
        statusSource = fromSource;
        statusTag = withTag;
        if (memoryWhenMatched != null) {
            setBytes(memoryWhenMatched.apply(sentBytes), 0, sentBytes);
        }
        statusBytes = Math.min(sentBytes, bytes);
        expected = sentBytes;
        return statusBytes;
    }

    void cancelled() {
        cancelled = true;
        statusSource = org.mpi4j.Comm.ANY_SOURCE;
        statusTag = org.mpi4j.Comm.ANY_TAG;
        statusBytes = 0;
        engine.finish(this, null);
    }

    /** Takes a piece of the message, from its byte {@code position} on. */
    void deliver(long position, MemorySegment from, long offset, long length) {
        if (gaps == null) {
            MemorySegment.copy(from, offset, memory, base + position, length);
        } else {
            gaps.unpack(from, offset, memory, base, position, length);
        }
        moved += length;
    }

    /** Takes a piece that came in a frame of its own; the last one ends the receive. */
    void deliverData(long position, MemorySegment from, long offset, long length) {
        deliver(position, from, offset, length);
        if (moved == statusBytes) {
            finish();
        }
    }

    /** All that there is room for has come. */
    void finish() {
        boolean isWhole = exactLength ? expected == bytes : expected <= bytes;
        engine.finish(this, isWhole ? null : wrongLength());
    }

    private Failure wrongLength() {
        String what = expected > bytes
                ? "the message is longer than the buffer"
                : "the message is shorter than the buffer, though the communicator's info asserts mpi_assert_exact_length";
        return new Failure(
                ErrorClass.TRUNCATE, what + ": source=" + statusSource + " tag=" + statusTag + " sent bytes=" + expected + " room bytes=" + bytes);
    }

    @Override
    public String toString() {
        return "recv source=" + source + " tag=" + tag + " context=" + context + " bytes=" + bytes;
    }
}

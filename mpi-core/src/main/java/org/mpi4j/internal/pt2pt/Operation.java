package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;

/**
 * A send or a receive: an envelope and the memory it works on. Confined to the driver; used again only after {@link #isDone}.
 *
 * <p>The memory holds packed bytes from {@code base} on if {@code type} is null or contiguous; otherwise elements of the type.
 */
public abstract sealed class Operation extends Completion permits SendOp, RecvOp {
    final Engine engine;
    long context;
    /** The other end's rank in the job; -1 for any. */
    int peer;
    int tag;
    MemorySegment memory = MemorySegment.NULL;
    long base;
    @Nullable TypeMap gaps;
    /** Packed bytes to send, or room to receive into. */
    long bytes;
    /** This operation's number while the other end knows it; -1 for none. */
    int id = -1;
    /** Packed bytes moved so far. */
    long moved;
    boolean inBackground;

    Operation(Engine engine) {
        this.engine = engine;
    }

    /** Sets the memory: {@code count} elements of {@code type} from {@code base} bytes into {@code memory}. */
    public final void setMemory(MemorySegment memory, long base, long count, TypeMap type) {
        this.memory = memory;
        this.base = base;
        this.gaps = type.isContiguous() ? null : type;
        this.bytes = count * type.size();
    }

    /** Sets the memory to plain bytes. */
    public final void setBytes(MemorySegment memory, long base, long bytes) {
        this.memory = memory;
        this.base = base;
        this.gaps = null;
        this.bytes = bytes;
    }

    @Override
    protected void reset() {
        super.reset();
        id = -1;
        moved = 0;
        inBackground = false;
    }

    /** Lets go of the memory and of who listens, who may know the memory too, so that a pooled operation keeps nothing. */
    final void forget() {
        forgetListeners();
        memory = MemorySegment.NULL;
        gaps = null;
    }
}

package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import org.mpi4j.Buf;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;

/** A receive into memory that stands for the caller's, to which it is copied once when it is done. Thread-safe. */
final class RecvToCopyRequest extends RecvRequest {
    private final MemorySegment memory;
    private final Buf buf;
    private boolean given;

    RecvToCopyRequest(CommCore comm, String operation, Received received, Completion completion, MemorySegment memory, Buf buf) {
        super(comm, operation, received, completion);
        this.memory = memory;
        this.buf = buf;
    }

    @Override
    synchronized Status told() {
        Status status = super.told();
        if (!given) {
            given = true;
            Memory.give(memory, buf, status.bytes());
        }
        return status;
    }
}

package org.mpi4j.internal.comm;

import org.mpi4j.Buf;
import org.mpi4j.Status;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;

/** A send under way. Thread-safe. */
final class SendRequest extends PendingRequest {
    private final Buf buf;
    private final int tag;

    SendRequest(CommCore comm, String operation, Completion completion, Buf buf, int tag) {
        super(comm, operation, completion);
        this.buf = buf;
        this.tag = tag;
    }

    /** Nothing in it means anything to the standard. */
    @Override
    Status told() {
        return comm.engine.status(comm.rank, tag, TypeMap.of(buf.type()).packedBytes(buf.count()), false);
    }
}

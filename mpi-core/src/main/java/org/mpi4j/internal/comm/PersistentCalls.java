package org.mpi4j.internal.comm;

import java.util.function.Supplier;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.PersistentRequest;

/** The calls of section 3.9, which check an operation once so that it can be started often. Thread-safe. */
abstract sealed class PersistentCalls extends BufferedCalls permits PartitionedCalls {
    PersistentCalls(CommParts parts) {
        super(parts);
    }

    @Override
    public final PersistentRequest sendInit(Buf buf, int dest, int tag) {
        return sendInit("sendInit", buf, dest, tag, () -> startSend("sendInit", buf, dest, tag, false));
    }

    @Override
    public final PersistentRequest bsendInit(Buf buf, int dest, int tag) {
        return sendInit("bsendInit", buf, dest, tag, () -> startBuffered("bsendInit", buf, dest, tag));
    }

    @Override
    public final PersistentRequest ssendInit(Buf buf, int dest, int tag) {
        return sendInit("ssendInit", buf, dest, tag, () -> startSend("ssendInit", buf, dest, tag, true));
    }

    @Override
    public final PersistentRequest rsendInit(Buf buf, int dest, int tag) {
        return sendInit("rsendInit", buf, dest, tag, () -> startSend("rsendInit", buf, dest, tag, false));
    }

    private PersistentRequest sendInit(String operation, Buf buf, int dest, int tag, Supplier<PendingRequest> begin) {
        checkDest(operation, dest, tag);
        checkBuf(operation, buf);
        return new PersistentOperation(this, operation, dest == Comm.PROC_NULL ? () -> done(operation) : () -> {
            checkBuf(operation, buf);
            return begin.get();
        });
    }

    @Override
    public final PersistentRequest recvInit(Buf buf, int source, int tag) {
        checkSource("recvInit", source, tag);
        checkWritable("recvInit", buf);
        return new PersistentOperation(this, "recvInit", source == Comm.PROC_NULL ? () -> done("recvInit") : () -> {
            checkWritable("recvInit", buf);
            return startRecv("recvInit", buf, source, tag, null);
        });
    }
}

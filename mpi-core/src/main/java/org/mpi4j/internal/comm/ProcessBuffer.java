package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import org.mpi4j.Buffering;
import org.mpi4j.Request;

/** The buffer of those communicators of a process, or of a session, that have none attached themselves. Thread-safe. */
public final class ProcessBuffer implements Buffering {
    private final IntraComm comm;
    private final BsendBuffer buffer;

    /** @param comm one of the process or session, whose error handler hears of errors */
    public ProcessBuffer(IntraComm comm) {
        this.comm = comm;
        this.buffer = comm.process.bsends();
    }

    @Override
    public void attachBuffer(MemorySegment memory) {
        buffer.attach(comm, memory);
    }

    @Override
    public void attachBuffer(long bytes) {
        buffer.attach(comm, bytes);
    }

    @Override
    public MemorySegment detachBuffer() {
        return buffer.detach(comm);
    }

    @Override
    public void flushBuffer() {
        buffer.flush(comm);
    }

    @Override
    public Request iflushBuffer() {
        return buffer.iflush(comm);
    }
}

package org.mpi4j.internal.comm;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.ErrorClass;
import org.mpi4j.Message;
import org.mpi4j.ObjectRequest;
import org.mpi4j.Request;
import org.mpi4j.Status;
import org.mpi4j.internal.pt2pt.Unexpected;

/** A message that a matched probe has taken out of the queue; received once. Thread-safe. */
final class ProbedMessage implements Message {
    private final PointToPointCalls comm;
    private final @Nullable Unexpected message;
    private final Status status;
    private final AtomicBoolean received = new AtomicBoolean();

    /** @param message null for that of {@code PROC_NULL} */
    ProbedMessage(PointToPointCalls comm, @Nullable Unexpected message) {
        this.comm = comm;
        this.message = message;
        this.status = message == null ? CommCore.NO_PROCESS : message.status();
    }

    @Override
    public Status status() {
        return status;
    }

    @Override
    public Status recv(Buf buf) {
        comm.checkWritable("message.recv", buf);
        claim("message.recv");
        return message == null ? status : comm.recv("message.recv", buf, status.source(), status.tag(), message);
    }

    @Override
    public Request irecv(Buf buf) {
        comm.checkWritable("message.irecv", buf);
        claim("message.irecv");
        return message == null ? comm.done("message.irecv") : comm.startRecv("message.irecv", buf, status.source(), status.tag(), message);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says what was sent, and whether it may be null
    public <T> T recvObject() {
        claim("message.recvObject");
        return message == null ? null : (T) comm.recvObject("message.recvObject", message);
    }

    @Override
    public <T> ObjectRequest<T> irecvObject() {
        claim("message.irecvObject");
        return message == null ? new NoObject<>(comm, "message.irecvObject") : comm.irecvObject("message.irecvObject", message);
    }

    private void claim(String operation) {
        if (received.getAndSet(true)) {
            throw comm.error(ErrorClass.REQUEST, operation, "the message has been received already: source=" + status.source() + " tag=" + status.tag());
        }
    }
}

package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Status;
import org.mpi4j.internal.datatype.Booleans;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.pt2pt.Operation;
import org.mpi4j.internal.pt2pt.SendOp;

/** The sending end of a partitioned operation: each part is a message. Thread-safe; what changes is guarded by the progress lock. */
final class PartitionedSend implements PartitionedSide {
    private final CommCore comm;
    private final Parts parts;
    private final int dest;
    private final Status status;
    private final long context;
    private final boolean[] ready;
    private @Nullable Run run;

    /** The parts of one start on their way. Confined to the driver. */
    private static final class Run extends Completion implements Completion.Listener {
        private final CommCore comm;
        private int left;
        private @Nullable Failure first;

        Run(CommCore comm, int parts) {
            this.comm = comm;
            this.left = parts;
            if (parts == 0) {
                complete(null);
            }
        }

        @Override
        public void done(Completion part) {
            first = first == null ? part.failure() : first;
            comm.engine.release((Operation) part);
            partDone();
        }

        void partDone() {
            if (--left == 0) {
                complete(first);
            }
        }
    }

    PartitionedSend(CommCore comm, Parts parts, int dest, int tag) {
        this.comm = comm;
        this.parts = parts;
        this.dest = dest;
        this.status = dest == Comm.PROC_NULL ? CommCore.NO_PROCESS : new Status(comm.rank, tag, parts.count() * parts.bytes(), false);
        this.context = comm.process.contexts().next(comm.process.rank());
        this.ready = new boolean[parts.count()];
        if (dest != Comm.PROC_NULL) {
            tellReceiver(tag);
        }
    }

    @Override
    public Parts parts() {
        return parts;
    }

    private void tellReceiver(int tag) {
        MemorySegment words = new Channel(context, parts.count(), parts.bytes()).toMemory();
        comm.progress.enter();
        try {
            SendOp op = comm.engine.newSend();
            op.setEnvelope(comm.remote.jobRank(dest), Contexts.ofPartitioned(comm.context), comm.rank, tag, false);
            op.setBytes(words, 0, Channel.BYTES);
            comm.engine.start(op);
            comm.engine.background(op);
        } finally {
            comm.progress.exit();
        }
    }

    @Override
    public PendingRequest begin() {
        comm.checkBuf("psendInit", parts.buf());
        comm.progress.enter();
        try {
            Arrays.fill(ready, false);
            Run started = new Run(comm, parts.count());
            run = started;
            return new ToldRequest(comm, "psendInit", started, status);
        } finally {
            comm.progress.exit();
        }
    }

    @Override
    public void close() {}

    /** Sends parts, which exist; or tells why none of them is sent. */
    @Nullable Failure ready(int[] partitions) {
        comm.progress.enter();
        try {
            Run now = run;
            for (int i = 0; i < partitions.length; i++) {
                if (now == null || ready[partitions[i]]) {
                    for (int k = 0; k < i; k++) {
                        ready[partitions[k]] = false;
                    }
                    return new Failure(ErrorClass.REQUEST, "the partition is ready already: partition=" + partitions[i]);
                }
                ready[partitions[i]] = true;
            }
            for (int partition : partitions) {
                send(partition, Objects.requireNonNull(now));
            }
            return null;
        } finally {
            comm.progress.exit();
        }
    }

    private void send(int partition, Run now) {
        if (dest == Comm.PROC_NULL) {
            now.partDone();
            return;
        }
        TypeMap type = TypeMap.of(parts.buf().type());
        long at = partition * parts.elements() * type.extent();
        MemorySegment memory = parts.buf().memory();
        boolean[] booleans = parts.buf().booleans();
        if (booleans != null) {
            memory = Booleans.copyIn(booleans, parts.buf().booleansOffset() + (int) at, (int) parts.elements());
            at = 0;
        }
        int to = comm.remote.jobRank(dest);
        if (type.isContiguous() && comm.engine.sendAtOnce(to, context, comm.rank, partition, memory, at, parts.bytes())) {
            now.partDone();
            return;
        }
        SendOp op = comm.engine.newSend();
        op.setEnvelope(to, context, comm.rank, partition, false);
        op.setMemory(memory, at, parts.elements(), type);
        op.setParent(now);
        comm.engine.start(op);
        comm.engine.background(op);
    }
}

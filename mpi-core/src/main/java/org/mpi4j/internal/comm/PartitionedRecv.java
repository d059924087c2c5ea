package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Status;
import org.mpi4j.internal.datatype.Booleans;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.pt2pt.RecvOp;

/**
 * The receiving end of a partitioned operation. It learns of the sender's parts when the two ends have matched, and from then on each start posts a
 * receive for each of them. Thread-safe; what changes is guarded by the progress lock.
 */
final class PartitionedRecv implements PartitionedSide {
    private final CommCore comm;
    private final Parts parts;
    private final TypeMap type;
    private final int source;
    private final int tag;
    private final long[] words = new long[Channel.BYTES / Long.BYTES];
    private @Nullable RecvOp matching;
    private @Nullable Channel channel;
    private @Nullable Failure unmatched;
    private boolean closed;
    private volatile @Nullable Run run;

    PartitionedRecv(CommCore comm, Parts parts, int source, int tag) {
        this.comm = comm;
        this.parts = parts;
        this.type = TypeMap.of(parts.buf().type());
        this.source = source;
        this.tag = tag;
        if (source != Comm.PROC_NULL) {
            match();
        }
    }

    @Override
    public Parts parts() {
        return parts;
    }

    private void match() {
        comm.progress.enter();
        try {
            RecvOp op = comm.engine.newRecv();
            op.setEnvelope(comm.peer(source), Contexts.ofPartitioned(comm.context), source, tag);
            op.setBytes(MemorySegment.ofArray(words), 0, Channel.BYTES);
            op.setParent(this::matched);
            matching = op;
            comm.engine.start(op);
        } finally {
            comm.progress.exit();
        }
    }

    private void matched(Completion op) {
        unmatched = op.failure();
        Channel found = Channel.read(words);
        channel = found;
        matching = null;
        comm.engine.release((RecvOp) op);
        if (unmatched == null && !closed) {
            comm.process.instance().opened(found.context(), comm);
        }
        Run waiting = run;
        if (waiting != null) {
            waiting.receive();
        }
    }

    @Override
    public PendingRequest begin() {
        comm.checkBuf("precvInit", parts.buf());
        if (source == Comm.PROC_NULL) {
            return new ToldRequest(comm, "precvInit", Done.DONE, CommCore.NO_PROCESS);
        }
        comm.progress.enter();
        try {
            Run started = new Run();
            run = started;
            if (matching == null) {
                started.receive();
            } else {
                comm.engine.background(matching);
            }
            return new Request(comm, started);
        } finally {
            comm.progress.exit();
        }
    }

    @Override
    public void close() {
        comm.progress.enter();
        try {
            closed = true;
            Channel found = channel;
            if (found != null) {
                comm.process.instance().closed(found.context());
            }
        } finally {
            comm.progress.exit();
        }
    }

    /** Whether a part, which exists, has arrived. */
    boolean hasArrived(int partition) {
        Run now = run;
        return now == null || now.missing.get(partition) == 0;
    }

    private static final class Request extends PendingRequest {
        private final Run run;

        Request(CommCore comm, Run run) {
            super(comm, "precvInit", run);
            this.run = run;
        }

        @Override
        Status told() {
            return run.status();
        }
    }

    /** The parts of one start. Confined to the driver, but for {@code missing}. */
    private final class Run extends Completion implements Completion.Listener {
        /** For each part of this end, how many messages it waits for; written by the driver, read by all. */
        final AtomicIntegerArray missing = new AtomicIntegerArray(parts.count());

        private long left;
        private long bytes;
        private @Nullable Failure first;

        Run() {
            for (int i = 0; i < parts.count(); i++) {
                missing.set(i, 1);
            }
        }

        Status status() {
            return new Status(source, tag, Math.min(bytes, room()), false);
        }

        private long room() {
            return parts.count() * parts.bytes();
        }

        /** The two ends have matched. */
        void receive() {
            Channel from = channel;
            if (unmatched != null || from == null) {
                complete(unmatched);
                return;
            }
            bytes = from.bytes();
            if (bytes > room()) {
                first = new Failure(
                        ErrorClass.TRUNCATE,
                        "more is sent than there is room for: source=" + source + " tag=" + tag + " sent bytes=" + bytes + " room bytes=" + room());
            }
            for (int i = 0; i < parts.count(); i++) {
                missing.set(i, messages(i, from.partitionBytes()));
            }
            left = from.partitions() + 1;
            for (int i = 0; i < from.partitions(); i++) {
                start(i, from);
            }
            oneLess();
        }

        /** How many messages bring bytes of a part of this end. */
        private int messages(int partition, long messageBytes) {
            long from = partition * parts.bytes();
            long to = Math.min(from + parts.bytes(), bytes);
            return to <= from ? 0 : (int) ((to - 1) / messageBytes - from / messageBytes) + 1;
        }

        private void start(int message, Channel from) {
            long at = Math.min(message * from.partitionBytes(), room());
            long length = Math.min(from.partitionBytes(), room() - at);
            RecvOp op = comm.engine.newRecv();
            op.setEnvelope(comm.peer(source), from.context(), source, message);
            if (isReceivedInPlace(at, length)) {
                long elements = type.size() == 0 ? 0 : length / type.size();
                op.setMemory(parts.buf().memory(), type.size() == 0 ? 0 : at / type.size() * type.extent(), elements, type);
            } else {
                op.setMemoryWhenMatched(Memory::allocate);
            }
            op.setParent(this);
            comm.engine.start(op);
            comm.engine.background(op);
        }

        /** Whether a message goes to its place at once, which it does not where it ends within an element that has gaps. */
        private boolean isReceivedInPlace(long at, long length) {
            boolean fits = type.isContiguous() || (type.size() > 0 && at % type.size() == 0 && length % type.size() == 0);
            return fits && parts.buf().booleans() == null;
        }

        @Override
        public void done(Completion completion) {
            RecvOp op = (RecvOp) completion;
            Failure failure = op.failure();
            if (failure == null || failure.errorClass() == ErrorClass.TRUNCATE) {
                arrived(op);
            }
            first = first == null ? failure : first;
            comm.engine.release(op);
            oneLess();
        }

        private void arrived(RecvOp op) {
            long messageBytes = Objects.requireNonNull(channel).partitionBytes();
            long from = Math.min(op.statusTag() * messageBytes, room());
            long to = Math.min(from + messageBytes, room());
            if (from == to) {
                return;
            }
            if (!isReceivedInPlace(from, to - from)) {
                put(op.received(), from, to - from);
            }
            for (int i = (int) (from / parts.bytes()); i <= (to - 1) / parts.bytes(); i++) {
                missing.decrementAndGet(i);
            }
        }

        private void put(MemorySegment received, long at, long length) {
            boolean[] booleans = parts.buf().booleans();
            if (booleans == null) {
                type.unpack(received, 0, parts.buf().memory(), 0, at, length);
            } else {
                Booleans.copyOut(received, 0, booleans, parts.buf().booleansOffset() + (int) at, (int) length);
            }
        }

        private void oneLess() {
            if (--left == 0) {
                complete(first);
            }
        }
    }
}

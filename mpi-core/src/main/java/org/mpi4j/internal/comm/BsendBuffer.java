package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buffering;
import org.mpi4j.ErrorClass;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;

/**
 * Where a communicator, a session or a process keeps messages of buffered mode that have not left: in attached memory, first fit, or on the heap. Those
 * who call it say which communicator hears of errors. Thread-safe; all state is guarded by the progress lock, but for the glance at {@code attached}.
 */
public final class BsendBuffer {
    /**
     * Memory for a message.
     *
     * @param at its place in the attached memory; -1 if it is on the heap
     */
    record Room(MemorySegment memory, long at) {}

    /** Of a message whose memory is not known here. */
    static final Room ELSEWHERE = new Room(MemorySegment.NULL, -1);

    /** Done when all of some messages have left, however that ended. Confined to the driver. */
    private static final class Flush extends Completion implements Completion.Listener {
        private int left = 1;

        void add(Completion message) {
            left++;
            message.listen(this);
        }

        @Override
        public void done(Completion message) {
            oneLess();
        }

        void oneLess() {
            if (--left == 0) {
                complete(null);
            }
        }
    }

    private final Progress progress;
    private final Map<Completion, Room> messages = new LinkedHashMap<>();

    /** Where each message in the attached memory begins, and where it ends. */
    private final TreeMap<Long, Long> taken = new TreeMap<>();

    private volatile @Nullable MemorySegment attached;

    public BsendBuffer(Progress progress) {
        this.progress = progress;
    }

    boolean isAttached() {
        return attached != null;
    }

    void attach(CommCore comm, MemorySegment buffer) {
        comm.checkOpen("attachBuffer");
        if (!buffer.scope().isAlive() || !buffer.isAccessibleBy(CommCore.ANOTHER_THREAD) || buffer.isReadOnly()) {
            throw comm.error(
                    ErrorClass.BUFFER, "attachBuffer", "the memory's arena has been closed, or it is confined to one thread or read-only: bytes=" + buffer.byteSize());
        }
        MemorySegment before;
        progress.enter();
        try {
            before = attached;
            if (before == null) {
                attached = buffer;
            }
        } finally {
            progress.exit();
        }
        if (before != null) {
            throw comm.error(ErrorClass.BUFFER, "attachBuffer", "a buffer is attached already: " + describe(before));
        }
    }

    void attach(CommCore comm, long bytes) {
        if (bytes < 0) {
            throw comm.error(ErrorClass.ARG, "attachBuffer", "less than 0: bytes=" + bytes);
        }
        attach(comm, Memory.allocate(bytes));
    }

    private static String describe(MemorySegment buffer) {
        return buffer.equals(Buffering.BUFFER_AUTOMATIC) ? "buffer=BUFFER_AUTOMATIC" : "bytes=" + buffer.byteSize();
    }

    MemorySegment detach(CommCore comm) {
        while (true) {
            comm.await("detachBuffer", flush());
            progress.enter();
            try {
                MemorySegment buffer = attached;
                if (buffer == null) {
                    break;
                }
                if (messages.isEmpty()) {
                    attached = null;
                    return buffer;
                }
            } finally {
                progress.exit();
            }
        }
        throw comm.error(ErrorClass.BUFFER, "detachBuffer", "no buffer is attached:");
    }

    void flush(CommCore comm) {
        comm.await("flushBuffer", flush());
    }

    PendingRequest iflush(CommCore comm) {
        return new ToldRequest(comm, "iflushBuffer", flush(), Status.EMPTY);
    }

    private Completion flush() {
        progress.enter();
        try {
            Flush flush = new Flush();
            messages.keySet().forEach(flush::add);
            flush.oneLess();
            return flush;
        } finally {
            progress.exit();
        }
    }

    // ---- for the sends; only as the driver ----

    /** Memory for a message; null if the attached buffer has no room for it. */
    @Nullable Room take(long bytes) {
        MemorySegment buffer = attached;
        if (buffer == null || buffer.equals(Buffering.BUFFER_AUTOMATIC)) {
            return new Room(Memory.allocate(bytes), -1);
        }
        long need = bytes + Buffering.BSEND_OVERHEAD;
        long at = 0;
        for (Map.Entry<Long, Long> message : taken.entrySet()) {
            if (message.getKey() - at >= need) {
                break;
            }
            at = message.getValue();
        }
        return buffer.byteSize() - at >= need ? new Room(buffer.asSlice(at, bytes), at) : null;
    }

    /** Keeps what {@link #take} has given until the message has left. */
    void keep(Completion message, Room room) {
        if (message.isDone()) {
            return;
        }
        messages.put(message, room);
        if (room.at >= 0) {
            taken.put(room.at, room.at + room.memory.byteSize() + Buffering.BSEND_OVERHEAD);
        }
        message.listen(this::left);
    }

    private void left(Completion message) {
        Room room = messages.remove(message);
        if (room != null && room.at >= 0) {
            taken.remove(room.at);
        }
    }

    /** Why {@link #take} gave nothing. */
    Failure overflow(long bytes) {
        MemorySegment buffer = attached;
        long used = taken.entrySet().stream().mapToLong(message -> message.getValue() - message.getKey()).sum();
        return new Failure(
                ErrorClass.BUFFER,
                "the attached buffer has no room for the message: message bytes=" + bytes + " BSEND_OVERHEAD=" + Buffering.BSEND_OVERHEAD + " used bytes=" + used
                        + " buffer bytes=" + (buffer == null ? 0 : buffer.byteSize()));
    }
}

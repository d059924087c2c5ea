package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mpi4j.internal.progress.Source;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;

/** Engines of one JVM joined by queues with room for a few frames: the simplest transport there can be, to test what stands on it. */
final class QueueTransport implements Source {
    record Frame(int from, long w0, long w1, long w2, long w3, byte[] payload) {}

    private final int rank;
    private final QueueTransport[] all;
    private final FrameReceiver receiver;
    private final Sleeper sleeper;
    private final int roomFrames;
    private final ConcurrentLinkedQueue<Frame> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sleeping = new AtomicBoolean();

    QueueTransport(int rank, QueueTransport[] all, FrameReceiver receiver, Sleeper sleeper, int roomFrames) {
        this.rank = rank;
        this.all = all;
        this.receiver = receiver;
        this.sleeper = sleeper;
        this.roomFrames = roomFrames;
    }

    Link open(int peer) {
        return new Link() {
            @Override
            public int maxPayload() {
                return 1000;
            }

            @Override
            public boolean trySend(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
                QueueTransport to = all[peer];
                if (to.inbox.size() >= roomFrames) {
                    return false;
                }
                to.inbox.add(new Frame(rank, w0, w1, w2, w3, payload.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE)));
                if (to.sleeping.get()) {
                    to.sleeper.wake();
                }
                return true;
            }
        };
    }

    @Override
    public int poll() {
        Frame frame = inbox.poll();
        if (frame == null) {
            return 0;
        }
        receiver.frame(frame.from, frame.w0, frame.w1, frame.w2, frame.w3, MemorySegment.ofArray(frame.payload), 0, frame.payload.length);
        return 1;
    }

    @Override
    public boolean prepareSleep() {
        sleeping.set(true);
        return inbox.isEmpty();
    }

    @Override
    public void endSleep() {
        sleeping.set(false);
    }

    @Override
    public long longestSleepNanos() {
        return Long.MAX_VALUE;
    }
}

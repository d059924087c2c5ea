package org.mpi4j.bench.jcstress;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.SelectableChannel;
import org.mpi4j.internal.transport.shm.Doorbell;
import org.mpi4j.internal.transport.shm.ShmLayout;
import org.mpi4j.internal.transport.shm.ShmSegment;
import org.mpi4j.internal.transport.shm.ShmTransport;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;
import org.mpi4j.spi.TransportContext;

/** One rank of a race over the smallest inboxes. Each frame is its number, five times: in the header and in the payload. */
final class RacingRank implements FrameReceiver, Sleeper {
    private final ShmTransport transport;
    private final Link link;
    private final int rank;
    private final MemorySegment payload = MemorySegment.ofArray(new byte[4096]);
    volatile boolean rung;
    int whole;
    int torn;

    private RacingRank(int rank, int[] ranks, ShmSegment segment, Doorbell doorbell) {
        this.rank = rank;
        TransportContext context =
                new TransportContext(rank, ranks.length, "race", new byte[0], this, this, () -> true, key -> key);
        transport = new ShmTransport(context, segment, rank, ranks, false, doorbell);
        link = transport.open(0, new byte[0]);
    }

    /** Ranks that all send to rank 0. */
    static RacingRank[] start(int size) {
        ShmSegment segment = ShmSegment.anonymous(ShmLayout.near(size, 0, 0, 1), Long.MAX_VALUE).orElseThrow();
        RacingRank[] started = new RacingRank[size];
        int[] ranks = new int[size];
        for (int i = 0; i < size; i++) {
            ranks[i] = i;
        }
        for (int i = 0; i < size; i++) {
            started[i] = new RacingRank(i, ranks, segment, Doorbell.ofThreads(peer -> started[peer]));
        }
        return started;
    }

    static void closeAll(RacingRank[] ranks) {
        for (RacingRank rank : ranks) {
            rank.transport.close();
        }
    }

    boolean send(int length) {
        payload.asSlice(0, length).fill((byte) (rank + 1));
        return link.trySend(rank, rank, rank, rank, payload, 0, length);
    }

    int poll() {
        return transport.poll();
    }

    boolean prepareSleep() {
        return transport.prepareSleep();
    }

    @Override
    public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment memory, long offset, int length) {
        boolean intact = w0 == peer && w1 == peer && w2 == peer && w3 == peer;
        for (int i = 0; i < length; i++) {
            intact &= memory.get(ValueLayout.JAVA_BYTE, offset + i) == (byte) (peer + 1);
        }
        whole += intact ? 1 : 0;
        torn += intact ? 0 : 1;
    }

    @Override
    public void broken(int peer, String why, boolean lossy) {
        torn++;
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {}

    @Override
    public void wake() {
        rung = true;
    }
}

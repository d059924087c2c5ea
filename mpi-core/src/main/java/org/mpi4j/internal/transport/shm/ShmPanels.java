package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mpi4j.spi.Board;
import org.mpi4j.spi.Panels;

/**
 * The panels of one rank, and its view of those of its host. They are mapped when the first is taken. Confined to the driver.
 *
 * <p>A ticket is a panel's index, in the lowest bits, and the last number that it has had.
 */
final class ShmPanels implements Panels {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final int INDEX_BITS = Integer.numberOfTrailingZeros(ShmPanel.COUNT);

    private final ShmTransport transport;
    private final ShmSegment segment;
    private final int localRank;
    private final int ranks;
    private final long[] lastNumbers = new long[ShmPanel.COUNT];
    private final boolean[] taken = new boolean[ShmPanel.COUNT];

    /** The boards that had them last, whose members may still read. */
    private final @Nullable ShmBoard[] before = new ShmBoard[ShmPanel.COUNT];

    private @Nullable MemorySegment memory;
    private boolean isMissing;
    private boolean asleep;

    ShmPanels(ShmTransport transport, ShmSegment segment, int localRank) {
        this.transport = transport;
        this.segment = segment;
        this.localRank = localRank;
        this.ranks = segment.layout().inboxes();
    }

    @Override
    public long take() {
        assert transport.driving() : "take outside of the driver";
        if (memory() == null) {
            return NONE;
        }
        for (int panel = 0; panel < ShmPanel.COUNT; panel++) {
            ShmBoard last = before[panel];
            if (!taken[panel] && (last == null || last.isLeft())) {
                before[panel] = null;
                taken[panel] = true;
                return lastNumbers[panel] << INDEX_BITS | panel;
            }
        }
        return NONE;
    }

    private @Nullable MemorySegment memory() {
        if (memory == null && !isMissing) {
            try {
                memory = segment.panels();
            } catch (IOException e) {
                isMissing = true;
                System.getLogger(ShmPanels.class.getName()).log(System.Logger.Level.DEBUG, "no panels: localRank=" + localRank, e);
            }
        }
        return memory;
    }

    private static int panelOf(long ticket) {
        return (int) ticket & (ShmPanel.COUNT - 1);
    }

    @Override
    public void giveBack(long ticket) {
        assert transport.driving() : "giveBack outside of the driver";
        if (ticket != NONE) {
            taken[panelOf(ticket)] = false;
        }
    }

    @Override
    public Board open(int[] peers, long[] tickets, int self) {
        assert transport.driving() : "open outside of the driver";
        MemorySegment all = memory();
        if (all == null) {
            throw new IllegalStateException("a board without memory: localRank=" + localRank);
        }
        int size = peers.length;
        long[] panelAt = new long[size];
        long[] strides = new long[size];
        long[] lasts = new long[size];
        long members = 0;
        for (int member = 0; member < size; member++) {
            int local = transport.localRankOf(peers[member]);
            int panel = panelOf(tickets[member]);
            panelAt[member] = ShmPanel.at(local, panel, ranks);
            strides[member] = ShmPanel.stride(panel, ranks);
            lasts[member] = tickets[member] >>> INDEX_BITS;
            members |= member == self ? 0 : 1L << local;
        }
        int postBytes = Arrays.stream(tickets).mapToInt(ticket -> ShmPanel.postBytes(panelOf(ticket), ranks)).min().orElse(0);
        return new ShmBoard(this, all, self, panelOf(tickets[self]), postBytes, members, panelAt, strides, lasts);
    }

    /** A board gives this rank's panel back. */
    void closed(int panel, ShmBoard board) {
        assert transport.driving() : "close outside of the driver";
        lastNumbers[panel] = board.endOfOwn();
        before[panel] = board;
        taken[panel] = false;
    }

    @Override
    public void fallAsleep() {
        MemorySegment all = memory;
        if (all != null) {
            asleep = true;
            long _ = (long) LONG.getAndBitwiseOr(all, ShmPanel.SLEEPERS, 1L << localRank);
        }
    }

    @Override
    public void wakeUp() {
        MemorySegment all = memory;
        if (all != null && asleep) {
            asleep = false;
            long _ = (long) LONG.getAndBitwiseAnd(all, ShmPanel.SLEEPERS, ~(1L << localRank));
        }
    }

    /** Rings those of these local ranks that sleep, each once. */
    void wake(long locals) {
        MemorySegment all = memory;
        if (all != null) {
            transport.ringAll((long) LONG.getAndBitwiseAnd(all, ShmPanel.SLEEPERS, ~locals) & locals);
        }
    }
}

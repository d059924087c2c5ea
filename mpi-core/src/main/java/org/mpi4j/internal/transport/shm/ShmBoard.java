package org.mpi4j.internal.transport.shm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.mpi4j.spi.Board;

/**
 * Panels of some ranks of this host. Confined to this rank's driver.
 *
 * <p>A post is written, then its number with release; a reader that sees the number with acquire sees the post. A reader writes the number of a post that it
 * has left with release; a writer that sees that with acquire may write over it. Each member's panel has numbers of its own, those of the board after the
 * last of the board before.
 *
 * <p>Whether a member sleeps is looked at without a fence after a post, so that a post costs none. A rank that falls asleep just then may be missed; it
 * therefore does not sleep for longer than it has waited.
 */
final class ShmBoard implements Board {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();

    private final ShmPanels panels;
    private final MemorySegment memory;
    private final int self;
    private final int panel;
    private final int postBytes;
    private final long members;
    private final long[] panelAt;
    private final long[] strides;
    private final long[] before;
    private long free = DEPTH;
    private long lastNumber;

    /**
     * Made by {@link ShmPanels} alone.
     *
     * @param panelAt where each member's panel lies
     * @param strides of the posts on it
     * @param before the last number that it had before this board
     * @param members the others, as bits
     */
    ShmBoard(ShmPanels panels, MemorySegment memory, int self, int panel, int postBytes, long members, long[] panelAt, long[] strides, long[] before) {
        this.panels = panels;
        this.memory = memory;
        this.self = self;
        this.panel = panel;
        this.postBytes = postBytes;
        this.members = members;
        this.panelAt = panelAt;
        this.strides = strides;
        this.before = before;
    }

    @Override
    public int postBytes() {
        return postBytes;
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    private long postAt(int member, long number) {
        return panelAt[member] + ShmPanel.postAt(before[member] + number, strides[member]);
    }

    @Override
    public long at(int member, long number, int bytes) {
        return postAt(member, number) + ShmPanel.payloadAt(bytes);
    }

    @Override
    public boolean mayWrite(long number) {
        if (number > free) {
            free = leftByAll() + DEPTH;
        }
        return number <= free;
    }

    private long leftByAll() {
        long least = Long.MAX_VALUE;
        for (int member = 0; member < panelAt.length; member++) {
            if (member != self) {
                least = Math.min(least, leftBy(member));
            }
        }
        return least;
    }

    private long leftBy(int member) {
        return (long) LONG.getAcquire(memory, panelAt[member] + ShmPanel.LEFT) - before[member];
    }

    @Override
    public void post(long number, long word) {
        long at = postAt(self, number);
        LONG.set(memory, at + ShmPanel.WORD, word);
        LONG.setRelease(memory, at + ShmPanel.NUMBER, before[self] + number);
        wakeMembers();
    }

    @Override
    public boolean isPosted(int member, long number) {
        return (long) LONG.getAcquire(memory, postAt(member, number) + ShmPanel.NUMBER) == before[member] + number;
    }

    @Override
    public long word(int member, long number) {
        return (long) LONG.get(memory, postAt(member, number) + ShmPanel.WORD);
    }

    @Override
    public void leave(long number) {
        LONG.setRelease(memory, panelAt[self] + ShmPanel.LEFT, before[self] + number);
        wakeMembers();
    }

    @Override
    public boolean hasLeft(int member, long number) {
        return leftBy(member) >= number;
    }

    @Override
    public void sawAll(long number) {
        free = Math.max(free, number - 1 + DEPTH);
    }

    private void wakeMembers() {
        if (((long) LONG.getOpaque(memory, ShmPanel.SLEEPERS) & members) != 0) {
            panels.wake(members);
        }
    }

    @Override
    public void close(long number) {
        lastNumber = number;
        panels.closed(panel, this);
    }

    /** The last number that the own panel has had. */
    long endOfOwn() {
        return before[self] + lastNumber;
    }

    /** Whether all members have left all posts, so that the panel can come to another board. */
    boolean isLeft() {
        return leftByAll() >= lastNumber;
    }
}

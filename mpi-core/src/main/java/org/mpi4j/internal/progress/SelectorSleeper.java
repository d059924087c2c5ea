package org.mpi4j.internal.progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;

/** Sleeps in a selector that watches the transports' channels: for a rank that is a process. Thread-safe. */
public final class SelectorSleeper implements RankSleeper {
    private static final long LONGEST_MILLIS = 1_000;

    private final Selector selector;

    public SelectorSleeper() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A virtual thread would hold its carrier while it sleeps in the kernel. */
    @Override
    public boolean canSleep() {
        return !Thread.currentThread().isVirtual();
    }

    @Override
    public void sleep(long nanos) {
        try {
            selector.select(_ -> {}, Math.clamp(nanos / 1_000_000, 1, LONGEST_MILLIS));
        } catch (ClosedSelectorException _) {
            return; // the rank has left its job
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {
        try {
            channel.register(selector, operations);
        } catch (ClosedChannelException _) {
            return; // a closed channel never wakes anybody
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

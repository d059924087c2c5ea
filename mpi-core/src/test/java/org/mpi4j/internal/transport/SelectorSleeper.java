package org.mpi4j.internal.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import org.mpi4j.spi.Sleeper;

/** The sleeper of the contract's ranks. Thread-safe. */
final class SelectorSleeper implements Sleeper, Closeable {
    private final Selector selector;

    SelectorSleeper() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {
        try {
            channel.register(selector, operations);
            selector.wakeup();
        } catch (ClosedChannelException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    /** Sleeps until woken, for at most so many milliseconds. */
    void sleep(long millis) {
        try {
            selector.select(millis);
            selector.selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}

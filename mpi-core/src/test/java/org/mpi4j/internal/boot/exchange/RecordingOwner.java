package org.mpi4j.internal.boot.exchange;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps in words what it is told of the ranks, in order. Thread-safe. */
public final class RecordingOwner implements ExchangeOwner {
    public final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void joined(int rank, String host, long processId) {
        events.add("joined " + rank + " on " + host);
    }

    @Override
    public void left(int rank) {
        events.add("left " + rank);
    }

    @Override
    public void returned(int rank) {
        events.add("returned " + rank);
    }

    @Override
    public void lost(int rank, String host) {
        events.add("lost " + rank + " on " + host);
    }

    @Override
    public void ended(JobEnd end) {
        events.add("ended " + end.cause() + " " + end.code() + " by " + end.rank());
    }
}

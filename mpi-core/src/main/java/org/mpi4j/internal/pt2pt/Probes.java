package org.mpi4j.internal.pt2pt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.mpi4j.internal.match.UnexpectedQueue;
import org.mpi4j.internal.progress.Failure;

/** The probes that wait for a message, oldest first. Confined to the driver. */
final class Probes {
    private final List<ProbeOp> waiting = new ArrayList<>();
    private final UnexpectedQueue<Unexpected> unexpected;

    /** @param unexpected where a message is taken from when a probe claims it */
    Probes(UnexpectedQueue<Unexpected> unexpected) {
        this.unexpected = unexpected;
    }

    void add(ProbeOp probe) {
        waiting.add(probe);
    }

    /** A message for the probe is in the queue. */
    void found(ProbeOp probe, Unexpected message) {
        message.isShown = true;
        probe.found = message;
        if (probe.claims) {
            unexpected.remove(message.entry);
        }
        probe.complete(null);
    }

    /** A message has come into the queue: tells those that it fits, up to the first that claims it. */
    void offer(Unexpected message, long context) {
        for (int i = 0; i < waiting.size(); i++) {
            ProbeOp probe = waiting.get(i);
            if (probe.fits(context, message.source, message.tag)) {
                waiting.remove(i--);
                found(probe, message);
                if (probe.claims) {
                    return;
                }
            }
        }
    }

    void forEach(Consumer<ProbeOp> action) {
        waiting.forEach(action);
    }

    /** Ends those in these contexts. */
    void end(LongPredicate contexts, Failure why) {
        for (ProbeOp probe : List.copyOf(waiting)) {
            if (contexts.test(probe.context)) {
                waiting.remove(probe);
                probe.complete(why);
            }
        }
    }

    /** A peer is lost: ends those that its message might have answered. */
    void lose(int rank, Failure failure) {
        for (ProbeOp probe : List.copyOf(waiting)) {
            if (probe.peer == rank || probe.peer < 0) {
                waiting.remove(probe);
                probe.complete(failure);
            }
        }
    }
}

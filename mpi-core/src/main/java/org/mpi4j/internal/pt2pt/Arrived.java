package org.mpi4j.internal.pt2pt;

import java.util.List;

/**
 * A message that has come and that nobody has asked for yet. Immutable.
 *
 * @param peer the sender's rank in the job
 */
public record Arrived(long context, int peer, int tag, long bytes) {
    /** All that a rank has, the oldest first; asked with the progress lock held. */
    public static List<Arrived> all(Engine engine) {
        assert engine.progress().isDriver();
        return engine.unexpected.all().stream().map(Arrived::of).toList();
    }

    private static Arrived of(Unexpected message) {
        return new Arrived(message.entry.context(), message.peer, message.tag, message.bytes);
    }
}

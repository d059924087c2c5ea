package org.mpi4j.internal.pt2pt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.mpi4j.internal.progress.Completion;

/**
 * An operation under way, as a report shows it. Immutable.
 *
 * @param operation to be compared only
 * @param peer the other end's rank in the job; -1 for any
 * @param source of a receive, the rank in the communicator that it names, or ANY_SOURCE
 * @param bytes to send, or room to receive into
 * @param movedBytes of them that are there already
 */
public record Pending(Completion operation, Stage stage, long context, int peer, int source, int tag, long bytes, long movedBytes) {
    /** What an operation waits for. */
    public enum Stage {
        /** A receive: no message has come that fits. */
        RECV_POSTED,
        /** A receive: a message has matched, and its data come. */
        RECV_DATA,
        /** A send: there is no room for its envelope on the link yet. */
        SEND_QUEUED,
        /** A send: no receive that fits is known. */
        SEND_OFFERED,
        /** A send: the receiver takes the data. */
        SEND_DATA,
        /** A probe: no message has come that fits. */
        PROBE
    }

    /** All that are under way in a rank; asked with the progress lock held. */
    public static List<Pending> all(Engine engine) {
        assert engine.progress().isDriver();
        List<Pending> all = new ArrayList<>();
        Set<Operation> queued = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Operation> moving = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Peer peer : engine.peers) {
            if (peer != null) {
                peer.addTo(queued, moving);
            }
        }
        engine.posted.forEach(op -> all.add(of(op, Stage.RECV_POSTED, op.source())));
        queued.forEach(op -> all.add(of(op, Stage.SEND_QUEUED, 0)));
        moving.forEach(op -> all.add(op instanceof RecvOp recv ? of(recv, Stage.RECV_DATA, recv.statusSource()) : of(op, Stage.SEND_DATA, 0)));
        engine.table.forEach(op -> {
            if (op instanceof RecvOp recv) {
                all.add(of(recv, Stage.RECV_DATA, recv.statusSource()));
            } else if (!queued.contains(op) && !moving.contains(op)) {
                all.add(of(op, Stage.SEND_OFFERED, 0));
            }
        });
        for (Unexpected message : engine.unexpected.all()) {
            if (message.local != null) {
                all.add(of(message.local, Stage.SEND_OFFERED, 0));
            }
        }
        engine.probes.forEach(probe -> all.add(new Pending(probe, Stage.PROBE, probe.context, probe.peer, probe.source, probe.tag, 0, 0)));
        return all;
    }

    private static Pending of(Operation op, Stage stage, int source) {
        return new Pending(op, stage, op.context, op.peer, source, op.tag, op.bytes, op.moved);
    }
}

package org.mpi4j.internal.coll;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receives and sends of a round start together; when all of them are complete, the local steps are done in order. Immutable.
 *
 * <p>Receives of the same peer match in the order of the list, and so do sends. No place that a round receives into overlaps another place of
 * its messages.
 *
 * @param board what is posted and waited for on the board; null if nothing, as in a round with messages
 */
public record Round(List<Step.Recv> receives, List<Step.Send> sends, List<Step.Local> locals, @Nullable BoardRound board) {
    public Round {
        receives = List.copyOf(receives);
        sends = List.copyOf(sends);
        locals = List.copyOf(locals);
        assert board == null || (receives.isEmpty() && sends.isEmpty()) : "messages and a board in one round";
    }

    Round(List<Step.Recv> receives, List<Step.Send> sends, List<Step.Local> locals) {
        this(receives, sends, locals, null);
    }
}

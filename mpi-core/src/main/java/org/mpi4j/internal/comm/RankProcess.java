package org.mpi4j.internal.comm;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.coll.BoardWaits;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.settings.Settings;

/**
 * What communicators know of the process they live in. Thread-safe.
 *
 * @param rank this process's rank in the job
 * @param size how many ranks the job has
 * @param hosts for each rank of the job the number of its host; ranks with the same number share memory
 * @param coreShares how much of a core each rank of the job has: 1, or less where more ranks run on its host than there are cores
 * @param host this host's name, for messages
 * @param engine the messages of this rank
 * @param boards what waits for ranks of this host that post on boards; null if this rank shares no memory
 * @param settings the settings in force
 * @param contexts the number of the next context this process can agree to; guarded by the communicator that makes another
 * @param errorCodes those that the program has added
 * @param bsends where messages of buffered mode are kept whose communicator has no buffer of its own
 * @param instance the use of MPI that they belong to
 * @param unclosed what is open; null if nobody wants to know
 * @param abort ends the whole job with an exit code; does not return
 */
public record RankProcess(
        int rank,
        int size,
        int[] hosts,
        double[] coreShares,
        String host,
        Engine engine,
        @Nullable BoardWaits boards,
        Settings settings,
        Contexts contexts,
        ErrorCodes errorCodes,
        BsendBuffer bsends,
        Instance instance,
        @Nullable Unclosed unclosed,
        IntConsumer abort) {
    /** Says on standard error what has not been closed, if the settings ask for it. */
    public void reportUnclosed() {
        if (unclosed != null) {
            System.err.print(unclosed.report("rank " + rank + " on " + host));
        }
    }
}

package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mpi4j.internal.pt2pt.RecvOp;

/** How some processes of a communicator agree on a context, without the others: the first of them gives it out, down a binomial tree. Stateless. */
final class GroupStart {
    private GroupStart() {}

    /**
     * Returns the context.
     *
     * @param members ranks in the communicator
     * @param place of this process among the members
     */
    static long agree(String operation, IntraComm comm, int[] members, int place, int tag) {
        long aside = comm.context | Contexts.SOME;
        int lowest = place == 0 ? Integer.highestOneBit(members.length) << 1 : Integer.lowestOneBit(place);
        long[] context = {comm.newContext()};
        if (place != 0) {
            RecvOp receiving = comm.startObjectRecv(members[place - lowest], tag, aside, null);
            comm.await(operation, receiving);
            context[0] = receiving.received().get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
        }
        for (int step = lowest >> 1; step > 0; step >>= 1) {
            if (place + step < members.length) {
                comm.await(operation, comm.startBytes(MemorySegment.ofArray(context), members[place + step], tag, false, aside));
            }
        }
        return context[0];
    }
}

package org.mpi4j.internal.comm;

import org.mpi4j.ErrorHandler;
import org.mpi4j.ObjectSerializer;

/**
 * What a communicator is made of. Immutable.
 *
 * @param group this process's own group
 * @param remote those that messages go to and come from: the same group, or an intercommunicator's other one
 * @param union all processes, in the order in which collective operations count them: the same group, or both, the lower one first
 * @param context an even number that no other communicator of these processes has
 */
record CommParts(
        RankProcess process,
        RankGroup group,
        RankGroup remote,
        RankGroup union,
        long context,
        String name,
        ErrorHandler errorHandler,
        ObjectSerializer serializer,
        Hints hints) {
    /** Of a communicator within one group, with nothing promised of its use. */
    static CommParts within(
            RankProcess process, RankGroup group, long context, String name, ErrorHandler errorHandler, ObjectSerializer serializer) {
        return new CommParts(process, group, group, group, context, name, errorHandler, serializer, Hints.NONE);
    }

    /** Of a communicator within one group that is made from another, with its error handler and serializer. */
    static CommParts within(CommCore parent, RankGroup group, long context) {
        return within(parent.process, group, context, "", parent.errorHandler(), parent.serializer());
    }

    /** Of an intercommunicator that is made from another communicator, with its error handler and serializer. */
    static CommParts between(CommCore parent, RankGroup group, RankGroup remote, long context) {
        return new CommParts(
                parent.process, group, remote, union(group, remote), context, "", parent.errorHandler(), parent.serializer(), Hints.NONE);
    }

    /** Both groups; first that whose first process is lower in the job. They have no process in common, so all agree on it. */
    private static RankGroup union(RankGroup one, RankGroup other) {
        return one.jobRank(0) < other.jobRank(0) ? one.union(other) : other.union(one);
    }

    /** Whether the messages go to another group than this process's own. */
    @SuppressWarnings("ReferenceEquality")
    boolean isInter() {
        return group != remote;
    }

    CommParts with(long newContext) {
        return new CommParts(process, group, remote, union, newContext, name, errorHandler, serializer, hints);
    }

    CommParts with(Hints promised) {
        return new CommParts(process, group, remote, union, context, name, errorHandler, serializer, promised);
    }
}

package org.mpi4j.internal.comm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.ErrorHandler;
import org.mpi4j.Group;
import org.mpi4j.Info;
import org.mpi4j.Intercomm;
import org.mpi4j.MpiException;
import org.mpi4j.ObjectSerializer;
import org.mpi4j.internal.serial.StandardSerializer;

/**
 * Communicators of processes that share none yet. They meet in a context that each of them works out alone, from the tag and the group,
 * and there the one with the lowest rank in the job gives out the context to stay. Stateless.
 */
public final class FromGroup {
    private FromGroup() {}

    /**
     * Collective over the group.
     *
     * @return null if the group is empty
     * @throws MpiException GROUP if this process is not in the group, or it is another one elsewhere
     */
    public static @Nullable IntraComm create(RankProcess process, Group group, String stringTag, Info info, ErrorHandler errorHandler) {
        String operation = "createCommFromGroup";
        if (group.size() == 0) {
            return null;
        }
        if (!(group instanceof RankGroup ranks) || group.rank() == Comm.UNDEFINED) {
            throw new MpiException(
                    ErrorClass.GROUP, operation + ": this process is not in the group: job rank=" + process.rank() + " group=" + group + " stringTag='" + stringTag + "'");
        }
        int[] members = ranks.jobRanks();
        long context = process.size() == 1 || members.length == 1
                ? process.contexts().next(process.rank())
                : meet(process, members, stringTag, operation);
        ObjectSerializer serializer = StandardSerializer.of(process.settings());
        IntraComm made = new IntraComm(CommParts.within(process, ranks, context, "", errorHandler, serializer).with(Hints.of(info)));
        process.instance().madeFromGroup(made);
        return made;
    }

    /** The context that the member with the lowest job rank gives out. */
    private static long meet(RankProcess process, int[] members, String stringTag, String operation) {
        int[] sorted = members.clone();
        Arrays.sort(sorted);
        IntraComm meeting = meeting(process, sorted, operation, stringTag, ErrorHandler.ERRORS_RETURN);
        try {
            long order = hash(0, members);
            long[] told = {process.contexts().next(process.rank()), order};
            meeting.bcast(Buf.of(told), 0);
            if (told[1] != order) {
                throw new MpiException(
                        ErrorClass.GROUP,
                        operation + ": the group has another order here than on job rank=" + sorted[0] + ": group=" + Arrays.toString(members)
                                + " stringTag='" + stringTag + "' job rank=" + process.rank());
            }
            return told[0];
        } finally {
            meeting.markClosed();
        }
    }

    /** A communicator that its members have without a word: for as long as they make another. */
    private static IntraComm meeting(RankProcess process, int[] members, String operation, String stringTag, ErrorHandler errorHandler) {
        String name = operation + " '" + stringTag + "'";
        long context = Contexts.ofHash(hash(hash(0, name.getBytes(StandardCharsets.UTF_8)), members));
        ObjectSerializer serializer = StandardSerializer.of(process.settings());
        return new IntraComm(CommParts.within(process, RankGroup.of(members, process.rank()), context, name, errorHandler, serializer));
    }

    /**
     * An intercommunicator. Collective over both groups.
     *
     * @param remoteGroup asked of the leader only
     * @param remoteLeader asked of the leader only
     * @throws MpiException GROUP if this process is not in the local group; RANK if a leader is not in its group; COMM if a process is in both
     */
    public static Intercomm createIntercomm(
            RankProcess process,
            Group localGroup,
            int localLeader,
            @Nullable Group remoteGroup,
            int remoteLeader,
            String stringTag,
            Info info,
            ErrorHandler errorHandler) {
        String operation = "createIntercommFromGroups";
        if (!(localGroup instanceof RankGroup local) || localGroup.rank() == Comm.UNDEFINED) {
            throw new MpiException(
                    ErrorClass.GROUP,
                    operation + ": this process is not in the local group: job rank=" + process.rank() + " localGroup=" + localGroup + " stringTag='" + stringTag + "'");
        }
        checkLeader(operation, "localLeader", localLeader, local);
        IntraComm here = meeting(process, local.jobRanks(), operation, stringTag, errorHandler);
        try {
            CommParts parts = IntercommStart.agree(
                    here, localLeader, () -> lead(process, here, localLeader, remoteGroup, remoteLeader, stringTag, errorHandler));
            InterComm made = new InterComm(parts.with(Hints.of(info)));
            process.instance().madeFromGroup(made);
            return made;
        } finally {
            here.markClosed();
        }
    }

    /** What the leader does: it tells the other one of its group, in a communicator of both. */
    private static long[] lead(
            RankProcess process,
            IntraComm here,
            int localLeader,
            @Nullable Group remoteGroup,
            int remoteLeader,
            String stringTag,
            ErrorHandler errorHandler) {
        String operation = "createIntercommFromGroups";
        if (!(remoteGroup instanceof RankGroup remote)) {
            throw new MpiException(ErrorClass.GROUP, operation + ": the leader needs the remote group: remoteGroup=null stringTag='" + stringTag + "'");
        }
        checkLeader(operation, "remoteLeader", remoteLeader, remote);
        int[] both = {here.group.jobRank(localLeader), remote.jobRank(remoteLeader)};
        if (both[0] == both[1]) {
            throw new MpiException(ErrorClass.COMM, operation + ": the groups have a process in common: job rank=" + both[0]);
        }
        Arrays.sort(both);
        IntraComm leaders = meeting(process, both, operation, "leaders " + stringTag, errorHandler);
        try {
            return IntercommStart.exchange(leaders, here, 1 - leaders.rank, 0);
        } finally {
            leaders.markClosed();
        }
    }

    private static void checkLeader(String operation, String argument, int leader, RankGroup group) {
        if (leader < 0 || leader >= group.size()) {
            throw new MpiException(ErrorClass.RANK, operation + ": no such process: " + argument + "=" + leader + " size=" + group.size());
        }
    }

    private static long hash(long seed, byte[] bytes) {
        long hash = mixed(seed ^ bytes.length);
        for (byte b : bytes) {
            hash = mixed(hash ^ b);
        }
        return hash;
    }

    private static long hash(long seed, int[] numbers) {
        long hash = mixed(seed ^ numbers.length);
        for (int number : numbers) {
            hash = mixed(hash ^ number);
        }
        return hash;
    }

    /** Every bit of the result depends on each of the argument's: the finisher of SplitMix64. */
    private static long mixed(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}

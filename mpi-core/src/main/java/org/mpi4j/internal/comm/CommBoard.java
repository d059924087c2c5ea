package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.MpiException;
import org.mpi4j.Op;
import org.mpi4j.internal.coll.BoardWaits;
import org.mpi4j.internal.coll.CollContext;
import org.mpi4j.internal.coll.Operand;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.ScheduleRun;
import org.mpi4j.internal.coll.Schedules;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.Board;
import org.mpi4j.spi.Panels;

/**
 * When a communicator takes a board. Its ranks agree on one at the same blocking call, the first after so many; each takes a panel of its own, and tells the
 * others; if one has none left, there is none for all, and never will be. Used by one thread at a time, as collective calls are.
 */
public final class CommBoard implements Supplier<Schedules> {
    /** Values of {@link Setting#COLL_BOARD} beside a number. */
    public static final String AUTO = "auto";

    public static final String OFF = "off";

    private static final long CALLS_BEFORE = 4;

    private final CommCore comm;
    private final CollContext where;
    private final Schedules messages;
    private final @Nullable BoardWaits boards;
    private final int cores;
    private final long callsBefore;
    private long calls;
    private @Nullable Schedules chosen;

    CommBoard(CommCore comm, CollContext where, Schedules messages, int cores) {
        RankProcess process = comm.process;
        this.comm = comm;
        this.where = where;
        this.messages = messages;
        this.cores = cores;
        this.boards = isOnOneHost(comm) ? process.boards() : null;
        this.callsBefore = callsBefore(process.settings());
        this.chosen = boards == null || callsBefore < 0 ? messages : null;
    }

    /** Negative for never: where ranks compare their calls, they have not agreed on one when a board would be chosen. */
    private static long callsBefore(Settings settings) {
        String value = settings.get(Setting.COLL_BOARD);
        if (settings.flag(Setting.CHECK) || value.equals(OFF)) {
            return -1;
        }
        return value.equals(AUTO) ? CALLS_BEFORE : settings.bytes(Setting.COLL_BOARD);
    }

    private static boolean isOnOneHost(CommCore comm) {
        int[] hosts = comm.process.hosts();
        return !comm.isInter
                && comm.size > 1
                && IntStream.range(1, comm.size).allMatch(member -> hosts[comm.group.jobRank(member)] == hosts[comm.group.jobRank(0)]);
    }

    /**
     * The schedules for a blocking call whose arguments are good: a call that is refused on some ranks must not be counted by them.
     *
     * @throws MpiException what the agreement on a board failed with
     */
    @Override
    public Schedules get() {
        Schedules known = chosen;
        return known != null ? known : calls++ < callsBefore ? messages : choose(Objects.requireNonNull(boards).panels());
    }

    private Schedules choose(Panels panels) {
        chosen = messages;
        long[] tickets = new long[comm.size];
        Failure failure;
        comm.progress.enter();
        try {
            long ticket = panels.take();
            failure = tell(ticket, tickets);
            if (failure == null && Arrays.stream(tickets).noneMatch(one -> one == Panels.NONE)) {
                open(panels.open(IntStream.range(0, comm.size).map(comm.group::jobRank).toArray(), tickets, comm.rank));
            } else if (failure == null) {
                panels.giveBack(ticket); // after a failure others may have opened a board with it
            }
        } finally {
            comm.progress.exit();
        }
        if (failure != null) {
            throw comm.error(failure, "agreement on a board");
        }
        return chosen;
    }

    private void open(Board board) {
        where.setBoard(board);
        comm.instance.holdsBoard(where);
        chosen = new Schedules(comm.rank, comm.size, cores, board.postBytes(), comm.process.settings());
    }

    /** Tells all the ticket of this rank, and learns theirs; no call of the user's, so it is not counted as one. */
    private @Nullable Failure tell(long ticket, long[] tickets) {
        Operand mine = new Operand(MemorySegment.ofArray(new long[] {ticket}), 0, TypeMap.LONG);
        Operand all = new Operand(MemorySegment.ofArray(tickets), 0, TypeMap.LONG);
        Schedule agreement = messages.allgather(1, 1, Long.BYTES, false).named("agreement on a board");
        ScheduleRun run = ScheduleRun.of(where, agreement, mine, all, Reduction.of(Op.NO_OP));
        run.start(where.nextPersistentTag());
        return comm.awaitInside(run);
    }

    /** Gives the board back, if there is one. */
    void close() {
        comm.instance.closeBoard(where);
    }
}

package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.Op;
import org.mpi4j.Request;
import org.mpi4j.internal.coll.Blocks;
import org.mpi4j.internal.coll.CollContext;
import org.mpi4j.internal.coll.Operand;
import org.mpi4j.internal.coll.Operands;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.ScheduleRun;
import org.mpi4j.internal.coll.Schedules;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;

/** What all operations of chapter 6 need: the shapes of their arguments, and how a schedule is started and ended. Thread-safe. */
abstract sealed class CollectiveShapes extends PointToPointCalls permits CheckedCalls {
    final Schedules schedules;
    final CollContext where;

    /** Gives the schedules for a call that need not wait: they send messages. */
    final Supplier<Schedules> messages;

    /** Gives the schedules for a blocking call, which may use the communicator's board; to be asked once its arguments have been checked. */
    final CommBoard board;

    final int unionSize;
    final int unionRank;

    CollectiveShapes(CommParts parts) {
        super(parts);
        RankGroup all = parts.union();
        this.unionSize = all.size();
        this.unionRank = all.rank();
        int cores = cores(process, all);
        this.schedules = new Schedules(all.rank(), all.size(), cores, 0, process.settings());
        this.where = new CollContext(engine, context + 1, all.rank(), all.size(), all::jobRank, process.boards());
        this.messages = () -> schedules;
        this.board = new CommBoard(this, where, schedules, cores);
    }

    @Override
    final void release() {
        board.close();
    }

    /** The schedules for a blocking reduction of a buffer's elements. */
    final Supplier<Schedules> reducing(Op op, @Nullable Buf buf) {
        return buf != null && Reduction.of(op).takesAll(TypeMap.of(buf.type())) ? board : messages;
    }

    /** How many cores serve the ranks of a group, at most one each. */
    private static int cores(RankProcess process, RankGroup group) {
        double cores = 0;
        for (int rank = 0; rank < group.size(); rank++) {
            cores += process.coreShares()[group.jobRank(rank)];
        }
        return Math.max(1, (int) Math.round(cores));
    }

    // ---- starting ----

    final Collective collective(String operation, Schedule schedule, @Nullable Buf send, @Nullable Buf recv, @Nullable Reduction op) {
        Operand into = operand(recv);
        return new Collective(operation, run(schedule, operand(send), into, op), into.memory(), recv, false);
    }

    /** A schedule whose places are packed bytes of the buffer; after the end they are unpacked, if asked for. */
    final Collective packed(String operation, Schedule schedule, Buf buf, boolean unpacks) {
        boolean isPlain = TypeMap.of(buf.type()).isContiguous();
        MemorySegment bytes = isPlain ? Memory.of(buf) : Memory.packed(buf);
        ScheduleRun run = run(schedule, Operand.NONE, new Operand(bytes, 0, TypeMap.BYTE), null);
        return new Collective(operation, run, bytes, unpacks ? buf : null, !isPlain);
    }

    /** A schedule with a buffer for each peer. */
    final Collective separate(String operation, Schedule schedule, Buf[] sends, Buf[] recvs) {
        List<Operand> from = Arrays.stream(sends).map(CollectiveShapes::operand).toList();
        List<Operand> into = Arrays.stream(recvs).map(CollectiveShapes::operand).toList();
        List<Collective.Copied> copies = IntStream.range(0, recvs.length)
                .filter(i -> recvs[i].booleans() != null)
                .mapToObj(i -> new Collective.Copied(into.get(i).memory(), recvs[i]))
                .toList();
        ScheduleRun run = ScheduleRun.of(where, schedule, new Operands(from, into));
        return new Collective(operation, run, MemorySegment.NULL, null, false, copies, null);
    }

    final ScheduleRun run(Schedule schedule, Operand send, Operand recv, @Nullable Reduction op) {
        return ScheduleRun.of(where, schedule, send, recv, op == null ? Reduction.of(Op.NO_OP) : op);
    }

    static Operand operand(@Nullable Buf buf) {
        return buf == null ? Operand.NONE : new Operand(Memory.of(buf), 0, TypeMap.of(buf.type()));
    }

    /** Runs it to its end. */
    final void finish(Collective collective) {
        Failure failure;
        progress.enter();
        try {
            failure = awaitInside(collective.start());
        } finally {
            progress.exit();
        }
        if (failure != null) {
            throw error(failure, collective.operation());
        }
        collective.give();
    }

    final Request request(Collective collective) {
        start(collective);
        return new CollectiveRequest(this, collective);
    }

    /** Starts it; it goes on whether or not anybody waits. */
    final void start(Collective collective) {
        progress.enter();
        try {
            Completion _ = collective.start();
            collective.goOnInBackground();
        } finally {
            progress.exit();
        }
    }

    /** Starts what has a tag already. */
    final void start(Collective collective, int tag) {
        progress.enter();
        try {
            collective.run().start(tag);
            collective.run().goOnInBackground();
        } finally {
            progress.exit();
        }
    }

    /** A tag in the context of collectives that no other call uses; every rank asks in the same order. */
    final int nextCollectiveTag() {
        progress.enter();
        try {
            return where.nextTag();
        } finally {
            progress.exit();
        }
    }

    // ---- checks and shapes ----

    static long size(Buf buf) {
        return buf.type().size();
    }

    static long bytes(Buf buf) {
        return TypeMap.of(buf.type()).packedBytes(buf.count());
    }

    /** The count, which is 0 where elements hold nothing. */
    static long elements(Buf buf) {
        return buf.type().size() == 0 ? 0 : buf.count();
    }

    @SuppressWarnings("ReferenceEquality")
    static boolean isInPlace(Buf buf) {
        return buf == Buf.IN_PLACE;
    }

    final Buf present(String operation, String argument, @Nullable Buf buf) {
        Buf there = presentToRead(operation, argument, buf);
        checkWritable(operation, there);
        return there;
    }

    final Buf presentToRead(String operation, String argument, @Nullable Buf buf) {
        if (buf == null) {
            throw error(ErrorClass.BUFFER, operation, "the root needs a buffer: " + argument + "=null");
        }
        checkBuf(operation, buf);
        return buf;
    }

    /** Elements per process of a buffer that holds one block for each. */
    final long blockCount(String operation, String argument, Buf buf) {
        return blockCount(operation, argument, buf, size, "processes");
    }

    /** Elements in each of so many blocks; 0 of none. */
    final long blockCount(String operation, String argument, Buf buf, int parts, String of) {
        if (parts == 0) {
            return 0;
        }
        if (buf.count() % parts != 0) {
            throw error(ErrorClass.COUNT, operation, "no multiple of the number of " + of + ": " + argument + ".count=" + buf.count() + " " + of + "=" + parts);
        }
        return buf.type().size() == 0 ? 0 : buf.count() / parts;
    }

    final void checkBlock(String operation, String argument, long bytes, String blocks, long blockBytes) {
        if (bytes != blockBytes) {
            throw error(
                    ErrorClass.COUNT, operation, "sizes differ: " + argument + " bytes=" + bytes + " block of " + blocks + " bytes=" + blockBytes);
        }
    }

    final Blocks blocks(String operation, String argument, Buf buf) {
        return blocks(operation, argument, buf, size, "process");
    }

    final Blocks blocks(String operation, String argument, Buf buf, int parts, String of) {
        long[] counts = buf.counts();
        long[] displs = buf.displs();
        if (counts == null || displs == null) {
            throw error(ErrorClass.ARG, operation, "needs a block per " + of + ", made by blocks(counts) or blocks(counts, displs): argument=" + argument);
        }
        if (counts.length != parts || displs.length != parts) {
            throw error(
                    ErrorClass.ARG, operation, "needs one block per " + of + ": " + argument + ".counts=" + counts.length + " displs=" + displs.length);
        }
        TypeMap type = TypeMap.of(buf.type());
        boolean[] booleans = buf.booleans();
        long room = booleans == null ? buf.memory().byteSize() : buf.count();
        for (int i = 0; i < parts; i++) {
            if (counts[i] < 0 || displs[i] < 0 || (counts[i] > 0 && !type.spansWithin(room, displs[i] * type.extent(), counts[i]))) {
                throw error(
                        ErrorClass.COUNT,
                        operation,
                        "a block leaves the memory: " + argument + " block=" + i + " count=" + counts[i] + " displ=" + displs[i] + " type=" + type + " bytes=" + room);
            }
        }
        return type.size() == 0 ? Blocks.uniform(0) : Blocks.of(counts, displs);
    }

    /** Checks a buffer for each peer; returns the elements of each. */
    final Blocks separateBlocks(String operation, String argument, Buf @Nullable [] bufs, int parts, String of, boolean writable) {
        if (bufs == null || bufs.length != parts) {
            throw error(
                    ErrorClass.ARG, operation, "needs one buffer per " + of + ": " + argument + "=" + (bufs == null ? "null" : bufs.length) + " needed=" + parts);
        }
        long[] counts = new long[parts];
        for (int i = 0; i < parts; i++) {
            if (bufs[i] == null) {
                throw error(ErrorClass.BUFFER, operation, "needs one buffer per " + of + ": " + argument + "[" + i + "]=null");
            }
            if (writable) {
                checkWritable(operation, bufs[i]);
            } else {
                checkBuf(operation, bufs[i]);
            }
            counts[i] = elements(bufs[i]);
        }
        return Blocks.separate(counts);
    }

    static long blockBytes(Buf buf, int block) {
        long[] counts = buf.counts();
        return counts == null ? 0 : TypeMap.of(buf.type()).packedBytes(counts[block]);
    }

    final Reduction reduction(String operation, Op op, Buf buf) {
        Reduction reduction = Reduction.of(op);
        MpiException forbidden = reduction.check(TypeMap.of(buf.type()));
        if (forbidden != null) {
            throw error(forbidden.errorClass(), operation, String.valueOf(forbidden.getMessage()));
        }
        return reduction;
    }

    /** @return whether the operand is in the result's place */
    final boolean checkOperands(String operation, Buf send, Buf recv) {
        if (isInPlace(send)) {
            return true;
        }
        checkBuf(operation, send);
        if (send.count() != recv.count()) {
            throw error(ErrorClass.COUNT, operation, "counts differ: send.count=" + send.count() + " recv.count=" + recv.count());
        }
        checkSame(operation, "send", TypeMap.of(send.type()), TypeMap.of(recv.type()));
        return false;
    }

    final void checkSame(String operation, String argument, TypeMap type, TypeMap other) {
        if (!type.equals(other) && (type.size() != other.size() || type.extent() != other.extent())) {
            throw error(ErrorClass.TYPE, operation, "types differ: " + argument + ".type=" + type + " recv.type=" + other);
        }
    }
}

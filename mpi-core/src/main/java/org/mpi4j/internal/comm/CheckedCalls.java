package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Op;
import org.mpi4j.PersistentRequest;
import org.mpi4j.internal.coll.Call;
import org.mpi4j.internal.coll.CheckedRun;
import org.mpi4j.internal.coll.Operand;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.ScheduleRun;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.settings.Setting;

/** How ranks compare what they say of a call before it runs, where the setting {@code mpi4j.check} is on; and the calls that all chapters begin. Thread-safe. */
abstract sealed class CheckedCalls extends CollectiveShapes permits MovementStarts {
    private final boolean isChecked;

    CheckedCalls(CommParts parts) {
        super(parts);
        this.isChecked = process.settings().flag(Setting.CHECK);
    }

    // ---- what ranks say of a call ----

    final Collective said(Collective collective, int root, long bytes, @Nullable Buf of, @Nullable Op op) {
        return isChecked ? checked(collective, root, bytes, of, op, null, null) : collective;
    }

    /** As there, of blocks of different sizes, that {@link #blockBytes}, {@link #forEach} and {@link #forOne} give. */
    final Collective said(
            Collective collective, int root, @Nullable Buf of, @Nullable Op op, long @Nullable [] sends, long @Nullable [] expects) {
        return isChecked ? checked(collective, root, Call.UNSAID, of, op, sends, expects) : collective;
    }

    private Collective checked(
            Collective collective, int root, long bytes, @Nullable Buf of, @Nullable Op op, long @Nullable [] sends, long @Nullable [] expects) {
        Call call = new Call(collective.operation(), root, bytes, typeName(of), op == null ? "" : op.toString(), sends, expects);
        return collective.after(new CheckedRun(where, schedules, unionRank, unionSize, call, collective.run()));
    }

    /** Only primitives are compared: others may stand for the same data. */
    private static String typeName(@Nullable Buf of) {
        return of == null || !TypeMap.of(of.type()).isPredefined() ? "" : of.type().toString();
    }

    /** Returns when all ranks have said the same of a call that no schedule stands for. */
    final void checkSaid(String operation, int root, @Nullable Op op) {
        if (isChecked) {
            checkSaid(new Call(operation, root, Call.UNSAID, "", op == null ? "" : op.toString()));
        }
    }

    private void checkSaid(Call call) {
        CheckedRun check = new CheckedRun(where, schedules, unionRank, unionSize, call, null);
        Failure failure;
        progress.enter();
        try {
            check.start();
            failure = awaitInside(check);
        } finally {
            progress.exit();
        }
        if (failure != null) {
            throw error(failure, call.operation());
        }
    }

    /** For each rank the bytes of its block; null where nothing is compared, as there and below. */
    final long @Nullable [] blockBytes(Buf buf) {
        long[] counts = isChecked ? buf.counts() : null;
        TypeMap type = TypeMap.of(buf.type());
        return counts == null ? null : Arrays.stream(counts).map(type::packedBytes).toArray();
    }

    final long @Nullable [] blockBytes(Buf... bufs) {
        return isChecked ? Arrays.stream(bufs).mapToLong(CollectiveShapes::bytes).toArray() : null;
    }

    /** As many bytes for each rank. */
    final long @Nullable [] forEach(long bytes) {
        if (!isChecked) {
            return null;
        }
        long[] all = new long[unionSize];
        Arrays.fill(all, bytes);
        return all;
    }

    /** So many bytes for one rank, and nothing said of the others. */
    final long @Nullable [] forOne(int one, long bytes) {
        long[] all = forEach(Call.UNSAID);
        if (all != null) {
            all[one] = bytes;
        }
        return all;
    }

    // ---- calls that all chapters begin ----

    /** Gives all processes, also those of the remote group, the numbers that the first of them has. */
    final Collective bcastInUnion(String operation, long[] numbers) {
        MemorySegment memory = MemorySegment.ofArray(numbers);
        ScheduleRun run = run(schedules.bcast(memory.byteSize(), 0), Operand.NONE, new Operand(memory, 0, TypeMap.BYTE), null);
        return said(new Collective(operation, run, memory, null, false), Call.UNSAID, Call.UNSAID, null, null);
    }

    /** What each process says, also those of the remote group, in the order of the union: as many numbers each. */
    final long[] allgatherInUnion(String operation, long... mine) {
        long[] numbers = new long[mine.length * unionSize];
        Operand into = operand(Buf.of(numbers));
        Schedule schedule = schedules.allgather(mine.length, mine.length, (long) mine.length * Long.BYTES, false);
        Collective collective = new Collective(operation, run(schedule, operand(Buf.of(mine)), into, null), into.memory(), null, false);
        finish(said(collective, Call.UNSAID, Call.UNSAID, null, null));
        return numbers;
    }

    /** An operation that is prepared now and started later; see {@link CollectiveStarts}. */
    final PersistentRequest persistent(boolean direct, Supplier<Collective> prepare) {
        Collective first = prepare.get();
        if (first.checked() != null) {
            checkSaid(first.checked().call());
        }
        int tag;
        progress.enter();
        try {
            tag = where.nextPersistentTag();
        } finally {
            progress.exit();
        }
        return new PersistentOperation(this, first.operation(), new CollectiveStarts(this, first, prepare, direct, tag));
    }
}

package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Group;
import org.mpi4j.Info;
import org.mpi4j.Keyval;
import org.mpi4j.MpiException;
import org.mpi4j.ObjectRequest;
import org.mpi4j.SplitType;
import org.mpi4j.internal.attribute.Attributes;

/**
 * The calls of chapter 7 that are alike within one group and between two. Thread-safe. Each chapter of the standard is one class of those
 * that this one extends.
 */
public abstract sealed class CommCalls extends ObjectReductions implements Comm permits IntraComm, InterStarts {
    private final Attributes<Comm> attributes = new Attributes<>(Comm.class);

    CommCalls(CommParts parts) {
        super(parts);
        if (unclosed != null && !Contexts.isPredefined(context)) {
            unclosed.opened(this);
        }
    }

    /** The same kind of communicator as this, made of other parts. */
    abstract CommCalls duplicate(CommParts parts);

    /** Those of a communicator of the same processes, but for its context. */
    abstract CommParts partsOfDup();

    @Override
    final Comm comm() {
        return this;
    }

    @Override
    public final boolean isInter() {
        return isInter;
    }

    @Override
    public final Group group() {
        return group;
    }

    // ---- duplicates ----

    final CommCalls dup(String operation, Hints promised) {
        checkOpen(operation);
        CommParts parts = partsOfDup().with(promised);
        long[] newContext = {newContext()};
        finish(bcastInUnion(operation, newContext));
        CommCalls made = duplicate(parts.with(newContext[0]));
        try {
            made.attributes.adopt(checked(() -> attributes.copy(this, made, operation)));
        } catch (MpiException e) {
            made.markClosed();
            throw e;
        }
        return made;
    }

    private ObjectRequest<Comm> idup(String operation, Hints promised) {
        checkOpen(operation);
        CommParts parts = partsOfDup().with(promised);
        long[] newContext = {newContext()};
        Collective agreeing = bcastInUnion(operation, newContext);
        start(agreeing);
        Attributes<Comm> copies = checked(() -> attributes.copy(this, this, operation));
        return new MadeComm(this, agreeing, () -> {
            CommCalls made = duplicate(parts.with(newContext[0]));
            made.attributes.adopt(copies);
            return made;
        });
    }

    @Override
    public final Comm dupWithInfo(Info info) {
        return dup("dupWithInfo", Hints.of(info));
    }

    @Override
    public final ObjectRequest<Comm> idup() {
        return idup("idup", Hints.NONE);
    }

    @Override
    public final ObjectRequest<Comm> idupWithInfo(Info info) {
        return idup("idupWithInfo", Hints.of(info));
    }

    // ---- parts ----

    @Override
    public final @Nullable Comm splitType(SplitType type, int key) {
        return splitType(type, key, Info.NULL);
    }

    /** A context that this process may give out; one that it does not is lost, of which there are enough. */
    final long newContext() {
        return process.contexts().next(process.rank());
    }

    /** The processes with these ranks in a group, as this process sees them. */
    final RankGroup groupOf(RankGroup from, int... ranks) {
        return RankGroup.of(Arrays.stream(ranks).map(from::jobRank).toArray(), process.rank());
    }

    final void checkColor(int color) {
        checkOpen("split");
        if (color < 0 && color != UNDEFINED) {
            throw error(ErrorClass.ARG, "split", "neither UNDEFINED nor 0 or more: color=" + color);
        }
    }

    /** The ranks in this process's own group of the processes of a subgroup. */
    final int[] membersOf(String operation, Group subgroup) {
        int[] members = subgroup.translateRanks(IntStream.range(0, subgroup.size()).toArray(), group);
        for (int i = 0; i < members.length; i++) {
            if (members[i] == UNDEFINED) {
                throw error(ErrorClass.GROUP, operation, "a process of the group is not in the communicator: group rank=" + i);
            }
        }
        return members;
    }

    /** The place of this process among some ranks. */
    final int placeOf(int... members) {
        return IntStream.range(0, members.length).filter(i -> members[i] == rank).findFirst().orElse(UNDEFINED);
    }

    // ---- attributes ----

    @Override
    public final <T> void setAttr(Keyval<T> key, T value) {
        checkOpen("setAttr");
        checked(() -> {
            attributes.set(this, key, value);
            return key;
        });
    }

    @Override
    public final <T> Optional<T> attr(Keyval<T> key) {
        checkOpen("attr");
        return checked(() -> attributes.get(key));
    }

    @Override
    public final void deleteAttr(Keyval<?> key) {
        checkOpen("deleteAttr");
        checked(() -> {
            attributes.delete(this, key);
            return key;
        });
    }

    /** Deletes all, the last one first. */
    public final void deleteAttrs(String operation) {
        checked(() -> {
            attributes.deleteAll(this, operation);
            return this;
        });
    }

    // ---- the end ----

    @Override
    public final void abort(int code) {
        process.abort().accept(code);
    }

    @Override
    public final void close() {
        if (Contexts.isPredefined(context)) {
            throw error(ErrorClass.COMM, "close", "the world and each process's own communicator end with Mpi:");
        }
        if (!isClosed()) {
            deleteAttrs("close");
            instance.closing(this);
            markClosed();
        }
    }

    @Override
    public final String toString() {
        return "Comm[name=" + name() + ", rank=" + rank + ", size=" + size + (isInter ? ", remoteSize=" + peers : "") + "]";
    }
}

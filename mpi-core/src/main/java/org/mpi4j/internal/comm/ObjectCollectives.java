package org.mpi4j.internal.comm;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Datatype;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.ObjectMessages;
import org.mpi4j.internal.serial.ObjectBytes;

/**
 * Collectives that move objects: first how long each is, then their bytes in a v-collective. Thread-safe.
 *
 * <p>A rank whose object cannot be serialised says so with a length of {@link #FAILED} and takes part to the end, so that its error
 * does not leave the others waiting: it throws the cause, and those who needed the object throw that it never came.
 */
abstract sealed class ObjectCollectives extends ObjectPointToPoint implements ObjectMessages permits ObjectReductions {
    private static final long FAILED = -1;

    ObjectCollectives(CommParts parts) {
        super(parts);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public final <T> T bcastObject(@Nullable T object, int root) {
        checkRoot("bcastObject", root);
        boolean isRoot = isRoot(root);
        Written written = isRoot ? Written.of(this, "bcastObject", Collections.singletonList(object)) : Written.NOTHING;
        try (written) {
            long[] length = {isRoot ? written.lengths[0] : 0};
            bcast(Buf.of(length), root);
            MemorySegment bytes = isRoot ? written.bytes.written() : Memory.allocate(Math.max(0, length[0]));
            bcast(Buf.of(bytes, Datatype.BYTE), root);
            if (length[0] == FAILED) {
                throw written.error(this, "bcastObject", root);
            }
            return isRoot ? object : root == Comm.PROC_NULL ? null : (T) read("bcastObject", bytes);
        }
    }

    @Override
    @SuppressWarnings("NullAway")
    public final <T> List<T> gatherObject(T object, int root) {
        checkRoot("gatherObject", root);
        try (Written written = Written.of(this, "gatherObject", Collections.singletonList(object))) {
            boolean isRoot = isRoot(root);
            long[] lengths = new long[isRoot ? peers : 0];
            gather(Buf.of(written.lengths), isRoot ? Buf.of(lengths) : null, root);
            long[] counts = counts(lengths);
            MemorySegment all = Memory.allocate(sum(counts));
            gatherv(written.buf(), isRoot ? Buf.of(all, Datatype.BYTE).blocks(counts) : null, root);
            written.check();
            return isRoot ? readAll("gatherObject", all, lengths) : null;
        }
    }

    @Override
    public final <T> List<T> allgatherObject(T object) {
        checkOpen("allgatherObject");
        try (Written written = Written.of(this, "allgatherObject", Collections.singletonList(object))) {
            long[] lengths = new long[peers];
            allgather(Buf.of(written.lengths), Buf.of(lengths));
            long[] counts = counts(lengths);
            MemorySegment all = Memory.allocate(sum(counts));
            allgatherv(written.buf(), Buf.of(all, Datatype.BYTE).blocks(counts));
            written.check();
            return readAll("allgatherObject", all, lengths);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public final <T> T scatterObject(@Nullable List<? extends T> objects, int root) {
        checkRoot("scatterObject", root);
        boolean isRoot = isRoot(root);
        if (isRoot) {
            checkOnePerRank("scatterObject", objects);
        }
        Written written = isRoot && objects != null ? Written.of(this, "scatterObject", objects) : Written.NOTHING;
        try (written) {
            long[] length = new long[1];
            scatter(isRoot ? Buf.of(written.lengths) : null, Buf.of(length), root);
            MemorySegment mine = Memory.allocate(Math.max(0, length[0]));
            scatterv(isRoot ? written.buf().blocks(counts(written.lengths)) : null, Buf.of(mine, Datatype.BYTE), root);
            if (length[0] == FAILED) {
                throw written.error(this, "scatterObject", root);
            }
            return isInter && root < 0 ? null : (T) read("scatterObject", mine);
        }
    }

    @Override
    public final <T> List<T> alltoallObject(List<? extends T> objects) {
        checkOpen("alltoallObject");
        checkOnePerRank("alltoallObject", objects);
        try (Written written = Written.of(this, "alltoallObject", objects)) {
            long[] lengths = new long[peers];
            alltoall(Buf.of(written.lengths), Buf.of(lengths));
            long[] counts = counts(lengths);
            MemorySegment all = Memory.allocate(sum(counts));
            alltoallv(written.buf().blocks(counts(written.lengths)), Buf.of(all, Datatype.BYTE).blocks(counts));
            written.check();
            return readAll("alltoallObject", all, lengths);
        }
    }

    private void checkOnePerRank(String operation, @Nullable List<?> objects) {
        checkCount(operation, objects, peers, "process");
    }

    final void checkCount(String operation, @Nullable List<?> objects, int needed, String of) {
        if (objects == null || objects.size() != needed) {
            throw error(ErrorClass.COUNT, operation, "needs one object per " + of + ": objects=" + (objects == null ? "null" : objects.size()) + " needed=" + needed);
        }
    }

    private <T> List<T> readAll(String operation, MemorySegment bytes, long[] lengths) {
        return readAll(operation, bytes, lengths, IntStream.range(0, lengths.length).toArray());
    }

    /** @param sources the ranks that the objects come from; null for PROC_NULL */
    @SuppressWarnings({"unchecked", "NullAway"})
    final <T> List<T> readAll(String operation, MemorySegment bytes, long[] lengths, int... sources) {
        List<T> objects = new ArrayList<>(lengths.length);
        long at = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == FAILED) {
                throw neverCame(operation, sources[i]);
            }
            objects.add(sources[i] == Comm.PROC_NULL ? null : (T) read(operation, bytes.asSlice(at, lengths[i])));
            at += lengths[i];
        }
        return objects;
    }

    final MpiException neverCame(String operation, int from) {
        return error(ErrorClass.OTHER, operation, "a process could not give its object; its own error tells why: source=" + from);
    }

    static long[] counts(long[] lengths) {
        return Arrays.stream(lengths).map(length -> Math.max(0, length)).toArray();
    }

    static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** Objects as bytes, one after the other; or why they could not be written, which all lengths then tell. */
    record Written(ObjectBytes bytes, long[] lengths, @Nullable RuntimeException failure) implements AutoCloseable {
        static final Written NOTHING = new Written(new ObjectBytes(), new long[0], null);

        static Written of(ObjectCollectives comm, String operation, List<?> objects) {
            ObjectBytes bytes = new ObjectBytes();
            long[] lengths = new long[objects.size()];
            try {
                for (int i = 0; i < lengths.length; i++) {
                    long before = bytes.length();
                    comm.serializer().write(objects.get(i), bytes);
                    lengths[i] = bytes.length() - before;
                }
                return new Written(bytes, lengths, null);
            } catch (MpiException e) {
                return failed(lengths, comm.error(e.errorClass(), operation, String.valueOf(e.getMessage()), e), bytes);
            } catch (IOException | RuntimeException e) {
                return failed(lengths, comm.error(ErrorClass.OTHER, operation, "the serializer failed: " + e, e), bytes);
            }
        }

        private static Written failed(long[] lengths, RuntimeException failure, ObjectBytes bytes) {
            bytes.close();
            Arrays.fill(lengths, FAILED);
            return new Written(bytes, lengths, failure);
        }

        Buf buf() {
            return Buf.of(bytes.written(), Datatype.BYTE);
        }

        void check() {
            if (failure != null) {
                throw failure;
            }
        }

        RuntimeException error(ObjectCollectives comm, String operation, int source) {
            return failure != null ? failure : comm.neverCame(operation, source);
        }

        @Override
        public void close() {
            bytes.close();
        }
    }
}

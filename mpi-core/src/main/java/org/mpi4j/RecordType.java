package org.mpi4j;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.mpi4j.internal.datatype.RecordAccess;

/**
 * Records of primitives, or of such records, as C structs: for messages and collectives that move many of them without serialisation.
 * Immutable; may be used by all threads, and by all ranks alike where the record is the same.
 *
 * <pre>{@code
 * record Particle(double x, double y, double z, int id) {}
 *
 * RecordType<Particle> type = RecordType.of(Particle.class);
 * comm.send(type.pack(particles), 1, 0);
 *
 * Buf buf = type.allocate(1000);
 * Status status = comm.recv(buf, 0, 0);
 * Particle[] received = type.unpack(buf, status.count(type.datatype()));
 * }</pre>
 *
 * <p>Each component lies at the next multiple of its size, as a C compiler puts it; {@code boolean} is one byte, {@code char} two. A {@link Buf} of
 * {@link #datatype} over other memory does as well as one that was made here, so structs can be shared with native code.
 *
 * @param <R> the class of record
 */
public final class RecordType<R extends Record> {
    private static final long HEAP_LIMIT_BYTES = 1 << 30;

    private final Class<R> type;
    private final RecordAccess access;
    private final Datatype datatype;
    private final long bytes;

    private RecordType(Class<R> type, RecordAccess access) {
        this.type = type;
        this.access = access;
        this.datatype = Datatype.of(access.layout()).named(type.getSimpleName());
        this.bytes = access.layout().byteSize();
    }

    /**
     * The struct of a record. Where the record is in a named module, that opens its package to {@code org.mpi4j}, or {@link #of(Class, Lookup)} is used.
     *
     * @param <R> the class of record
     * @param type with at least one component, all of them primitive or such records
     * @return its struct
     * @throws MpiException TYPE if a component is neither, there is none, or the class is closed to this library
     */
    public static <R extends Record> RecordType<R> of(Class<R> type) {
        return new RecordType<>(type, RecordAccess.of(type, null));
    }

    /**
     * The struct of a record that {@code lookup} may use.
     *
     * @param <R> the class of record
     * @param type with at least one component, all of them primitive or such records
     * @param lookup such as {@code MethodHandles.lookup()} in the class that the record stands in
     * @return its struct
     * @throws MpiException TYPE if a component is neither, there is none, or {@code lookup} may not use the class
     */
    public static <R extends Record> RecordType<R> of(Class<R> type, Lookup lookup) {
        return new RecordType<>(type, RecordAccess.of(type, lookup));
    }

    /** {@return the datatype of one record} */
    public Datatype datatype() {
        return datatype;
    }

    /** {@return the memory of one record, with the components' names} */
    public StructLayout layout() {
        return access.layout();
    }

    /**
     * New memory for so many records, all zero.
     *
     * @param count how many, at least 0
     * @return {@code count x datatype()}
     * @throws MpiException COUNT if {@code count < 0} or there cannot be so much memory
     */
    public Buf allocate(long count) {
        if (count < 0 || count > Long.MAX_VALUE / bytes) {
            throw new MpiException(ErrorClass.COUNT, "recordType.allocate: there cannot be so many: count=" + count + " type=" + datatype + " bytes=" + bytes);
        }
        long all = count * bytes;
        MemorySegment memory =
                all <= HEAP_LIMIT_BYTES ? MemorySegment.ofArray(new byte[(int) all]) : Arena.ofAuto().allocate(all, Long.BYTES);
        return Buf.of(memory, count, datatype);
    }

    /**
     * A copy of the records in memory of its own.
     *
     * @param records none of them null
     * @return {@code records.length x datatype()}
     */
    public Buf pack(R[] records) {
        return pack(Arrays.asList(records));
    }

    /**
     * A copy of the records in memory of its own.
     *
     * @param records none of them null
     * @return {@code records.size() x datatype()}
     */
    public Buf pack(List<? extends R> records) {
        Buf buf = allocate(records.size());
        MemorySegment memory = buf.memory();
        long at = 0;
        for (R one : records) {
            access.write(memory, at, one);
            at += bytes;
        }
        return buf;
    }

    /**
     * All records of a buffer.
     *
     * @param buf of {@link #datatype}
     * @return {@code buf.count()} new records
     * @throws MpiException TYPE if the buffer is of another datatype; COUNT if there are more than an array can hold
     */
    public R[] unpack(Buf buf) {
        return unpack(buf, buf.count());
    }

    /**
     * The first records of a buffer, such as those that a message brought.
     *
     * @param buf of {@link #datatype}
     * @param count how many
     * @return {@code count} new records
     * @throws MpiException TYPE if the buffer is of another datatype; COUNT if {@code count < 0}, {@code count > buf.count()}, or there are
     *     more than an array can hold
     */
    public R[] unpack(Buf buf, long count) {
        MemorySegment memory = memory("unpack", buf);
        if (count < 0 || count > buf.count() || count > Integer.MAX_VALUE) {
            throw new MpiException(ErrorClass.COUNT, "recordType.unpack: not so many: count=" + count + " buf.count=" + buf.count() + " type=" + datatype);
        }
        R[] records = array((int) count);
        for (int i = 0; i < records.length; i++) {
            records[i] = type.cast(access.read(memory, i * bytes));
        }
        return records;
    }

    /**
     * One record of a buffer.
     *
     * @param buf of {@link #datatype}
     * @param index which
     * @return a new record
     * @throws MpiException TYPE if the buffer is of another datatype; ARG if {@code index < 0} or {@code index >= buf.count()}
     */
    public R get(Buf buf, long index) {
        return type.cast(access.read(memory("get", buf), at("get", buf, index)));
    }

    /**
     * Puts a record into a buffer.
     *
     * @param buf of {@link #datatype}
     * @param index where
     * @param value is copied
     * @throws MpiException TYPE if the buffer is of another datatype; ARG if {@code index < 0} or {@code index >= buf.count()}; BUFFER if it is read-only
     */
    public void set(Buf buf, long index, R value) {
        if (buf.isReadOnly()) {
            throw new MpiException(ErrorClass.BUFFER, "recordType.set: the memory is read-only: type=" + datatype);
        }
        access.write(memory("set", buf), at("set", buf, index), value);
    }

    /**
     * An operation on records in buffers of {@link #datatype}. The left argument comes from the lower ranks.
     *
     * @param function associative; called by any thread that waits in this library
     * @param commutative whether {@code f(a, b)} equals {@code f(b, a)}; if not, the order of the ranks is kept
     * @return the operation; on other datatypes it is an OP error
     */
    public Op op(BinaryOperator<R> function, boolean commutative) {
        return Op.ofKernel(
                (in, inout, count, of) -> {
                    requireType("op", of);
                    for (long at = 0; at < count * bytes; at += bytes) {
                        R left = type.cast(access.read(in, at));
                        R right = type.cast(access.read(inout, at));
                        access.write(inout, at, function.apply(left, right));
                    }
                },
                commutative);
    }

    @SuppressWarnings("unchecked") // an array of the class itself
    private R[] array(int length) {
        return (R[]) Array.newInstance(type, length);
    }

    private MemorySegment memory(String operation, Buf buf) {
        requireType(operation, buf.type());
        return buf.memory();
    }

    private void requireType(String operation, Datatype other) {
        if (other != datatype) {
            throw new MpiException(
                    ErrorClass.TYPE, "recordType." + operation + ": elements of another datatype: buf.type=" + other + " type=" + datatype);
        }
    }

    private long at(String operation, Buf buf, long index) {
        if (index < 0 || index >= buf.count()) {
            throw new MpiException(
                    ErrorClass.ARG, "recordType." + operation + ": outside the buffer: index=" + index + " buf.count=" + buf.count() + " type=" + datatype);
        }
        return index * bytes;
    }

    @Override
    public String toString() {
        return "RecordType[" + type.getName() + "]";
    }
}

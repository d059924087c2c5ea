package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import org.mpi4j.Buf;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** {@code MPI_Pack} and its kin: a buffer's elements one after the other in other memory, as they are or in "external32". Stateless. */
public final class Packing {
    private static final int TILE_BYTES = 4096;

    private Packing() {}

    public static long pack(Buf buf, MemorySegment packed, long position) {
        long bytes = requireRoom("pack", buf, packed, position);
        requireWritable("pack", packed.isReadOnly(), buf);
        TypeMap.of(buf.type()).pack(memory(buf), 0, 0, packed, position, bytes);
        return position + bytes;
    }

    public static long unpack(Buf buf, MemorySegment packed, long position) {
        long bytes = requireRoom("unpack", buf, packed, position);
        requireWritable("unpack", buf.isReadOnly(), buf);
        MemorySegment memory = memory(buf);
        TypeMap.of(buf.type()).unpack(packed, position, memory, 0, 0, bytes);
        give(memory, buf);
        return position + bytes;
    }

    public static long packExternal(Buf buf, MemorySegment packed, long position) {
        long bytes = requireRoom("packExternal", buf, packed, position);
        requireWritable("packExternal", packed.isReadOnly(), buf);
        TypeMap type = TypeMap.of(buf.type());
        Signature signature = Signature.repeated(buf.count(), type.shape().signature());
        MemorySegment memory = memory(buf);
        byte[] tile = new byte[(int) Math.min(bytes, TILE_BYTES)];
        MemorySegment stage = MemorySegment.ofArray(tile);
        for (long done = 0; done < bytes; ) {
            long turn = Math.min(tile.length, bytes - done);
            type.pack(memory, 0, done, stage, 0, turn);
            long end = reversed(signature, tile, done, turn);
            MemorySegment.copy(stage, 0, packed, position + done, end - done);
            done = end;
        }
        return position + bytes;
    }

    public static long unpackExternal(Buf buf, MemorySegment packed, long position) {
        long bytes = requireRoom("unpackExternal", buf, packed, position);
        requireWritable("unpackExternal", buf.isReadOnly(), buf);
        TypeMap type = TypeMap.of(buf.type());
        Signature signature = Signature.repeated(buf.count(), type.shape().signature());
        MemorySegment memory = memory(buf);
        byte[] tile = new byte[(int) Math.min(bytes, TILE_BYTES)];
        MemorySegment stage = MemorySegment.ofArray(tile);
        for (long done = 0; done < bytes; ) {
            long turn = Math.min(tile.length, bytes - done);
            MemorySegment.copy(packed, position + done, stage, 0, turn);
            long end = reversed(signature, tile, done, turn);
            type.unpack(stage, 0, memory, 0, done, end - done);
            done = end;
        }
        give(memory, buf);
        return position + bytes;
    }

    /** Between big-endian and the machine's order; where the last whole word ends. */
    private static long reversed(Signature signature, byte[] tile, long from, long bytes) {
        return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? from + bytes : signature.reverse(tile, 0, from, from + bytes);
    }

    private static MemorySegment memory(Buf buf) {
        boolean[] booleans = buf.booleans();
        return booleans == null ? buf.memory() : Booleans.copyIn(booleans, buf.booleansOffset(), (int) buf.count());
    }

    private static void give(MemorySegment memory, Buf buf) {
        boolean[] booleans = buf.booleans();
        if (booleans != null) {
            Booleans.copyOut(memory, 0, booleans, buf.booleansOffset(), (int) buf.count());
        }
    }

    /** How many bytes the elements have, which lie within {@code packed} from {@code position} on. */
    private static long requireRoom(String operation, Buf buf, MemorySegment packed, long position) {
        if (buf == Buf.IN_PLACE) {
            throw new MpiException(ErrorClass.BUFFER, "buf." + operation + ": IN_PLACE is no buffer here");
        }
        long room = packed.byteSize();
        if (position < 0 || position > room) {
            throw new MpiException(ErrorClass.ARG, "buf." + operation + ": outside the memory: position=" + position + " packed.byteSize=" + room);
        }
        long bytes = TypeMap.of(buf.type()).packedBytes(buf.count());
        if (bytes > room - position) {
            throw new MpiException(
                    ErrorClass.COUNT,
                    "buf." + operation + ": the memory ends before the elements: count=" + buf.count() + " type=" + buf.type() + " bytes=" + bytes + " position="
                            + position + " packed.byteSize=" + room);
        }
        return bytes;
    }

    private static void requireWritable(String operation, boolean isReadOnly, Buf buf) {
        if (isReadOnly) {
            throw new MpiException(ErrorClass.BUFFER, "buf." + operation + ": the memory to write to is read-only: type=" + buf.type());
        }
    }
}

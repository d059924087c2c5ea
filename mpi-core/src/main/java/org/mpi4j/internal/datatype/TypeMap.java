package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Datatype;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * A datatype, compiled once into a {@link Layout}. Immutable. Offsets, sizes and counts are {@code long} and checked for overflow when a
 * type is made; that elements lie within their memory is for the caller to see to, with {@link #spansWithin}.
 */
public final class TypeMap implements Datatype {
    public static final TypeMap BYTE = primitive(Element.BYTE);
    public static final TypeMap BOOLEAN = primitive(Element.BOOLEAN);
    public static final TypeMap CHAR = primitive(Element.CHAR);
    public static final TypeMap SHORT = primitive(Element.SHORT);
    public static final TypeMap INT = primitive(Element.INT);
    public static final TypeMap LONG = primitive(Element.LONG);
    public static final TypeMap FLOAT = primitive(Element.FLOAT);
    public static final TypeMap DOUBLE = primitive(Element.DOUBLE);
    public static final TypeMap FLOAT_INT = pair(Element.FLOAT_INT);
    public static final TypeMap DOUBLE_INT = pair(Element.DOUBLE_INT);
    public static final TypeMap LONG_INT = pair(Element.LONG_INT);
    public static final TypeMap TWO_INT = pair(Element.TWO_INT);
    public static final TypeMap SHORT_INT = pair(Element.SHORT_INT);

    /** What packs word by word needs an array on the packed side; other memory is reached through one of this size. */
    private static final long STAGE_BYTES = 4096;

    private final String name;
    private final @Nullable Element element;
    private final Layout layout;
    private final Bounds bounds;
    private final long size;
    private final long extent;
    private final boolean contiguous;
    /** Whether the runs are so short that they are copied word by word. */
    private final boolean shortRuns;
    /** As many elements one after the other as 64 bits can count. */
    private final Layout stream;

    private TypeMap(String name, @Nullable Element element, Layout layout, Bounds bounds) {
        this.name = name;
        this.element = element;
        this.layout = layout;
        this.bounds = bounds;
        this.size = layout.size();
        this.extent = bounds.extent();
        this.contiguous = bounds.lower() == 0 && extent == size && (size == 0 || (layout instanceof Block block && block.offset() == 0));
        this.shortRuns = size > 0 && size / layout.runs() <= StridedCopy.SHORT_BLOCK_BYTES;
        this.stream = size == 0 ? Block.EMPTY : Repeat.of(Long.MAX_VALUE / size, extent, layout);
        long _ = bounds.trueExtent();
    }

    private static TypeMap primitive(Element element) {
        return new TypeMap(element.name(), element, new Block(0, element.bytes), Bounds.ofData(element.bytes, element.bytes));
    }

    private static TypeMap pair(Element element) {
        int at = element.indexOffset();
        Layout[] parts = {new Block(0, element.bytes), new Block(0, Integer.BYTES)};
        Bounds bounds = Bounds.ofData(element.bytes, element.bytes).and(Bounds.ofData(Integer.BYTES, Integer.BYTES).shifted(at));
        return new TypeMap(element.name(), element, Sequence.of(parts, new long[] {0, at}), bounds);
    }

    /** The map of a datatype: they are all type maps. */
    public static TypeMap of(Datatype type) {
        return (TypeMap) type; // a switch over the sealed type costs a start 10 ms
    }

    public static TypeMap contiguous(long count, Datatype type) {
        requireCount("contiguous", "count", count);
        TypeMap old = of(type);
        return checked("contiguous(" + count + ", " + type + ")", name -> old.repeated(name, count, old.extent));
    }

    public static TypeMap vector(long count, long blockLength, long stride, Datatype type) {
        TypeMap old = of(type);
        String name = "vector(" + count + ", " + blockLength + ", " + stride + ", " + type + ")";
        requireCount("vector", "count", count);
        requireCount("vector", "blockLength", blockLength);
        return checked(name, _ -> old.blocks(name, count, blockLength, Math.multiplyExact(stride, old.extent)));
    }

    public static TypeMap hvector(long count, long blockLength, long strideBytes, Datatype type) {
        TypeMap old = of(type);
        requireCount("hvector", "count", count);
        requireCount("hvector", "blockLength", blockLength);
        String name = "hvector(" + count + ", " + blockLength + ", " + strideBytes + ", " + type + ")";
        return checked(name, _ -> old.blocks(name, count, blockLength, strideBytes));
    }

    public static TypeMap indexed(long[] blockLengths, long[] displs, Datatype type) {
        TypeMap old = of(type);
        requireSameLength("indexed", blockLengths.length, "displs", displs.length);
        return checked(
                "indexed(" + blockLengths.length + " blocks of " + type + ")",
                name -> placed(name, "indexed", blockLengths, old.scaled(displs), _ -> old));
    }

    public static TypeMap hindexed(long[] blockLengths, long[] displsBytes, Datatype type) {
        TypeMap old = of(type);
        requireSameLength("hindexed", blockLengths.length, "displsBytes", displsBytes.length);
        return checked(
                "hindexed(" + blockLengths.length + " blocks of " + type + ")",
                name -> placed(name, "hindexed", blockLengths, displsBytes, _ -> old));
    }

    public static TypeMap indexedBlock(long blockLength, long[] displs, Datatype type) {
        TypeMap old = of(type);
        requireCount("indexedBlock", "blockLength", blockLength);
        long[] lengths = new long[displs.length];
        Arrays.fill(lengths, blockLength);
        return checked(
                "indexedBlock(" + displs.length + " blocks of " + blockLength + " " + type + ")",
                name -> placed(name, "indexedBlock", lengths, old.scaled(displs), _ -> old));
    }

    public static TypeMap struct(long[] blockLengths, long[] displsBytes, Datatype... types) {
        requireSameLength("struct", blockLengths.length, "displsBytes", displsBytes.length);
        requireSameLength("struct", blockLengths.length, "types", types.length);
        Datatype[] members = types.clone();
        String name = "struct(" + (types.length <= 8 ? Arrays.toString(members) : types.length + " members") + ")";
        return checked(name, _ -> placed(name, "struct", blockLengths, displsBytes, i -> of(members[i])));
    }

    public static TypeMap resized(Datatype type, long lowerBoundBytes, long extentBytes) {
        TypeMap old = of(type);
        String name = "resized(" + type + ", " + lowerBoundBytes + ", " + extentBytes + ")";
        return checked(
                name, _ -> new TypeMap(name, null, old.layout, old.bounds.resized(lowerBoundBytes, Math.addExact(lowerBoundBytes, extentBytes))));
    }

    /** What makes a type of its name. */
    private interface Maker {
        TypeMap make(String name);
    }

    /** The type of each member. */
    private interface Members {
        TypeMap member(int i);
    }

    private static TypeMap checked(String name, Maker maker) {
        try {
            return maker.make(name);
        } catch (ArithmeticException e) {
            throw new MpiException(ErrorClass.ARG, "Datatype." + name + ": a bound or the size does not fit into bits=64", e);
        }
    }

    private static void requireCount(String operation, String argument, long value) {
        if (value < 0) {
            throw new MpiException(ErrorClass.COUNT, "Datatype." + operation + ": a count is negative: " + argument + "=" + value);
        }
    }

    private static void requireSameLength(String operation, int blocks, String argument, int length) {
        if (blocks != length) {
            throw new MpiException(
                    ErrorClass.ARG,
                    "Datatype." + operation + ": arrays differ in length: blockLengths.length=" + blocks + " " + argument + ".length=" + length);
        }
    }

    private TypeMap repeated(String name, long count, long stride) {
        return new TypeMap(name, null, Repeat.of(count, stride, layout), bounds.repeated(count, stride));
    }

    private TypeMap blocks(String name, long count, long blockLength, long strideBytes) {
        if (count == 0 || blockLength == 0) {
            return new TypeMap(name, null, Block.EMPTY, Bounds.EMPTY);
        }
        Layout block = Repeat.of(blockLength, extent, layout);
        return new TypeMap(name, null, Repeat.of(count, strideBytes, block), bounds.repeated(blockLength, extent).repeated(count, strideBytes));
    }

    private long[] scaled(long[] displs) {
        long[] bytes = new long[displs.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Math.multiplyExact(displs[i], extent);
        }
        return bytes;
    }

    private static TypeMap placed(String name, String operation, long[] blockLengths, long[] displsBytes, Members types) {
        Layout[] parts = new Layout[blockLengths.length];
        Bounds bounds = Bounds.EMPTY;
        for (int i = 0; i < parts.length; i++) {
            requireCount(operation, "blockLengths[" + i + "]", blockLengths[i]);
            TypeMap type = types.member(i);
            parts[i] = Repeat.of(blockLengths[i], type.extent, type.layout);
            if (blockLengths[i] > 0) {
                bounds = bounds.and(type.bounds.repeated(blockLengths[i], type.extent).shifted(displsBytes[i]));
            }
        }
        return new TypeMap(name, null, Sequence.of(parts, displsBytes), bounds);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long extent() {
        return extent;
    }

    @Override
    public long lowerBound() {
        return bounds.lower();
    }

    @Override
    public long trueExtent() {
        return bounds.trueExtent();
    }

    @Override
    public long trueLowerBound() {
        return bounds.trueLower();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Which predefined type this is; null for a derived one. */
    @Nullable Element element() {
        return element;
    }

    /** Whether elements one after the other are plain bytes from {@code base} on, so that no packing is needed. */
    public boolean isContiguous() {
        return contiguous;
    }

    /**
     * The bytes of {@code count} elements, packed.
     *
     * @throws MpiException COUNT if that does not fit into 64 bits
     */
    public long packedBytes(long count) {
        long high = Math.multiplyHigh(count, size);
        long low = count * size;
        if (high != 0 || low < 0) {
            throw new MpiException(ErrorClass.COUNT, "count=" + count + " of type=" + name + " size=" + size + " does not fit into bits=64");
        }
        return low;
    }

    /** Whether {@code count} elements of which the first is at byte {@code base} touch no byte outside {@code [0, memoryBytes)}. */
    public boolean spansWithin(long memoryBytes, long base, long count) {
        if (count == 0 || size == 0) {
            return count >= 0;
        }
        long last = count - 1;
        if (last < 0 || Math.multiplyHigh(last, extent) != (last * extent) >> 63) {
            return false;
        }
        long reach = last * extent;
        long first = bounds.trueLower() + Math.min(reach, 0);
        long end = bounds.trueUpper() + Math.max(reach, 0);
        boolean overflows = reach < 0 ? first > bounds.trueLower() : end < bounds.trueUpper();
        return !overflows && first >= -base && end <= memoryBytes - base;
    }

    /** From the start of the first of {@code count} elements to the end of the last one's data. */
    long spanBytes(long count) {
        return count == 0 ? 0 : (count - 1) * extent + bounds.trueUpper();
    }

    boolean sameShape(TypeMap other) {
        return element == other.element && size == other.size && extent == other.extent && bounds.equals(other.bounds);
    }

    /** Copies {@code count} elements to the same places in other memory. */
    void copy(MemorySegment source, long sourceBase, MemorySegment target, long targetBase, long count) {
        long bytes = packedBytes(count);
        if (contiguous) {
            MemorySegment.copy(source, sourceBase, target, targetBase, bytes);
            return;
        }
        MemorySegment packed = stage(bytes);
        for (long position = 0; position < bytes; position += packed.byteSize()) {
            long turn = Math.min(packed.byteSize(), bytes - position);
            pack(source, sourceBase, position, packed, 0, turn);
            unpack(packed, 0, target, targetBase, position, turn);
        }
    }

    /**
     * Copies packed bytes {@code [position, position + bytes)} of the elements that begin at {@code memory[base]} to
     * {@code target[targetOffset]} onwards. May begin and end within an element.
     */
    public void pack(MemorySegment memory, long base, long position, MemorySegment target, long targetOffset, long bytes) {
        if (contiguous) {
            MemorySegment.copy(memory, base + position, target, targetOffset, bytes);
        } else if (shortRuns && !isBytes(target)) {
            MemorySegment stage = stage(bytes);
            for (long done = 0; done < bytes; done += stage.byteSize()) {
                long turn = Math.min(stage.byteSize(), bytes - done);
                stream.copy(true, memory, base, stage, 0, position + done, position + done + turn);
                MemorySegment.copy(stage, 0, target, targetOffset + done, turn);
            }
        } else if (bytes != 0) {
            stream.copy(true, memory, base, target, targetOffset, position, position + bytes);
        }
    }

    /** The way back of {@link #pack}: gaps between the data are not written. */
    public void unpack(MemorySegment source, long sourceOffset, MemorySegment memory, long base, long position, long bytes) {
        if (contiguous) {
            MemorySegment.copy(source, sourceOffset, memory, base + position, bytes);
        } else if (shortRuns && !isBytes(source)) {
            MemorySegment stage = stage(bytes);
            for (long done = 0; done < bytes; done += stage.byteSize()) {
                long turn = Math.min(stage.byteSize(), bytes - done);
                MemorySegment.copy(source, sourceOffset + done, stage, 0, turn);
                stream.copy(false, memory, base, stage, 0, position + done, position + done + turn);
            }
        } else if (bytes != 0) {
            stream.copy(false, memory, base, source, sourceOffset, position, position + bytes);
        }
    }

    private static boolean isBytes(MemorySegment packed) {
        return packed.heapBase().orElse(null) instanceof byte[];
    }

    private static MemorySegment stage(long bytes) {
        return MemorySegment.ofArray(new byte[(int) Math.min(bytes, STAGE_BYTES)]);
    }
}

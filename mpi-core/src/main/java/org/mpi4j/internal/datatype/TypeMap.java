package org.mpi4j.internal.datatype;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Datatype;
import org.mpi4j.ErrorClass;
import org.mpi4j.Keyval;
import org.mpi4j.MpiException;
import org.mpi4j.internal.attribute.Attributes;

/**
 * A datatype, compiled once into a {@link Layout}. Immutable, but for the attributes of derived ones. Offsets, sizes and counts are {@code long} and checked for overflow when a
 * type is made; that elements lie within their memory is for the caller to see to, with {@link #spansWithin}.
 */
public final class TypeMap implements Datatype {
    public static final TypeMap BYTE = predefined(Element.BYTE);
    public static final TypeMap BOOLEAN = predefined(Element.BOOLEAN);
    public static final TypeMap CHAR = predefined(Element.CHAR);
    public static final TypeMap SHORT = predefined(Element.SHORT);
    public static final TypeMap INT = predefined(Element.INT);
    public static final TypeMap LONG = predefined(Element.LONG);
    public static final TypeMap FLOAT = predefined(Element.FLOAT);
    public static final TypeMap DOUBLE = predefined(Element.DOUBLE);
    public static final TypeMap UINT8_T = predefined(Element.UINT8_T);
    public static final TypeMap UINT16_T = predefined(Element.UINT16_T);
    public static final TypeMap UINT32_T = predefined(Element.UINT32_T);
    public static final TypeMap UINT64_T = predefined(Element.UINT64_T);
    public static final TypeMap FLOAT16 = predefined(Element.FLOAT16);
    public static final TypeMap BFLOAT16 = predefined(Element.BFLOAT16);
    public static final TypeMap FLOAT_COMPLEX = predefined(Element.FLOAT_COMPLEX);
    public static final TypeMap DOUBLE_COMPLEX = predefined(Element.DOUBLE_COMPLEX);
    public static final TypeMap AINT = predefined(Element.AINT);
    public static final TypeMap OFFSET = predefined(Element.OFFSET);
    public static final TypeMap COUNT = predefined(Element.COUNT);
    public static final TypeMap PACKED = predefined(Element.PACKED);
    public static final TypeMap FLOAT_INT = pair(Element.FLOAT_INT, FLOAT);
    public static final TypeMap DOUBLE_INT = pair(Element.DOUBLE_INT, DOUBLE);
    public static final TypeMap LONG_INT = pair(Element.LONG_INT, LONG);
    public static final TypeMap TWO_INT = pair(Element.TWO_INT, INT);
    public static final TypeMap SHORT_INT = pair(Element.SHORT_INT, SHORT);

    /** What packs word by word needs an array on the packed side; other memory is reached through one of this size. */
    private static final long STAGE_BYTES = 1024;

    private final Recipe recipe;
    /** What {@link #named} has set, or the constant's name; null where the recipe says it. */
    private final @Nullable String ownName;

    private final @Nullable Element element;
    private final Shape shape;
    private final Layout layout;
    private final Bounds bounds;
    private final long size;
    private final long extent;
    private final boolean contiguous;
    /** Whether the runs are so short that they are copied word by word. */
    private final boolean shortRuns;
    /** As many elements one after the other as 64 bits can count. */
    private final Layout stream;
    /** Null of a predefined datatype, which all ranks of a process share. */
    private final @Nullable Attributes<Datatype> attributes;

    private TypeMap(
            Recipe recipe, @Nullable String ownName, @Nullable Element element, Shape shape, @Nullable Attributes<Datatype> attributes) {
        this.attributes = attributes;
        this.recipe = recipe;
        this.ownName = ownName;
        this.element = element;
        this.shape = shape;
        this.layout = shape.layout();
        this.bounds = shape.bounds();
        this.size = layout.size();
        this.extent = bounds.extent();
        this.contiguous = bounds.lower() == 0 && extent == size && (size == 0 || (layout instanceof Block block && block.offset() == 0));
        this.shortRuns = size > 0 && size / layout.runs() <= StridedCopy.SHORT_BLOCK_BYTES;
        this.stream = size == 0 ? Block.EMPTY : Repeat.of(Long.MAX_VALUE / size, extent, layout);
        long _ = bounds.trueExtent();
    }

    /** A derived datatype. */
    TypeMap(Recipe recipe, Shape shape) {
        this(recipe, null, null, shape, new Attributes<>(Datatype.class));
    }

    private static TypeMap predefined(Element element) {
        return new TypeMap(Recipe.predefined(), element.name(), element, Shape.of(element), null);
    }

    private static TypeMap pair(Element element, TypeMap value) {
        TypeMap[] members = {value, INT};
        Shape shape = Shape.placed(new long[] {1, 1}, new long[] {0, element.indexOffset()}, i -> members[i].shape);
        return new TypeMap(Recipe.predefined(), element.name(), element, shape, null);
    }

    /** The map of a datatype: they are all type maps. */
    public static TypeMap of(Datatype type) {
        return (TypeMap) type; // a switch over the sealed type costs a start 10 ms
    }

    /** A datatype of its own with the same data and bounds. Reductions take it as they take the old one. */
    public static TypeMap dup(Datatype type) {
        TypeMap old = of(type);
        TypeMap made = new TypeMap(Recipe.dup(old), null, old.element, old.shape, new Attributes<>(Datatype.class));
        if (old.attributes != null && made.attributes != null) {
            made.attributes.adopt(old.attributes.copy(old, made, "Datatype.dup"));
        }
        return made;
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
        return ownName == null ? recipe.text() : ownName;
    }

    @Override
    public TypeMap named(String name) {
        return attributes == null
                ? new TypeMap(Recipe.dup(this), name, element, shape, new Attributes<>(Datatype.class))
                : new TypeMap(recipe, name, element, shape, attributes);
    }

    @Override
    public Envelope envelope() {
        return recipe.envelope();
    }

    @Override
    public Contents contents() {
        if (isPredefined()) {
            throw new MpiException(ErrorClass.TYPE, "type.contents: a predefined datatype is not made of others: type=" + this);
        }
        return recipe.contents();
    }

    @Override
    public <T> void setAttr(Keyval<T> key, T value) {
        attributes("setAttr").set(this, key, value);
    }

    @Override
    public <T> Optional<T> attr(Keyval<T> key) {
        return attributes("attr").get(key);
    }

    @Override
    public void deleteAttr(Keyval<?> key) {
        attributes("deleteAttr").delete(this, key);
    }

    private Attributes<Datatype> attributes(String operation) {
        if (attributes == null) {
            throw new MpiException(
                    ErrorClass.TYPE, "type." + operation + ": a predefined datatype belongs to all ranks of the process, use Datatype.dup: type=" + this);
        }
        return attributes;
    }

    @Override
    public MemoryLayout layout() {
        return LayoutOf.of(this);
    }

    /** Whether it is not derived. */
    public boolean isPredefined() {
        return recipe.combiner() == Combiner.NAMED;
    }

    @Override
    public String toString() {
        return name();
    }

    Recipe recipe() {
        return recipe;
    }

    Shape shape() {
        return shape;
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
            throw new MpiException(ErrorClass.COUNT, "count=" + count + " of type=" + this + " size=" + size + " does not fit into bits=64");
        }
        return low;
    }

    @Override
    public long packSize(long count) {
        if (count < 0) {
            throw new MpiException(ErrorClass.COUNT, "type.packSize: a count is negative: count=" + count + " type=" + this);
        }
        return packedBytes(count);
    }

    @Override
    public long packExternalSize(long count) {
        if (count < 0) {
            throw new MpiException(ErrorClass.COUNT, "type.packExternalSize: a count is negative: count=" + count + " type=" + this);
        }
        return packedBytes(count);
    }

    /** How many primitives so many packed bytes hold; -1 if they end within one. */
    public long primitivesIn(long packedBytes) {
        if (size == 0) {
            return 0;
        }
        long rest = shape.signature().primitivesIn(packedBytes % size);
        return rest < 0 ? -1 : packedBytes / size * shape.signature().primitives() + rest;
    }

    /**
     * The packed bytes of so many primitives.
     *
     * @throws MpiException COUNT if that does not fit into 64 bits
     */
    public long bytesOfPrimitives(long primitives) {
        if (size == 0) {
            return 0;
        }
        long whole = shape.signature().primitives();
        long rest = primitives % whole;
        long _ = packedBytes(primitives / whole + (rest == 0 ? 0 : 1));
        return primitives / whole * size + shape.signature().bytesOf(rest);
    }

    /** This type with all displacements counted from {@code offsetBytes} earlier in memory. */
    public TypeMap shifted(long offsetBytes) {
        return new TypeMap(recipe, name(), null, shape.shifted(offsetBytes), attributes);
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

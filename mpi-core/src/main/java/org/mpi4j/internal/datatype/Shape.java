package org.mpi4j.internal.datatype;

/** What a datatype is made into: where its bytes lie, its bounds, and of which primitives it consists. Immutable. */
record Shape(Layout layout, Bounds bounds, Signature signature) {
    private static final Shape EMPTY = new Shape(Block.EMPTY, Bounds.EMPTY, Signature.EMPTY);

    /** The shape of each member. */
    @FunctionalInterface
    interface Members {
        Shape member(int i);
    }

    /** A primitive at the element's start. */
    static Shape of(Element element) {
        Layout layout = new Block(0, element.bytes);
        return new Shape(layout, Bounds.ofData(element.bytes, element.wordBytes), new Signature.Run(1, element.bytes, element.wordBytes));
    }

    long extent() {
        return bounds.extent();
    }

    Shape repeated(long count, long strideBytes) {
        return new Shape(Repeat.of(count, strideBytes, layout), bounds.repeated(count, strideBytes), Signature.repeated(count, signature));
    }

    /** {@code count} blocks of {@code blockLength} adjacent elements. */
    Shape blocks(long count, long blockLength, long strideBytes) {
        return count == 0 || blockLength == 0 ? EMPTY : repeated(blockLength, extent()).repeated(count, strideBytes);
    }

    Shape resized(long lowerBytes, long extentBytes) {
        return new Shape(layout, bounds.resized(lowerBytes, Math.addExact(lowerBytes, extentBytes)), signature);
    }

    /** The same, {@code offsetBytes} later in memory. */
    Shape shifted(long offsetBytes) {
        return new Shape(layout.shifted(offsetBytes), bounds.shifted(offsetBytes), signature);
    }

    /** Blocks of {@code lengths[i]} members at {@code displsBytes[i]}. */
    static Shape placed(long[] lengths, long[] displsBytes, Members members) {
        Layout[] parts = new Layout[lengths.length];
        Signature[] signatures = new Signature[lengths.length];
        Bounds bounds = Bounds.EMPTY;
        for (int i = 0; i < parts.length; i++) {
            Shape member = members.member(i);
            parts[i] = Repeat.of(lengths[i], member.extent(), member.layout);
            signatures[i] = Signature.repeated(lengths[i], member.signature);
            if (lengths[i] > 0) {
                bounds = bounds.and(member.bounds.repeated(lengths[i], member.extent()).shifted(displsBytes[i]));
            }
        }
        return new Shape(Sequence.of(parts, displsBytes), bounds, Signature.sequence(signatures));
    }
}

package org.mpi4j.internal.datatype;

/** Two arrays that a reduction works in, kept for the next one of the same class and length. Confined to the driver. */
public final class Tiles {
    private static final Object NONE = new Object();

    private Object left = NONE;
    private Object right = NONE;
    private int length;

    /** Makes both have at least so many elements, with whatever they hold. */
    <A> void prepare(ArrayKernels<A> kernels, int elements) {
        if (elements > length || !kernels.isArray(left)) {
            left = kernels.allocate(elements);
            right = kernels.allocate(elements);
            length = elements;
        }
    }

    Object left() {
        return left;
    }

    Object right() {
        return right;
    }
}

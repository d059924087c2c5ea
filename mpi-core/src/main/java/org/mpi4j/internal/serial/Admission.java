package org.mpi4j.internal.serial;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the filters, those of the JVM among them, what a compact message may hold, as {@link java.io.ObjectInputStream} does: each class
 * with its serialisable superclasses once, each array's length if it is the longest of its class so far, the depth where it grows, and
 * the number of objects and bytes every {@link #OBJECTS_PER_QUESTION} objects. Confined to one reader.
 */
final class Admission implements ObjectInputFilter.FilterInfo {
    private static final int OBJECTS_PER_QUESTION = 1024;

    private final @Nullable ObjectInputFilter filter;
    private final CompactInput in;
    private final Map<Class<?>, Integer> longest = new HashMap<>();
    private final Set<Kind> allowedKinds = EnumSet.noneOf(Kind.class);
    private @Nullable Class<?> type;
    private long arrayLength = -1;
    private long depth;
    private long deepest;
    private long references;

    Admission(ObjectInputFilter ours, CompactInput in) {
        var factory = ObjectInputFilter.Config.getSerialFilterFactory();
        this.filter = factory.apply(factory.apply(null, ObjectInputFilter.Config.getSerialFilter()), ours);
        this.in = in;
    }

    /** Counts an object that may have others in it, until {@link #leave}. */
    void enter() throws InvalidClassException {
        references++;
        if (++depth > deepest) {
            deepest = depth;
            ask(null, -1);
        } else if (references % OBJECTS_PER_QUESTION == 0) {
            ask(null, -1);
        }
    }

    void leave() {
        depth--;
    }

    void allow(Kind kind) throws InvalidClassException {
        if (!allowedKinds.contains(kind)) {
            allow(kind.type);
            allowedKinds.add(kind);
        }
    }

    void allow(Class<?> asked) throws InvalidClassException {
        for (Class<?> c = asked; c != null && Serializable.class.isAssignableFrom(c); c = c.getSuperclass()) {
            ask(c, -1);
        }
    }

    void allowArray(Class<?> array, int length) throws InvalidClassException {
        Integer before = longest.get(array);
        if (before == null || length > before) {
            ask(array, length);
            longest.put(array, length);
        }
    }

    private void ask(@Nullable Class<?> asked, long length) throws InvalidClassException {
        if (filter == null) {
            return;
        }
        type = asked;
        arrayLength = length;
        ObjectInputFilter.Status status = filter.checkInput(this);
        if (status == null || status == ObjectInputFilter.Status.REJECTED) {
            throw new InvalidClassException("filter status: " + status);
        }
    }

    @Override
    public @Nullable Class<?> serialClass() {
        return type;
    }

    @Override
    public long arrayLength() {
        return arrayLength;
    }

    @Override
    public long depth() {
        return depth;
    }

    @Override
    public long references() {
        return references;
    }

    @Override
    public long streamBytes() {
        return in.position();
    }
}

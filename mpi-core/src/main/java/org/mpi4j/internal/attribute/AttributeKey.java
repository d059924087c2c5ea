package org.mpi4j.internal.attribute;

import org.mpi4j.ErrorClass;
import org.mpi4j.Keyval;
import org.mpi4j.MpiException;

/**
 * An attribute's key with its callbacks. Thread-safe: all but {@code closed} is final.
 *
 * @param <O> what has such attributes
 * @param <T> what their values are
 */
public final class AttributeKey<O, T> implements Keyval<T> {
    private final Class<O> kind;
    private final Copy<? super O, T> copy;
    private final Delete<? super O, T> delete;
    private volatile boolean closed;

    public AttributeKey(Class<O> kind, Copy<? super O, T> copy, Delete<? super O, T> delete) {
        this.kind = kind;
        this.copy = copy;
        this.delete = delete;
    }

    Copy<? super O, T> copy() {
        return copy;
    }

    Delete<? super O, T> delete() {
        return delete;
    }

    /** The key as one of this kind of owner. @throws MpiException KEYVAL if it is closed, or another kind's */
    @SuppressWarnings("unchecked") // a key has the owner that its kind names
    static <O, T> AttributeKey<O, T> checked(Class<O> kind, Keyval<T> key, String operation) {
        AttributeKey<?, T> found =
                switch (key) {
                    case AttributeKey<?, T> ours -> ours;
                };
        if (found.closed) {
            throw new MpiException(ErrorClass.KEYVAL, operation + ": the key is closed: key=" + key);
        }
        if (!found.kind.equals(kind)) {
            throw new MpiException(ErrorClass.KEYVAL, operation + ": the key is one for another kind of object: key=" + key + " wanted=" + kind.getSimpleName());
        }
        return (AttributeKey<O, T>) found;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return kind.getSimpleName() + ".keyval#" + Integer.toHexString(System.identityHashCode(this));
    }
}

package org.mpi4j.internal.attribute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.Keyval;
import org.mpi4j.MpiException;

/**
 * The attributes of one object, in the order in which they were set. Thread-safe; no lock is held while a callback runs.
 *
 * <p>A callback that throws ends the call with its own {@link MpiException}, or with one of class OTHER that it is the cause of; what it was asked
 * to copy or delete then is as before.
 *
 * @param <O> what has them
 */
public final class Attributes<O> {
    private record Attribute<O, T>(AttributeKey<O, T> key, T value) {
        void delete(O owner, String operation) {
            call(operation, "delete", () -> {
                key.delete().delete(owner, key, value);
                return owner;
            });
        }

        Optional<Attribute<O, T>> copy(O from, String operation) {
            return call(operation, "copy", () -> key.copy().copy(from, key, value)).map(copy -> new Attribute<>(key, copy));
        }
    }

    private final Class<O> kind;
    private @Nullable Map<AttributeKey<O, ?>, Attribute<O, ?>> attributes; // guarded by this; null before the first

    public Attributes(Class<O> kind) {
        this.kind = kind;
    }

    /** Sets a value, after the one before it has been deleted. */
    public <T> void set(O owner, Keyval<T> keyval, T value) {
        AttributeKey<O, T> key = AttributeKey.checked(kind, keyval, "setAttr");
        Attribute<O, ?> before = find(key);
        if (before != null) {
            before.delete(owner, "setAttr");
        }
        put(new Attribute<>(key, value));
    }

    @SuppressWarnings("unchecked") // a key's attribute has the key's type
    public <T> Optional<T> get(Keyval<T> keyval) {
        Attribute<O, ?> found = find(AttributeKey.checked(kind, keyval, "attr"));
        return found == null ? Optional.empty() : Optional.of((T) found.value);
    }

    /** Deletes a value, if there is one. */
    public void delete(O owner, Keyval<?> keyval) {
        AttributeKey<O, ?> key = AttributeKey.checked(kind, keyval, "deleteAttr");
        Attribute<O, ?> found = find(key);
        if (found != null) {
            found.delete(owner, "deleteAttr");
            remove(key);
        }
    }

    /** Deletes all, the last one first, up to one whose callback throws: that one and those set before it stay. */
    public void deleteAll(O owner, String operation) {
        for (Attribute<O, ?> attribute : all().reversed()) {
            attribute.delete(owner, operation);
            remove(attribute.key);
        }
    }

    /**
     * What a duplicate of the owner has: a copy of each attribute whose callback gives one.
     *
     * @param copyOwner told to the delete callbacks of what has been copied before a callback throws
     */
    public Attributes<O> copy(O owner, O copyOwner, String operation) {
        Attributes<O> copies = new Attributes<>(kind);
        try {
            for (Attribute<O, ?> attribute : all()) {
                attribute.copy(owner, operation).ifPresent(copies::put);
            }
            return copies;
        } catch (MpiException e) {
            undo(copies, copyOwner, operation, e);
            throw e;
        }
    }

    private static <O> void undo(Attributes<O> copies, O copyOwner, String operation, MpiException why) {
        try {
            copies.deleteAll(copyOwner, operation);
        } catch (MpiException e) {
            why.addSuppressed(e);
        }
    }

    /** Takes over the attributes of another object. */
    public void adopt(Attributes<O> others) {
        others.all().forEach(this::put);
    }

    private synchronized @Nullable Attribute<O, ?> find(AttributeKey<O, ?> key) {
        return attributes == null ? null : attributes.get(key);
    }

    private synchronized void put(Attribute<O, ?> attribute) {
        if (attributes == null) {
            attributes = new LinkedHashMap<>();
        }
        attributes.remove(attribute.key); // so that it is the last
        attributes.put(attribute.key, attribute);
    }

    private synchronized void remove(AttributeKey<O, ?> key) {
        if (attributes != null) {
            attributes.remove(key);
        }
    }

    private synchronized List<Attribute<O, ?>> all() {
        return attributes == null ? List.of() : new ArrayList<>(attributes.values());
    }

    private static <R> R call(String operation, String callback, Supplier<R> user) {
        try {
            return user.get();
        } catch (MpiException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MpiException(ErrorClass.OTHER, operation + ": the " + callback + " callback of an attribute threw " + e, e);
        }
    }
}

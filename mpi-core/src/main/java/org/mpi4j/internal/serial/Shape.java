package org.mpi4j.internal.serial;

import org.jspecify.annotations.Nullable;

/**
 * How the objects of one class are written. Immutable.
 *
 * @param type the class that the message names, where it names one: an enum's own class, not that of a constant with a body
 */
record Shape(Kind kind, Class<?> type, @Nullable RecordShape parts) {
    boolean isKey() {
        return parts == null ? kind.isKey() : parts.isKey();
    }
}

package org.mpi4j.internal.serial;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of each class, found once. Thread-safe; holds no class loader alive. */
final class Shapes extends ClassValue<Shape> {
    private final Map<Class<?>, Kind> known = new HashMap<>();

    Shapes() {
        Set<Kind> named = EnumSet.range(Kind.BYTE, Kind.LATIN_STRING);
        named.addAll(EnumSet.range(Kind.UUID_VALUE, Kind.BIG_DECIMAL));
        named.addAll(EnumSet.range(Kind.BOOLEANS, Kind.DOUBLES));
        named.addAll(EnumSet.range(Kind.ARRAY_LIST, Kind.MAP_OF));
        for (Kind kind : named) {
            known.put(kind.type, kind);
        }
        known.put(Boolean.class, Kind.TRUE);
        known.put(List.of(0).getClass(), Kind.LIST_OF);
        known.put(Set.of(0).getClass(), Kind.SET_OF);
        known.put(Map.of(0, 0).getClass(), Kind.MAP_OF);
    }

    @Override
    protected Shape computeValue(Class<?> type) {
        Kind kind = known.get(type);
        if (kind != null) {
            return new Shape(kind, type, null);
        }
        if (type.isArray()) {
            return new Shape(Kind.OBJECTS, type, null);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return enumShape(type);
        }
        RecordShape parts = type.isRecord() ? RecordShape.of(type) : null;
        return new Shape(parts == null ? Kind.FOREIGN : Kind.RECORD, type, parts);
    }

    private static Shape enumShape(Class<?> type) {
        Class<?> declaring = type.isEnum() ? type : type.getSuperclass();
        return new Shape(declaring.isEnum() ? Kind.ENUM : Kind.FOREIGN, declaring, null);
    }

    /** Whether every object of this declared type is a key whatever its class. */
    static boolean isKeyType(Class<?> declared) {
        return declared.isPrimitive()
                || declared.isEnum()
                || Arrays.stream(Kind.values()).anyMatch(kind -> kind.isKey() && kind.type == declared && kind != Kind.ENUM);
    }
}

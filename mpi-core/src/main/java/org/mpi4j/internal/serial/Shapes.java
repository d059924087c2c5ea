package org.mpi4j.internal.serial;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of each class, found once. Thread-safe; holds no class loader alive. */
final class Shapes extends ClassValue<Shape> {
    /** Apart, so that a program that sends no object does not load all these classes. */
    private static final class Known {
        static final Map<Class<?>, Kind> KINDS = kinds();

        private static Map<Class<?>, Kind> kinds() {
            Set<Kind> named = EnumSet.range(Kind.BYTE, Kind.LATIN_STRING);
            named.addAll(EnumSet.range(Kind.UUID_VALUE, Kind.BIG_DECIMAL));
            named.addAll(EnumSet.range(Kind.BOOLEANS, Kind.DOUBLES));
            named.addAll(EnumSet.range(Kind.ARRAY_LIST, Kind.MAP_OF));
            Map<Class<?>, Kind> kinds = new HashMap<>();
            for (Kind kind : named) {
                kinds.put(kind.type, kind);
            }
            kinds.put(Boolean.class, Kind.TRUE);
            kinds.put(List.of(0).getClass(), Kind.LIST_OF);
            kinds.put(Set.of(0).getClass(), Kind.SET_OF);
            kinds.put(Map.of(0, 0).getClass(), Kind.MAP_OF);
            return Map.copyOf(kinds);
        }
    }

    @Override
    protected Shape computeValue(Class<?> type) {
        Kind kind = Known.KINDS.get(type);
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

package org.mpi4j.internal.datatype;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * The way between records of primitives, or of such records, and C structs in memory. Immutable. Reading and writing are one method handle
 * each, put together once, which the JVM compiles as it would a method written by hand.
 */
public final class RecordAccess {
    private static final Lookup OWN = MethodHandles.lookup();

    private final StructLayout layout;
    private final MethodHandle writer;
    private final MethodHandle reader;

    private RecordAccess(StructLayout layout, MethodHandle writer, MethodHandle reader) {
        this.layout = layout;
        this.writer = writer.asType(methodType(void.class, MemorySegment.class, long.class, Object.class));
        this.reader = reader.asType(methodType(Object.class, MemorySegment.class, long.class));
    }

    /**
     * @param lookup what may call the record's accessors and constructor; null to ask for access
     * @throws MpiException TYPE if a component is neither primitive nor a record, there is none, or access is refused
     */
    public static RecordAccess of(Class<?> type, @Nullable Lookup lookup) {
        StructLayout layout = struct(type, List.of());
        return new RecordAccess(layout, writer(type, layout, 0, lookup), reader(type, layout, 0, lookup));
    }

    public StructLayout layout() {
        return layout;
    }

    /** The record in {@code memory[at]}. */
    public Object read(MemorySegment memory, long at) {
        try {
            return (Object) reader.invokeExact(memory, at);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // a record's constructor throws nothing else
        }
    }

    /** Puts the record into {@code memory[at]}. */
    public void write(MemorySegment memory, long at, Object value) {
        try {
            writer.invokeExact(memory, at, value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // nor does an accessor
        }
    }

    /** As a C compiler lays it out: each member at the next multiple of its alignment, the end at one of the greatest. */
    private static StructLayout struct(Class<?> type, List<Class<?>> outer) {
        if (outer.contains(type)) {
            throw error(type, "contains itself");
        }
        List<Class<?>> around = new ArrayList<>(outer);
        around.add(type);
        List<MemoryLayout> members = new ArrayList<>();
        long end = 0;
        long alignment = 1;
        for (RecordComponent component : type.getRecordComponents()) {
            MemoryLayout member = component.getType().isRecord() ? struct(component.getType(), around) : value(type, component);
            long gap = Math.floorMod(-end, member.byteAlignment());
            if (gap > 0) {
                members.add(MemoryLayout.paddingLayout(gap));
            }
            members.add(member.withName(component.getName()));
            end += gap + member.byteSize();
            alignment = Math.max(alignment, member.byteAlignment());
        }
        if (members.isEmpty()) {
            throw error(type, "has no components");
        }
        long gap = Math.floorMod(-end, alignment);
        if (gap > 0) {
            members.add(MemoryLayout.paddingLayout(gap));
        }
        return MemoryLayout.structLayout(members.toArray(MemoryLayout[]::new)).withName(type.getSimpleName());
    }

    private static ValueLayout value(Class<?> owner, RecordComponent component) {
        Class<?> type = component.getType();
        if (type == double.class) {
            return ValueLayout.JAVA_DOUBLE;
        } else if (type == float.class) {
            return ValueLayout.JAVA_FLOAT;
        } else if (type == long.class) {
            return ValueLayout.JAVA_LONG;
        } else if (type == int.class) {
            return ValueLayout.JAVA_INT;
        } else if (type == short.class) {
            return ValueLayout.JAVA_SHORT;
        } else if (type == char.class) {
            return ValueLayout.JAVA_CHAR;
        } else if (type == byte.class) {
            return ValueLayout.JAVA_BYTE;
        } else if (type == boolean.class) {
            return ValueLayout.JAVA_BOOLEAN;
        }
        throw error(owner, "has a component that is neither primitive nor a record: component=" + component.getName() + " type=" + type.getTypeName());
    }

    /** (MemorySegment, long, type) to void, for a record that begins {@code offset} bytes after the long. */
    private static MethodHandle writer(Class<?> type, StructLayout layout, long offset, @Nullable Lookup lookup) {
        MethodHandle all = null;
        RecordComponent[] components = type.getRecordComponents();
        for (int i = components.length - 1; i >= 0; i--) {
            PathElement name = PathElement.groupElement(components[i].getName());
            long at = offset + layout.byteOffset(name);
            MethodHandle one =
                    layout.select(name) instanceof StructLayout nested
                            ? writer(components[i].getType(), nested, at, lookup)
                            : access((ValueLayout) layout.select(name), at, true);
            one = MethodHandles.filterArguments(one, 2, accessor(type, components[i], lookup));
            all = all == null ? one : MethodHandles.foldArguments(all, one);
        }
        return Objects.requireNonNull(all);
    }

    /** (MemorySegment, long) to type. */
    private static MethodHandle reader(Class<?> type, StructLayout layout, long offset, @Nullable Lookup lookup) {
        RecordComponent[] components = type.getRecordComponents();
        MethodHandle all = constructor(type, lookup);
        for (int i = components.length - 1; i >= 0; i--) {
            PathElement name = PathElement.groupElement(components[i].getName());
            long at = offset + layout.byteOffset(name);
            MethodHandle one =
                    layout.select(name) instanceof StructLayout nested
                            ? reader(components[i].getType(), nested, at, lookup)
                            : access((ValueLayout) layout.select(name), at, false);
            all = MethodHandles.collectArguments(all, i, one);
        }
        int[] order = new int[2 * components.length];
        Arrays.setAll(order, i -> i % 2);
        return MethodHandles.permuteArguments(all, methodType(type, MemorySegment.class, long.class), order);
    }

    private static MethodHandle access(ValueLayout value, long offset, boolean writes) {
        MemoryLayout anywhere = value.withByteAlignment(1).withName("value");
        StructLayout place = offset == 0 ? MemoryLayout.structLayout(anywhere) : MemoryLayout.structLayout(MemoryLayout.paddingLayout(offset), anywhere);
        VarHandle handle = place.varHandle(PathElement.groupElement("value"));
        return handle.toMethodHandle(writes ? AccessMode.SET : AccessMode.GET);
    }

    private static MethodHandle accessor(Class<?> owner, RecordComponent component, @Nullable Lookup lookup) {
        Method accessor = component.getAccessor();
        try {
            if (lookup == null) {
                accessor.setAccessible(true);
            }
            return (lookup == null ? OWN : lookup).unreflect(accessor);
        } catch (RuntimeException | IllegalAccessException e) {
            throw refused(owner, e);
        }
    }

    private static MethodHandle constructor(Class<?> owner, @Nullable Lookup lookup) {
        Class<?>[] parameters = Arrays.stream(owner.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = owner.getDeclaredConstructor(parameters);
            if (lookup == null) {
                constructor.setAccessible(true);
            }
            return (lookup == null ? OWN : lookup).unreflectConstructor(constructor);
        } catch (RuntimeException | ReflectiveOperationException e) {
            throw refused(owner, e);
        }
    }

    private static MpiException refused(Class<?> type, Exception cause) {
        MpiException error = error(type, "is closed to mpi4j: give a Lookup that may use it, or open its package; module=" + type.getModule());
        error.initCause(cause);
        return error;
    }

    private static MpiException error(Class<?> type, String what) {
        return new MpiException(ErrorClass.TYPE, "RecordType.of: record=" + type.getName() + " " + what);
    }
}

package org.mpi4j.internal.serial;

import static java.lang.invoke.MethodType.methodType;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record class: its components are read from its fields, and a record is made by its canonical constructor, as the JDK does.
 * Immutable.
 */
final class RecordShape {
    private final String signature;
    private final char[] codes;
    private final MethodHandle[] fields;
    private final MethodHandle constructor;
    private final boolean isKey;

    private RecordShape(String signature, char[] codes, MethodHandle[] fields, MethodHandle constructor, boolean isKey) {
        this.signature = signature;
        this.codes = codes;
        this.fields = fields;
        this.constructor = constructor;
        this.isKey = isKey;
    }

    /** Null if the JDK must see to it: not serialisable, with a replacement, or in a package that is closed to this module. */
    static @Nullable RecordShape of(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type) || hasReplacement(type)) {
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        StringBuilder signature = new StringBuilder();
        char[] codes = new char[components.length];
        MethodHandle[] fields = new MethodHandle[components.length];
        boolean isKey = true;
        try {
            for (int i = 0; i < codes.length; i++) {
                Class<?> declared = components[i].getType();
                signature.append(components[i].getName()).append(':').append(declared.getName()).append(' ');
                codes[i] = declared.descriptorString().charAt(0);
                fields[i] = field(type.getDeclaredField(components[i].getName()));
                isKey &= Shapes.isKeyType(declared);
            }
            MethodHandle constructor = constructor(type, Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return new RecordShape(signature.toString(), codes, fields, constructor, isKey);
        } catch (ReflectiveOperationException | RuntimeException _) {
            return null;
        }
    }

    private static boolean hasReplacement(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getParameterCount() == 0 && (method.getName().equals("writeReplace") || method.getName().equals("readResolve"))) {
                return true;
            }
        }
        return false;
    }

    private static MethodHandle field(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        Class<?> value = field.getType().isPrimitive() ? field.getType() : Object.class;
        return MethodHandles.lookup().unreflectGetter(field).asType(methodType(value, Object.class));
    }

    private static MethodHandle constructor(Class<?> type, Class<?>[] parameters) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return MethodHandles.lookup()
                .unreflectConstructor(constructor)
                .asSpreader(Object[].class, parameters.length)
                .asType(methodType(Object.class, Object[].class));
    }

    /** The components' names and types, to be compared with those of the class on another rank. */
    String signature() {
        return signature;
    }

    int componentCount() {
        return codes.length;
    }

    /** The type of a component as a descriptor's first letter: J is long, L and [ are objects. */
    char code(int component) {
        return codes[component];
    }

    /** Reads a component; to be invoked exactly, as a function from Object to the primitive type or to Object. */
    MethodHandle field(int component) {
        return fields[component];
    }

    /** Whether its objects hash and compare in a time that their own bytes bound. */
    boolean isKey() {
        return isKey;
    }

    Object make(@Nullable Object[] components) throws InvalidObjectException {
        try {
            return (Object) constructor.invokeExact(components);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            InvalidObjectException invalid = new InvalidObjectException(String.valueOf(e));
            invalid.initCause(e);
            throw invalid;
        }
    }
}

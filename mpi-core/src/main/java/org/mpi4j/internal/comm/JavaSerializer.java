package org.mpi4j.internal.comm;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.ObjectSerializer;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/**
 * The JDK's own serialisation, with a filter on what comes in ({@link SerialFilter}, or the pattern of the setting
 * {@code mpi4j.serial.filter}). Immutable, thread-safe.
 */
final class JavaSerializer implements ObjectSerializer {
    private final @Nullable ObjectInputFilter pattern;

    private JavaSerializer(@Nullable ObjectInputFilter pattern) {
        this.pattern = pattern;
    }

    static JavaSerializer of(Settings settings) {
        String pattern = settings.get(Setting.SERIAL_FILTER);
        try {
            return new JavaSerializer(pattern.isEmpty() ? null : ObjectInputFilter.Config.createFilter(pattern));
        } catch (IllegalArgumentException e) {
            throw new MpiException(ErrorClass.ARG, "setting " + Setting.SERIAL_FILTER.key() + ": value='" + pattern + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void write(@Nullable Object object, OutputStream out) throws IOException {
        ObjectOutputStream objects = new ObjectOutputStream(out);
        try {
            objects.writeObject(object);
            objects.flush();
        } catch (NotSerializableException e) {
            throw new MpiException(ErrorClass.TYPE, "not java.io.Serializable: class=" + e.getMessage() + " object=" + nameOf(object), e);
        } catch (StackOverflowError e) {
            throw new MpiException(ErrorClass.TYPE, "nested too deeply to be serialised: object=" + nameOf(object), e);
        }
    }

    @Override
    public @Nullable Object read(InputStream in) throws IOException, ClassNotFoundException {
        SerialFilter filter = new SerialFilter(pattern, in.available());
        try (ContextObjectInput objects = new ContextObjectInput(in, filter)) {
            return objects.readObject();
        } catch (InvalidClassException e) {
            if (e.getMessage() != null && e.getMessage().contains("REJECTED")) {
                throw new MpiException(
                        ErrorClass.TYPE,
                        "refused by the deserialisation filter (setting " + Setting.SERIAL_FILTER.key() + "): " + filter.lastAsked() + " pattern='"
                                + (pattern == null ? "" : pattern) + "'",
                        e);
            }
            throw e;
        } catch (StackOverflowError e) {
            throw new MpiException(ErrorClass.TYPE, "nested too deeply to be deserialised: " + filter.lastAsked(), e);
        }
    }

    private static String nameOf(@Nullable Object object) {
        return object == null ? "null" : object.getClass().getName();
    }
}

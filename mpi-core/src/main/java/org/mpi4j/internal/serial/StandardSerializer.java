package org.mpi4j.internal.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.ObjectSerializer;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/**
 * What communicators have at first. An object that the compact form can say is written in it, any other in the JDK's serialisation, the
 * whole object then; what comes tells by its first bytes which it is. A filter is asked what may come in either ({@link SerialFilter}, or
 * the pattern of the setting {@code mpi4j.serial.filter}). Immutable, thread-safe.
 */
public final class StandardSerializer implements ObjectSerializer {
    private final @Nullable ObjectInputFilter pattern;
    private final boolean isCompact;
    private final Shapes shapes = new Shapes();

    private StandardSerializer(@Nullable ObjectInputFilter pattern, boolean isCompact) {
        this.pattern = pattern;
        this.isCompact = isCompact;
    }

    public static StandardSerializer of(Settings settings) {
        String pattern = settings.get(Setting.SERIAL_FILTER);
        String form = settings.get(Setting.SERIAL_FORM);
        if (!form.equals("auto") && !form.equals("jdk")) {
            throw new MpiException(ErrorClass.ARG, "setting " + Setting.SERIAL_FORM.key() + ": value='" + form + "' is not auto or jdk");
        }
        try {
            return new StandardSerializer(pattern.isEmpty() ? null : ObjectInputFilter.Config.createFilter(pattern), form.equals("auto"));
        } catch (IllegalArgumentException e) {
            throw new MpiException(ErrorClass.ARG, "setting " + Setting.SERIAL_FILTER.key() + ": value='" + pattern + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void write(@Nullable Object object, OutputStream out) throws IOException {
        try {
            if (!(out instanceof ObjectBytes bytes && isCompact && isWrittenCompactly(object, bytes))) {
                ObjectOutputStream objects = new ObjectOutputStream(out);
                objects.writeObject(object);
                objects.flush();
            }
        } catch (NotSerializableException e) {
            throw new MpiException(ErrorClass.TYPE, "not java.io.Serializable: class=" + e.getMessage() + " object=" + nameOf(object), e);
        } catch (StackOverflowError e) {
            throw new MpiException(ErrorClass.TYPE, "nested too deeply to be serialised: object=" + nameOf(object), e);
        }
    }

    private boolean isWrittenCompactly(@Nullable Object object, ObjectBytes bytes) {
        long before = bytes.length();
        boolean isWritten = new CompactWriter(shapes, bytes).writeMessage(object);
        if (!isWritten) {
            bytes.truncate(before);
        }
        return isWritten;
    }

    @Override
    public @Nullable Object read(InputStream in) throws IOException, ClassNotFoundException {
        MemorySegment message = in instanceof SegmentInput input ? input.rest() : MemorySegment.ofArray(in.readAllBytes());
        SerialFilter filter = new SerialFilter(pattern, message.byteSize());
        try {
            if (CompactForm.isMarked(message)) {
                return readCompact(message, filter);
            }
            checkIsJava(message);
            try (ContextObjectInput objects = new ContextObjectInput(new SegmentInput(message), filter)) {
                return objects.readObject();
            }
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

    private @Nullable Object readCompact(MemorySegment message, SerialFilter filter) throws IOException, ClassNotFoundException {
        CompactInput in = new CompactInput(message);
        try {
            return new CompactReader(shapes, new ClassFinder(), in, new Admission(filter, in)).readMessage();
        } catch (RuntimeException e) {
            InvalidObjectException invalid = new InvalidObjectException("position=" + in.position() + ": " + e);
            invalid.initCause(e);
            throw invalid;
        }
    }

    /** The bytes of another serializer would otherwise fail somewhere, and tell nobody why. */
    private static void checkIsJava(MemorySegment message) throws StreamCorruptedException {
        boolean isJava = message.byteSize() >= 2
                && message.get(ValueLayout.JAVA_BYTE, 0) == (byte) (ObjectStreamConstants.STREAM_MAGIC >> 8)
                && message.get(ValueLayout.JAVA_BYTE, 1) == (byte) ObjectStreamConstants.STREAM_MAGIC;
        if (!isJava) {
            byte[] first = message.asSlice(0, Math.min(4, message.byteSize())).toArray(ValueLayout.JAVA_BYTE);
            throw new StreamCorruptedException("not written by this version's standard serializer; have all ranks the same"
                    + " ObjectSerializer and the same version of mpi4j? firstBytes=" + HexFormat.of().formatHex(first));
        }
    }

    private static String nameOf(@Nullable Object object) {
        return object == null ? "null" : object.getClass().getName();
    }
}

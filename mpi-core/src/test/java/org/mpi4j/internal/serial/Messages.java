package org.mpi4j.internal.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.function.Executable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.settings.Settings;

/** Objects there and back, for the tests of this package. */
final class Messages {
    static final Settings NOTHING_SET = new Settings(_ -> null, _ -> null);

    private Messages() {}

    static byte[] bytesOf(StandardSerializer by, Object object) throws IOException {
        try (ObjectBytes bytes = new ObjectBytes()) {
            by.write(object, bytes);
            return bytes.written().toArray(ValueLayout.JAVA_BYTE);
        }
    }

    static boolean isCompact(byte[] bytes) {
        return bytes[0] == CompactForm.MARK_0;
    }

    static Object passed(StandardSerializer by, Object object) throws IOException, ClassNotFoundException {
        try (ObjectBytes bytes = new ObjectBytes()) {
            by.write(object, bytes);
            return by.read(new SegmentInput(bytes.written()));
        }
    }

    /** What this thread has allocated so far. By reflection: the module under test does not read that of the beans. */
    static long allocatedBytes() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes").invoke(threads);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    static void assertError(ErrorClass errorClass, String part, Executable call) {
        MpiException error = assertThrows(MpiException.class, call);
        assertEquals(errorClass, error.errorClass(), error.getMessage());
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }
}

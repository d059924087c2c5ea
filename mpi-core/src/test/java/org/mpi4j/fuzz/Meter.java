package org.mpi4j.fuzz;

import java.lang.reflect.Method;

/** What the calling thread has used so far. By reflection, for the tests' module does not read the JDK's module of management. Stateless. */
final class Meter {
    private static final Object BEAN = bean();
    private static final Method CPU = method("getCurrentThreadCpuTime");
    private static final Method ALLOCATED = method("getCurrentThreadAllocatedBytes");

    private Meter() {}

    static long cpuNanos() {
        return call(CPU);
    }

    static long allocatedBytes() {
        return call(ALLOCATED);
    }

    private static Object bean() {
        try {
            return Class.forName("java.lang.management.ManagementFactory").getMethod("getThreadMXBean").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(String name) {
        try {
            return Class.forName("com.sun.management.ThreadMXBean").getMethod(name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long call(Method method) {
        try {
            return (Long) method.invoke(BEAN);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

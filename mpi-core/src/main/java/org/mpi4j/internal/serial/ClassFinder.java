package org.mpi4j.internal.serial;

/**
 * Finds classes first by the thread's context class loader: those of a source file that was started with {@code java Main.java},
 * or of an application inside a container, are known to no other. Immutable, made for one message.
 */
final class ClassFinder {
    private final ClassLoader loader;

    ClassFinder() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        loader = context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    ClassLoader loader() {
        return loader;
    }

    /** The class of this name, which is not initialised by it. */
    Class<?> find(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException _) {
            return Class.forName(name, false, ClassFinder.class.getClassLoader());
        }
    }
}

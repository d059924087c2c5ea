package org.mpi4j.internal.comm;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/**
 * Finds classes first by the thread's context class loader: those of a source file that was started with {@code java Main.java},
 * or of an application inside a container, are known to no other. Confined to one thread.
 */
final class ContextObjectInput extends ObjectInputStream {
    private final ClassLoader loader;

    ContextObjectInput(InputStream in, SerialFilter filter) throws IOException {
        super(in);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        loader = context == null ? ClassLoader.getSystemClassLoader() : context;
        setObjectInputFilter(filter);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(descriptor.getName(), false, loader);
        } catch (ClassNotFoundException _) {
            return super.resolveClass(descriptor);
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        Class<?>[] found = new Class<?>[interfaces.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = Class.forName(interfaces[i], false, loader);
        }
        return Proxy.newProxyInstance(loader, found, (_, method, _) -> {
            throw new UnsupportedOperationException(method.toString());
        }).getClass();
    }
}

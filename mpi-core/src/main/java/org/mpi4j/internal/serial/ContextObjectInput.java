package org.mpi4j.internal.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/** The JDK's reader, with the classes that {@link ClassFinder} finds. Confined to one thread. */
final class ContextObjectInput extends ObjectInputStream {
    private final ClassFinder finder = new ClassFinder();

    ContextObjectInput(InputStream in, SerialFilter filter) throws IOException {
        super(in);
        setObjectInputFilter(filter);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) throws IOException, ClassNotFoundException {
        try {
            return finder.find(descriptor.getName());
        } catch (ClassNotFoundException _) {
            return super.resolveClass(descriptor);
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        Class<?>[] found = new Class<?>[interfaces.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = Class.forName(interfaces[i], false, finder.loader());
        }
        return Proxy.newProxyInstance(finder.loader(), found, (_, method, _) -> {
            throw new UnsupportedOperationException(method.toString());
        }).getClass();
    }
}

package org.mpi4j.launcher;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** The signals that ask a launcher to end. */
enum ExitSignal {
    HUP(1),
    INT(2),
    TERM(15);

    private final int number;

    ExitSignal(int number) {
        this.number = number;
    }

    int exitCode() {
        return ExitCode.SIGNAL_BASE + number;
    }

    /** From now on {@code listener} is told instead of the JVM's ending. */
    static void listen(Consumer<ExitSignal> listener) {
        for (ExitSignal signal : values()) {
            signal.handle(() -> listener.accept(signal));
        }
    }

    /** Calls sun.misc.Signal by reflection: javac warns of its use, and cannot be told not to. */
    private void handle(Runnable action) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(ExitSignal.class.getClassLoader(), new Class<?>[] {handlerClass}, (proxy, method, args) -> {
                return switch (method.getName()) {
                    case "handle" -> {
                        action.run();
                        yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> args[0] == proxy;
                    default -> name();
                };
            });
            Object signal = signalClass.getConstructor(String.class).newInstance(name());
            signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, handler);
        } catch (ReflectiveOperationException _) {
            // another JVM than HotSpot, or a signal that was ignored when we started (nohup): then the default stays
        }
    }
}

package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/**
 * The communicators and requests that one rank has opened and not closed, with where that was; kept only where the program's user wants to be told. Thread-safe.
 */
public final class Unclosed {
    private final Map<Object, Throwable> opened = new ConcurrentHashMap<>();

    private Unclosed() {}

    /** Null unless the settings ask for it, so that those who open something pay for a look at a field only. */
    public static @Nullable Unclosed of(Settings settings) {
        return settings.flag(Setting.REPORT_UNCLOSED) ? new Unclosed() : null;
    }

    void opened(Object thing) {
        opened.put(thing, new Throwable());
    }

    void closed(Object thing) {
        opened.remove(thing);
    }

    /** What is open still, and where it was opened, as the program's own part of the stack tells it; empty if there is nothing. */
    public String report(String who) {
        return opened.entrySet().stream()
                .map(entry -> "mpi4j: " + who + " has not closed " + entry.getKey() + ", opened at\n" + stack(entry.getValue()))
                .sorted()
                .collect(Collectors.joining());
    }

    private static String stack(Throwable where) {
        return Arrays.stream(where.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("org.mpi4j.internal."))
                .map(frame -> "\tat " + frame + "\n")
                .collect(Collectors.joining());
    }
}

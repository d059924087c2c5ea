package org.mpi4j.launcher;

import java.util.Map;

/** What an exit code of a process tells. Stateless. */
final class ExitCode {
    static final int TIMEOUT = 124;
    static final int SIGNAL_BASE = 128;
    /** As a shell sees a process that SIGPIPE has ended. */
    static final int OUTPUT_BROKEN = SIGNAL_BASE + 13;

    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"), Map.entry(2, "SIGINT"), Map.entry(3, "SIGQUIT"), Map.entry(4, "SIGILL"), Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"), Map.entry(7, "SIGBUS"), Map.entry(8, "SIGFPE"), Map.entry(9, "SIGKILL"), Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"), Map.entry(12, "SIGUSR2"), Map.entry(13, "SIGPIPE"), Map.entry(14, "SIGALRM"), Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"), Map.entry(25, "SIGXFSZ"));

    private ExitCode() {}

    /** {@code exited with code 7}, {@code was ended by signal 9 (SIGKILL)}. */
    static String describe(int code) {
        String signal = SIGNALS.get(code - SIGNAL_BASE);
        return signal == null ? "exited with code " + code : "was ended by signal " + (code - SIGNAL_BASE) + " (" + signal + ")";
    }
}

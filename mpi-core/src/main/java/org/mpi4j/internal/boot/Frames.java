package org.mpi4j.internal.boot;

import org.jspecify.annotations.Nullable;

/**
 * Where a thread is, as its user knows it. Immutable.
 *
 * @param call the method of the API that the user has called; null if the thread is not in MPI
 * @param at the user's own line, or the topmost where there is none of his
 * @param isUsers whether that line is the user's
 */
record Frames(@Nullable String call, String at, boolean isUsers) {
    private static final String OURS = "org.mpi4j.";

    static Frames of(StackTraceElement... stack) {
        String call = null;
        for (StackTraceElement frame : stack) {
            if (isOurs(frame.getClassName())) {
                call = frame.getMethodName();
            } else if (!isOfJdk(frame)) {
                return new Frames(call, words(frame), true);
            }
        }
        return new Frames(call, stack.length == 0 ? "" : words(stack[0]), false);
    }

    private static String words(StackTraceElement frame) {
        String file = frame.getFileName() == null ? "unknown source" : frame.getFileName();
        return frame.getClassName() + "." + frame.getMethodName() + "(" + file + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber()) + ")";
    }

    /** The API, and what stands behind it; not our programs. */
    private static boolean isOurs(String className) {
        return className.startsWith(OURS + "internal.") || (className.startsWith(OURS) && className.indexOf('.', OURS.length()) < 0);
    }

    private static boolean isOfJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}

package org.mpi4j.launcher;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** What {@link AotTraining} has a JVM do that will remember it: the bench as a rank of a job, and then jrun. Stateless. */
final class ToolsRehearsal {
    private ToolsRehearsal() {}

    /** @param args the bench's main class and its arguments */
    public static void main(String... args) throws ReflectiveOperationException, InterruptedException {
        try {
            Object benchArguments = Arrays.copyOfRange(args, 1, args.length);
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, benchArguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the bench failed", e.getCause());
        }
        Jrun.main("-n", "2", "mpi-bench", "helloworld");
    }
}

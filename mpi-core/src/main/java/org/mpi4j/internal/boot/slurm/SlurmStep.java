package org.mpi4j.internal.boot.slurm;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * A task of a Slurm step of several tasks, as Slurm's variables describe it. Immutable.
 *
 * @param rank0Hosts where rank 0 may run, the likeliest first
 */
public record SlurmStep(int rank, int size, String cluster, long jobId, long stepId, List<String> rank0Hosts) {

    /** The step that {@code environment} tells of; null if this process is none of several tasks of a step. */
    public static @Nullable SlurmStep of(Function<String, @Nullable String> environment) {
        Variables variables = new Variables(environment);
        if (!variables.has("SLURM_PROCID") || !variables.has("SLURM_STEP_NUM_TASKS")) {
            return null; // a batch script and salloc's shell have no step of their own
        }
        long size = variables.number("SLURM_STEP_NUM_TASKS");
        if (size <= 1 || isInherited(variables, size)) {
            return null;
        }
        long rank = variables.number("SLURM_PROCID");
        if (rank >= size) {
            throw new MpiException(ErrorClass.OTHER, "no such task in the Slurm step, SLURM_PROCID=" + rank + " SLURM_STEP_NUM_TASKS=" + size);
        }
        String cluster = environment.apply("SLURM_CLUSTER_NAME");
        return new SlurmStep((int) rank, (int) size, cluster == null ? "" : cluster, variables.number("SLURM_JOB_ID"),
                variables.number("SLURM_STEP_ID"), rank0Hosts(variables));
    }

    /** The step's name, unlike any other's that runs on these hosts. */
    public String name() {
        return "slurm-" + jobId + "-" + stepId;
    }

    /** A batch script that was submitted from within a step still shows that step's variables; its own number of tasks differs. */
    private static boolean isInherited(Variables variables, long size) {
        return variables.has("SLURM_NTASKS") && variables.number("SLURM_NTASKS") != size;
    }

    /** Slurm puts rank 0 on the first host of the step, unless the user gave the order. */
    private static List<String> rank0Hosts(Variables variables) {
        List<String> hosts;
        try {
            hosts = Hostlist.parse(variables.text("SLURM_STEP_NODELIST"));
        } catch (IllegalArgumentException e) {
            throw new MpiException(ErrorClass.OTHER, "cannot read SLURM_STEP_NODELIST: " + e.getMessage(), e);
        }
        if (hosts.isEmpty()) {
            throw new MpiException(ErrorClass.OTHER, "no hosts, SLURM_STEP_NODELIST=" + variables.text("SLURM_STEP_NODELIST"));
        }
        boolean anyOrder = variables.has("SLURM_DISTRIBUTION") && variables.text("SLURM_DISTRIBUTION").startsWith("arbitrary");
        return anyOrder ? List.copyOf(hosts) : List.of(hosts.getFirst());
    }

    private record Variables(Function<String, @Nullable String> environment) {
        boolean has(String name) {
            String value = environment.apply(name);
            return value != null && !value.isEmpty();
        }

        String text(String name) {
            String value = environment.apply(name);
            if (value == null) {
                throw new MpiException(ErrorClass.OTHER, "Slurm has not set " + name + ", which a task of a step needs");
            }
            return value;
        }

        long number(String name) {
            String value = text(name);
            try {
                long number = Long.parseLong(value);
                if (number >= 0 && number <= 0xffff_ffffL) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // below
            }
            throw new MpiException(ErrorClass.OTHER, "not a number, " + name + "=" + value);
        }
    }
}

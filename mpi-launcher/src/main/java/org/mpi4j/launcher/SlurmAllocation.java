package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Slurm allocation that jrun runs in. Immutable.
 *
 * @param tasks how many tasks it was asked for, or null if nobody said
 * @param nodes how many hosts it has
 * @param insideStep whether jrun is itself the task of a step, as under {@code srun --pty bash}
 */
record SlurmAllocation(Path srun, @Nullable Integer tasks, int nodes, boolean insideStep) {
    /** The step that salloc makes for its shell, where a site has it so. */
    private static final String INTERACTIVE_STEP = "4294967290";

    /** @throws UsageException if jrun is one of several tasks: each would start a job of its own */
    static Optional<SlurmAllocation> find(Map<String, String> environment, SearchPath path) throws UsageException {
        Optional<Path> srun = path.find("srun", Path.of(""));
        if (environment.get("SLURM_JOB_ID") == null || srun.isEmpty()) {
            return Optional.empty();
        }
        String step = environment.get("SLURM_STEP_ID");
        boolean insideStep = step != null && !step.equals(INTERACTIVE_STEP);
        Integer stepTasks = number(environment.get("SLURM_STEP_NUM_TASKS"));
        if (insideStep && stepTasks != null && stepTasks > 1) {
            throw new UsageException(
                    UsageException.BAD_USAGE,
                    "this jrun is one of " + stepTasks + " tasks that srun has started (SLURM_STEP_NUM_TASKS=" + stepTasks
                            + "): use jrun or srun, not both");
        }
        Integer nodes = number(environment.get("SLURM_JOB_NUM_NODES"));
        return Optional.of(new SlurmAllocation(
                srun.get(), number(environment.get("SLURM_NTASKS")), nodes == null ? 1 : nodes, insideStep));
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}

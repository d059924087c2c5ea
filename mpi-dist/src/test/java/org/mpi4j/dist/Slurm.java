package org.mpi4j.dist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Commands for a Slurm cluster. Stateless. */
final class Slurm {
    /** All jobs of this test run have it, so that those which a failed test left can be ended. */
    static final String JOB_NAME = "mpi4j-it-" + ProcessHandle.current().pid();

    private Slurm() {}

    /** A command that is told of the cluster, and finds the distribution on its PATH. */
    static Command command(String... line) {
        return Command.of(line)
                .with("SLURM_CONF", System.getenv("SLURM_CONF"))
                .with("SLURM_JOB_NAME", JOB_NAME)
                .with("SALLOC_JOB_NAME", JOB_NAME)
                .with("SBATCH_JOB_NAME", JOB_NAME)
                .with("JAVA_HOME", Java.HOME.toString())
                .with("HOME", System.getProperty("user.home"))
                .with("PATH", Command.home().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    }

    /** srun, without its word on how long it has waited for hosts: other tests may use the cluster. */
    static Command srun(String... arguments) {
        List<String> line = new ArrayList<>(List.of("srun", "--quiet"));
        line.addAll(List.of(arguments));
        return command(line.toArray(String[]::new));
    }

    /** Ends what is left of this test run's jobs, and waits for it. */
    static void endJobs() throws Exception {
        command("scancel", "--quiet", "--name=" + JOB_NAME).run();
        Soon.await("jobs in the queue", Duration.ofMinutes(1), () -> command("squeue", "-h", "--name=" + JOB_NAME).run().stdout().isEmpty());
    }
}

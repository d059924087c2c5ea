package org.mpi4j.internal.boot;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Launchers that we do not understand: how to tell that one of them started several tasks, so that none says "rank 0 of 1". */
enum ForeignLauncher {
    OPEN_MPI("OMPI_COMM_WORLD_SIZE", "Open MPI's mpiexec", 2),
    PMIX("PMIX_RANK", "a PMIx launcher", 1),
    PMI("PMI_SIZE", "a PMI launcher", 2),
    MVAPICH("MV2_COMM_WORLD_SIZE", "MVAPICH's mpiexec", 2),
    FLUX("FLUX_JOB_SIZE", "flux run", 2),
    PALS("PALS_NRANKS", "PALS's mpiexec", 2),
    PALS_RANK("PALS_RANKID", "PALS's mpiexec", 1),
    ALPS("ALPS_APP_PE", "aprun", 1),
    JSM("JSM_NAMESPACE_SIZE", "jsrun", 2),
    LOCAL("MPI_LOCALNRANKS", "an mpiexec", 2);

    private final String variable;
    private final String launcher;
    private final int several;

    /** @param several the least value that tells of several tasks */
    ForeignLauncher(String variable, String launcher, int several) {
        this.variable = variable;
        this.launcher = launcher;
        this.several = several;
    }

    /** @throws MpiException if one of them started several tasks */
    static void refuse(Function<String, @Nullable String> environment) {
        for (ForeignLauncher foreign : values()) {
            String value = environment.apply(foreign.variable);
            if (value != null && number(value) >= foreign.several) {
                throw new MpiException(
                        ErrorClass.OTHER,
                        "this process is one of several that " + foreign.launcher + " started, but mpi4j cannot join them that way;"
                                + " start it with jrun, srun, MPICH's mpiexec or Open MPI's mpirun, or unset the variable to run alone: "
                                + foreign.variable + "=" + value);
            }
        }
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}

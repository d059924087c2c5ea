package org.mpi4j;

/** What each rank of {@link Mpi#run} does. Called by one thread per rank, all at once. */
@FunctionalInterface
public interface RankBody {
    /**
     * Does one rank's work.
     *
     * @param mpi this rank's hold on the job; closed for it when this returns, if it has not done so
     * @throws Exception which ends the job on all ranks
     */
    void run(Mpi mpi) throws Exception;
}

package org.mpi4j;

/** What each rank of {@link Mpi#run} does. */
@FunctionalInterface
public interface RankBody {
    void run(Mpi mpi) throws Exception;
}

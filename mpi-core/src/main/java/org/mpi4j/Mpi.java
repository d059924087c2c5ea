package org.mpi4j;

import org.mpi4j.internal.boot.Launch;

/** One rank's hold on its job; all state of mpi4j hangs off it. Thread-safe. @spec MPI 5.0, chapter 11 */
public interface Mpi extends AutoCloseable {
    /** Joins the job that the environment names, with {@link ThreadLevel#MULTIPLE}. Collective over all ranks of the job. */
    static Mpi init(String... args) {
        return init(ThreadLevel.MULTIPLE, args);
    }

    static Mpi init(ThreadLevel required, String... args) {
        return Launch.init(required, args);
    }

    /** Runs {@code body} as that many ranks inside this JVM; returns when all have returned. */
    static void run(int ranks, RankBody body) {
        Launch.run(ranks, body);
    }

    /** The version of the standard: {@code MPI 5.0 (mpi4j 0.1.0)}. */
    static String version() {
        return Launch.version();
    }

    Comm world();

    Comm self();

    String processorName();

    /** Seconds since some moment in the past. */
    double wtime();

    /** Seconds between two ticks of {@link #wtime}. */
    double wtick();

    ThreadLevel threadLevel();

    /** Ends the whole job with this exit code; does not return. */
    void abort(int code);

    boolean isClosed();

    /** Leaves the job; collective. {@code MPI_Finalize} */
    @Override
    void close();
}

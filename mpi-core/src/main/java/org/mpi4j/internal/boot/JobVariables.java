package org.mpi4j.internal.boot;

/** The environment variables by which {@code jrun} tells a process its place in the job. */
public final class JobVariables {
    /** This process's rank, from 0. */
    public static final String RANK = "MPI4J_RANK";
    /** How many ranks the job has. */
    public static final String SIZE = "MPI4J_SIZE";
    /** Where the launcher serves the exchange: {@code host:port}, or several parted by commas, the best first. */
    public static final String EXCHANGE = "MPI4J_EXCHANGE";
    /** Optional: the name of the host where the launcher runs, for messages. */
    public static final String LAUNCHER_HOST = "MPI4J_LAUNCHER_HOST";
    /** The job's secret in hexadecimal. */
    public static final String SECRET = "MPI4J_SECRET";
    /** The job's name: letters, digits, {@code -} and {@code _}. */
    public static final String JOB = "MPI4J_JOB";
    /** Optional: this process's place among the ranks of its host, from 0. */
    public static final String LOCAL_RANK = "MPI4J_LOCAL_RANK";
    /** Optional: how many ranks of the job run on this host. */
    public static final String LOCAL_SIZE = "MPI4J_LOCAL_SIZE";
    /** Optional: which of several programs that were started together this is, from 0. */
    public static final String APPNUM = "MPI4J_APPNUM";

    private JobVariables() {}
}

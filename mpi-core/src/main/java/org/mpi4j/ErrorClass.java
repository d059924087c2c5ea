package org.mpi4j;

/**
 * The kinds of failure that the standard names; some belong to parts of it that are not here yet.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
 */
public enum ErrorClass {
    /** A buffer that is missing, read-only, or not allowed here. */
    BUFFER,
    /** A count that is negative, or does not fit the memory or another count. */
    COUNT,
    /** A datatype that does not fit, or an object that cannot be serialised. */
    TYPE,
    /** A tag that is negative. */
    TAG,
    /** A communicator that is closed, or cannot be. */
    COMM,
    /** A rank that there is not. */
    RANK,
    /** A request or message that is used wrongly. */
    REQUEST,
    /** A root that there is not. */
    ROOT,
    /** A group that does not fit the communicator. */
    GROUP,
    /** An operation that does not take the datatype, or threw. */
    OP,
    /** A communicator without a topology. */
    TOPOLOGY,
    /** Dimensions of a grid that do not fit. */
    DIMS,
    /** Some other argument, or a setting. */
    ARG,
    /** An error that has no class. */
    UNKNOWN,
    /** A message that is longer than the buffer it is received into; or shorter, where {@code mpi_assert_exact_length} is asserted. */
    TRUNCATE,
    /** Something outside of MPI, such as an I/O error; the message says what. */
    OTHER,
    /** A fault in mpi4j itself. */
    INTERN,
    /** The error stands in a status. */
    IN_STATUS,
    /** Neither an error nor complete. */
    PENDING,
    /** An attribute's key that there is not. */
    KEYVAL,
    /** Not enough memory. */
    NO_MEM,
    /** An info object that is wrong. */
    INFO,
    /** An info key that is too long. */
    INFO_KEY,
    /** An info value that is too long. */
    INFO_VALUE,
    /** An info key that there is not. */
    INFO_NOKEY,
    /** A service name that there is not. */
    NAME,
    /** A port that cannot be connected to. */
    PORT,
    /** A service name that cannot be published. */
    SERVICE,
    /** Processes that cannot be started. */
    SPAWN,
    /** A session that is wrong. */
    SESSION,
    /** An operation that is not supported. */
    UNSUPPORTED_OPERATION,
    /** The job was ended, by {@code abort} or an exception on some rank. */
    PROC_ABORTED,
    /** A rank that cannot be reached any more. */
    PROC_FAILED
}

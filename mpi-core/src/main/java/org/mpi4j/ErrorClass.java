package org.mpi4j;

/**
 * The kinds of failure that the standard names; some belong to parts of it that are not here yet. Those that a program adds are
 * {@link ErrorCode}s whose class here is {@link #OTHER}.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
 */
public enum ErrorClass {
    /** A buffer that is missing, read-only, or not allowed here. */
    BUFFER(1, "a buffer that is missing, read-only, or not allowed here"),
    /** A count that is negative, or does not fit the memory or another count. */
    COUNT(2, "a count that is negative, or does not fit the memory or another count"),
    /** A datatype that does not fit, or an object that cannot be serialised. */
    TYPE(3, "a datatype that does not fit, or an object that cannot be serialised"),
    /** A tag that is negative. */
    TAG(4, "a tag that is negative"),
    /** A communicator that is closed, cannot be, or is of the wrong kind. */
    COMM(5, "a communicator that is closed, cannot be, or is of the wrong kind"),
    /** A rank that there is not. */
    RANK(6, "a rank that there is not"),
    /** A request or message that is used wrongly. */
    REQUEST(7, "a request or message that is used wrongly"),
    /** A root that there is not. */
    ROOT(8, "a root that there is not"),
    /** A group that does not fit the communicator. */
    GROUP(9, "a group that does not fit the communicator"),
    /** An operation that does not take the datatype, or threw. */
    OP(10, "an operation that does not take the datatype, or threw"),
    /** A communicator without a topology. */
    TOPOLOGY(11, "a communicator without a topology"),
    /** Dimensions of a grid that do not fit. */
    DIMS(12, "dimensions of a grid that do not fit"),
    /** Some other argument, or a setting. */
    ARG(13, "some other argument, or a setting"),
    /** An error that has no class. */
    UNKNOWN(14, "an error that has no class"),
    /** A message that is longer than the buffer it is received into. */
    TRUNCATE(15, "a message that is longer than the buffer it is received into"),
    /** Something outside of MPI, such as an I/O error, or a class that the program has added; the message says what. */
    OTHER(16, "something outside of MPI, such as an I/O error, or a class that the program has added; the message says what"),
    /** A fault in mpi4j itself. */
    INTERN(17, "a fault in mpi4j itself"),
    /** Neither an error nor complete. */
    PENDING(18, "neither an error nor complete"),
    /** The error stands in a status. */
    IN_STATUS(19, "the error stands in a status"),
    /** A file that may not be opened so. */
    ACCESS(20, "a file that may not be opened so"),
    /** An access mode that does not fit, or differs between ranks. */
    AMODE(21, "an access mode that does not fit, or differs between ranks"),
    /** An assertion of one-sided communication that is wrong. */
    ASSERT(22, "an assertion of one-sided communication that is wrong"),
    /** A file name that is wrong. */
    BAD_FILE(23, "a file name that is wrong"),
    /** Memory that was not allocated for what it is used for. */
    BASE(24, "memory that was not allocated for what it is used for"),
    /** A conversion of file data that failed. */
    CONVERSION(25, "a conversion of file data that failed"),
    /** A displacement that is wrong. */
    DISP(26, "a displacement that is wrong"),
    /** A data representation that is there already. */
    DUP_DATAREP(27, "a data representation that is there already"),
    /** A file that is there already. */
    FILE_EXISTS(28, "a file that is there already"),
    /** A file that is open. */
    FILE_IN_USE(29, "a file that is open"),
    /** A file that is closed. */
    FILE(30, "a file that is closed"),
    /** An info key that is blank or too long. */
    INFO_KEY(31, "an info key that is blank or too long"),
    /** An info key that there is not. */
    INFO_NOKEY(32, "an info key that there is not"),
    /** An info value that is too long. */
    INFO_VALUE(33, "an info value that is too long"),
    /** An info object that is wrong. */
    INFO(34, "an info object that is wrong"),
    /** Some other I/O error. */
    IO(35, "some other I/O error"),
    /** An attribute's key that is closed, or another kind of object's. */
    KEYVAL(36, "an attribute's key that is closed, or another kind of object's"),
    /** A kind of lock that there is not. */
    LOCKTYPE(37, "a kind of lock that there is not"),
    /** A service name that there is not. */
    NAME(38, "a service name that there is not"),
    /** Not enough memory. */
    NO_MEM(39, "not enough memory"),
    /** A collective argument that differs between ranks. */
    NOT_SAME(40, "a collective argument that differs between ranks"),
    /** Not enough space on the device. */
    NO_SPACE(41, "not enough space on the device"),
    /** A file that there is not. */
    NO_SUCH_FILE(42, "a file that there is not"),
    /** A port that cannot be connected to. */
    PORT(43, "a port that cannot be connected to"),
    /** A quota that is used up. */
    QUOTA(44, "a quota that is used up"),
    /** A file or file system that cannot be written. */
    READ_ONLY(45, "a file or file system that cannot be written"),
    /** Memory that cannot be attached to a window. */
    RMA_ATTACH(46, "memory that cannot be attached to a window"),
    /** Accesses to a window that conflict. */
    RMA_CONFLICT(47, "accesses to a window that conflict"),
    /** Memory that is not a part of the window. */
    RMA_RANGE(48, "memory that is not a part of the window"),
    /** Memory that these ranks cannot share. */
    RMA_SHARED(49, "memory that these ranks cannot share"),
    /** Calls of one-sided communication that are out of order. */
    RMA_SYNC(50, "calls of one-sided communication that are out of order"),
    /** A service name that cannot be published. */
    SERVICE(51, "a service name that cannot be published"),
    /** A size that is wrong. */
    SIZE(52, "a size that is wrong"),
    /** Processes that cannot be started. */
    SPAWN(53, "processes that cannot be started"),
    /** A data representation that there is not. */
    UNSUPPORTED_DATAREP(54, "a data representation that there is not"),
    /** An operation that is not supported. */
    UNSUPPORTED_OPERATION(55, "an operation that is not supported"),
    /** A window that is closed. */
    WIN(56, "a window that is closed"),
    /** A window of the wrong kind. */
    RMA_FLAVOR(57, "a window of the wrong kind"),
    /** The job was ended, by {@code abort} or an exception on some rank. */
    PROC_ABORTED(58, "the job was ended, by abort or an exception on some rank"),
    /** A value that does not fit where it is asked for. */
    VALUE_TOO_LARGE(59, "a value that does not fit where it is asked for"),
    /** A session that is closed or used wrongly. */
    SESSION(60, "a session that is closed or used wrongly"),
    /** An error handler that there is not. */
    ERRHANDLER(61, "an error handler that there is not"),
    /** A use of the binary interface of MPI's C libraries, which mpi4j has none of. */
    ABI(62, "a use of the binary interface of MPI's C libraries, which mpi4j has none of"),
    /** A rank that cannot be reached any more. Not one of the standard's. */
    PROC_FAILED(101, "a rank that cannot be reached any more. Not one of the standard's");

    private final int value;
    private final String meaning;

    ErrorClass(int value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /** The number, as MPI 5.0 gives it. */
    int value() {
        return value;
    }

    /** {@return what goes wrong, in some words} */
    public String meaning() {
        return meaning;
    }

    /**
     * The error code that is this class itself.
     *
     * @return with the number that MPI 5.0 gives the class in its binary interface
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
     */
    public ErrorCode code() {
        return new ErrorCode(value, value);
    }
}

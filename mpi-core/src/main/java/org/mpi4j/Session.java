package org.mpi4j;

import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.Launch;

/**
 * A use of MPI by one part of a program, apart from all others: the sessions model. Thread-safe.
 *
 * <p>A session gives names of process sets, a set gives a {@link Group}, and its processes make a communicator of that, with no communicator
 * before it. Any number of sessions may be open at once, with {@link Mpi#init} or without, and others after they are closed. All throw
 * {@link MpiException}: SESSION if this session is closed; the error handler sees it before, with a communicator of this process alone.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.11.3 MPI 5.0, section 11.3
 */
public interface Session extends Buffering, AutoCloseable {
    /**
     * As {@link #init(Info, ErrorHandler)}, without hints and with {@link ErrorHandler#ERRORS_RETURN}.
     *
     * @return the session; the caller closes it
     * @throws MpiException as there
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.1 MPI 5.0, section 11.3.1
     */
    static Session init() {
        return init(Info.NULL, ErrorHandler.ERRORS_RETURN);
    }

    /**
     * Opens a session of the rank that the calling thread is in {@link Mpi#run}, or else of this process; for other threads of a rank
     * of {@code run} there is {@link Mpi#initSession}. Local, but for a process's first, of {@link Mpi#init} too: that joins the job, and returns when
     * all its processes have done so. From now on an exception that leaves the calling thread ends the job with exit code 1.
     *
     * @param info hints; {@code thread_level} is always {@code MPI_THREAD_MULTIPLE}
     * @param errorHandler for errors of the session's own methods
     * @return the session; the caller closes it
     * @throws MpiException ARG if a setting is wrong; OTHER if the job cannot be joined; PROC_FAILED if it has ended
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.1 MPI 5.0, section 11.3.1
     */
    static Session init(Info info, ErrorHandler errorHandler) {
        return Launch.initSession(info, errorHandler);
    }

    /**
     * How many process sets there are. Local.
     *
     * @return 3 or more; it does not change
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.2 MPI 5.0, section 11.3.2
     */
    int numPsets();

    /**
     * The name of a process set: {@code mpi://WORLD}, all processes of the job; {@code mpi://SELF}, this one; {@code mpi://SHARED}, those of this
     * host; and for each host {@code mpi4j://host/NAME}. Local.
     *
     * @param n 0 to {@code numPsets() - 1}
     * @return the name; the same on all processes
     * @throws MpiException ARG if there is no such set
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.2 MPI 5.0, section 11.3.2
     */
    String nthPset(int n);

    /**
     * What is known of a process set. Local.
     *
     * @param psetName in capital letters or small ones
     * @return a new info with {@code mpi_size}, the number of its processes
     * @throws MpiException ARG if there is no such set
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.2 MPI 5.0, section 11.3.2
     */
    Info psetInfo(String psetName);

    /**
     * The processes of a set, {@code MPI_Group_from_session_pset}. Local.
     *
     * @param psetName in capital letters or small ones
     * @return the group, in the order of the ranks in the job; this process need not be in it
     * @throws MpiException ARG if there is no such set
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group group(String psetName);

    /**
     * As {@link #createCommFromGroup(Group, String, Info, ErrorHandler)}, without hints and with {@link ErrorHandler#ERRORS_RETURN}.
     *
     * @param group the processes; the same group on all of them
     * @param stringTag tells this call from others that go on at the same time
     * @return the communicator; null if the group is empty
     * @throws MpiException as there
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    default @Nullable Comm createCommFromGroup(Group group, String stringTag) {
        return createCommFromGroup(group, stringTag, Info.NULL, ErrorHandler.ERRORS_RETURN);
    }

    /**
     * A communicator of a group, {@code MPI_Comm_create_from_group}. Collective over the group, and over no other process. Threads may make several at
     * once if their tags differ.
     *
     * @param group the processes; the same group on all of them
     * @param stringTag tells this call from others that go on at the same time
     * @param info hints for the communicator, as {@link Comm#setInfo} takes them
     * @param errorHandler the communicator's
     * @return the communicator, with the ranks of the group; null if the group is empty
     * @throws MpiException GROUP if this process is not in the group, or the group has another order on another process
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Nullable Comm createCommFromGroup(Group group, String stringTag, Info info, ErrorHandler errorHandler);

    /**
     * An intercommunicator of two groups, {@code MPI_Intercomm_create_from_groups}. Collective over both groups, and over no other process.
     *
     * @param localGroup this process's group; the same on all its processes
     * @param localLeader the rank in it of the process that finds the other group
     * @param remoteGroup the other group, on the leader; elsewhere it is not looked at, and may be null
     * @param remoteLeader the rank of its leader in it, on the leader; elsewhere it is not looked at
     * @param stringTag tells this call from others that go on at the same time; the same in both groups
     * @param info hints for the intercommunicator
     * @param errorHandler the intercommunicator's, and for errors while it is made
     * @return the intercommunicator
     * @throws MpiException GROUP if this process is not in the local group, or the leader has no remote one; RANK if a leader is not in its group;
     *     COMM if a process is in both
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.6.2 MPI 5.0, section 7.6.2
     */
    Intercomm createIntercommFromGroups(
            Group localGroup, int localLeader, @Nullable Group remoteGroup, int remoteLeader, String stringTag, Info info, ErrorHandler errorHandler);

    /**
     * The hints in force, {@code MPI_Session_get_info}. Local.
     *
     * @return a new info: what {@link #init} was given, {@code thread_level} and {@code mpi_memory_alloc_kinds}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.1 MPI 5.0, section 11.3.1
     */
    Info info();

    /**
     * What is done with errors of this session's own methods.
     *
     * @return the handler in force
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.3.4 MPI 5.0, section 9.3.4
     */
    ErrorHandler errorHandler();

    /**
     * Sets what is done with errors of this session's own methods from now on. Local.
     *
     * @param handler called by the thread that is about to throw, with a communicator of this process alone
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.3.4 MPI 5.0, section 9.3.4
     */
    void setErrorHandler(ErrorHandler handler);

    /**
     * Tells the error handler of an error that the program has found, as if a method of this session had. Local.
     *
     * @param error told as it is; returns if the handler does, without throwing it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void callErrorHandler(MpiException error);

    /**
     * As {@link #callErrorHandler(MpiException)}, with an error whose message is {@link Environment#errorString}. {@code MPI_Session_call_errhandler}
     *
     * @param code one of the standard's classes, or what the program has added
     * @throws MpiException ARG if there is no such code
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void callErrorHandler(ErrorCode code);

    /**
     * Ends the whole job, as {@link Mpi#abort} does.
     *
     * @param code the exit code of the job
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.11.4 MPI 5.0, section 11.4
     */
    void abort(int code);

    /**
     * Whether {@link #close} has been called.
     *
     * @return true from the beginning of that call on
     */
    boolean isClosed();

    /**
     * Ends this session, {@code MPI_Session_finalize}. What was begun in it should be complete before; its communicators are closed if they are not.
     * Returns when what was sent has left, and when each process with which this one shared a communicator made by
     * {@link #createCommFromGroup} or {@link #createIntercommFromGroups} in this session has closed that communicator, or its session, or has ended. A second time does nothing.
     *
     * <p>Where it is called because an exception leaves a try-with-resources block, this process waits for nobody and the session stays open, so
     * that the exception can end the job.
     *
     * @throws MpiException OTHER if messages could not be sent within 30 seconds; PROC_ABORTED if the job has ended
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.1 MPI 5.0, section 11.3.1
     */
    @Override
    void close();
}

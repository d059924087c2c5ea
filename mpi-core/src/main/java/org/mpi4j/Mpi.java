package org.mpi4j;

import java.lang.foreign.MemorySegment;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.comm.Hardware;
import org.mpi4j.internal.comm.OffHeap;

/**
 * One rank's hold on its job; all state of mpi4j hangs off it. Thread-safe.
 *
 * <p>A rank is a process, which {@link #init} makes of it, or a thread of {@link #run}. Once it is closed, or the job has ended, its
 * communicators and requests throw {@link MpiException}. Then it may be opened again, with a new world. Beside it, and without it, there may
 * be {@link Session}s.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.11 MPI 5.0, chapter 11
 */
public interface Mpi extends Environment, Buffering, AutoCloseable {
    /** The version of the standard that this follows, {@code MPI_VERSION} of {@code MPI_Get_version}. */
    int VERSION = 5;

    /** The part of {@link #VERSION} after the point, {@code MPI_SUBVERSION}. */
    int SUBVERSION = 0;

    /**
     * As {@link #init(ThreadLevel, String...)}, with {@link ThreadLevel#MULTIPLE}.
     *
     * @param args the program's arguments, which are left alone
     * @return this process's hold on the job; the caller closes it
     * @throws MpiException ARG if a setting is wrong; OTHER if the job cannot be joined
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.2.1 MPI 5.0, section 11.2.1
     */
    static Mpi init(String... args) {
        return init(ThreadLevel.MULTIPLE, args);
    }

    /**
     * Joins the job that the environment names: that of jrun, of Slurm's srun, or of a process manager that speaks PMI; without any, a
     * job of this process alone. Collective over all ranks of the job. From now on an exception that leaves the calling thread ends the job
     * with exit code 1.
     *
     * <p>After a {@link #close} it may be called again, on all ranks, and gives a new world of the same ranks. A process joins its job at its first
     * init, of a {@link Session} too, and reads the settings then. In a rank of {@link #run} it opens that rank again.
     *
     * @param required the level that the program needs
     * @param args the program's arguments, which are left alone
     * @return this process's hold on the job, with at least that level; the caller closes it
     * @throws MpiException ARG if a setting is wrong; OTHER if the job cannot be joined, or some rank not be reached by any transport, or
     *     an {@code Mpi} is open already; PROC_FAILED if the job has ended
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.2.1 MPI 5.0, section 11.2.1
     */
    static Mpi init(ThreadLevel required, String... args) {
        return Launch.init(required, args);
    }

    /**
     * Runs a job inside this JVM: {@code body} on so many threads at once, each of them a rank. Returns when all have returned. Jobs may run one
     * after the other, at once, and inside each other. Of more than 64 ranks the threads are virtual.
     *
     * @param ranks how many
     * @param body what each of them does; static state is common to them all
     * @throws MpiException ARG if {@code ranks < 1} or a setting is wrong; NO_MEM if the ranks do not fit into memory; PROC_ABORTED if a rank
     *     called {@link #abort}; OTHER if a rank's body threw a checked exception, which is the cause. Unchecked ones and errors
     *     are thrown as they are: the first, which ends the job on all ranks
     */
    static void run(int ranks, RankBody body) {
        Launch.run(ranks, body);
    }

    /**
     * The version of the standard that this follows, and mpi4j's own: {@code MPI 5.0 (mpi4j 0.1.0)}. {@code MPI_Get_library_version}
     *
     * @return for a person; may be called at any time
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.1.1 MPI 5.0, section 9.1.1
     */
    static String version() {
        return Launch.version();
    }

    /**
     * What hardware resources there are on this host, and which of them this process is bound to, {@code MPI_Get_hw_resource_info}; may be called at any
     * time.
     *
     * @return a new info: keys {@code hwloc://Machine}, {@code hwloc://Package}, {@code hwloc://NUMANode}, {@code hwloc://Core} and
     *     {@code hwloc://PU}, each true if all processors that this process may run on belong to one such resource, otherwise, or where that is not
     *     known, false
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.1.2 MPI 5.0, section 9.1.2
     */
    static Info hwResourceInfo() {
        return Hardware.info();
    }

    /**
     * Memory outside of the heap, which no garbage collection moves, {@code MPI_Alloc_mem}; as good for messages as any other. It is freed when nothing
     * refers to it any more.
     *
     * @param bytes 0 or more
     * @param info {@code mpi_minimum_memory_alignment}: bytes, a power of two; 64 without it
     * @return zeroed memory that all threads may use
     * @throws MpiException ARG if {@code bytes < 0}; INFO_VALUE if the alignment is no power of two; NO_MEM if there is not so much memory
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.2 MPI 5.0, section 9.2
     */
    static MemorySegment allocMem(long bytes, Info info) {
        return OffHeap.allocate(bytes, info);
    }

    /**
     * The version of mpi4j alone, {@code MPI_Get_library_version}: {@code mpi4j 0.1.0}.
     *
     * @return for a person; may be called at any time
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.1.1 MPI 5.0, section 9.1.1
     */
    static String libraryVersion() {
        return Launch.libraryVersion();
    }

    /**
     * Whether {@link #init} has been called in this process, or for the calling thread's rank of {@link #run}, {@code MPI_Initialized}. Sessions do not
     * count.
     *
     * @return also after the close; may be called at any time
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.4.1 MPI 5.0, section 11.4.1
     */
    static boolean isInitialized() {
        return Launch.isInitialized();
    }

    /**
     * Whether what {@link #init} gave last has been closed, {@code MPI_Finalized}; as {@link #isClosed}, for who does not have it.
     *
     * @return false before the first init; may be called at any time
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.4.1 MPI 5.0, section 11.4.1
     */
    static boolean isFinalized() {
        return Launch.isFinalized();
    }

    /** {@return the communicator of all ranks of the job, MPI_COMM_WORLD; the same each time} */
    Comm world();

    /** {@return the communicator of this rank alone, MPI_COMM_SELF; the same each time} */
    Comm self();

    /**
     * As {@link #initSession(Info, ErrorHandler)}, without hints and with {@link ErrorHandler#ERRORS_RETURN}.
     *
     * @return the session; the caller closes it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.1 MPI 5.0, section 11.3.1
     */
    default Session initSession() {
        return initSession(Info.NULL, ErrorHandler.ERRORS_RETURN);
    }

    /**
     * Opens a session of this rank, as {@link Session#init} does, whatever the calling thread. Also after the close. Local.
     *
     * @param info hints
     * @param errorHandler for errors of the session's own methods
     * @return the session; the caller closes it
     * @throws MpiException OTHER if this rank of {@link #run} has ended; PROC_FAILED if the job has
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.3.1 MPI 5.0, section 11.3.1
     */
    Session initSession(Info info, ErrorHandler errorHandler);

    /**
     * The name of the host that this rank runs on.
     *
     * @return the same on all ranks of one host
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.1.2 MPI 5.0, section 9.1.2
     */
    String processorName();

    /**
     * Seconds since some moment in the past, which is not the same on all hosts. Never goes back.
     *
     * @return in seconds
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.6 MPI 5.0, section 9.6
     */
    double wtime();

    /**
     * Seconds between two ticks of {@link #wtime}.
     *
     * @return in seconds
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.6 MPI 5.0, section 9.6
     */
    double wtick();

    /**
     * How many threads may call MPI at once, {@code MPI_Query_thread}.
     *
     * @return at least what {@link #init} was asked for; {@link ThreadLevel#MULTIPLE} for the ranks of {@link #run}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.11 MPI 5.0, chapter 11
     */
    ThreadLevel threadLevel();

    /**
     * Starts an operation that the application carries out itself. Local. Errors are told to the error handler of {@link #self}.
     *
     * @param functions what the application says of it
     * @return active until it has been completed and told of; may be waited for together with other requests of this rank
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.13.2 MPI 5.0, section 13.2
     */
    GeneralizedRequest grequestStart(GeneralizedRequest.Functions functions);

    /**
     * Whether the calling thread is the one that called {@link #init}, or that {@link #run} made, {@code MPI_Is_thread_main}.
     *
     * @return which nothing depends on but a promise of {@link ThreadLevel#FUNNELED}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.11.6 MPI 5.0, section 11.6
     */
    boolean isThreadMain();

    /**
     * Ends the whole job at once; does not return. A rank that is a process halts without shutdown hooks. A rank of {@link #run}
     * throws PROC_ABORTED here, the others wherever they wait, and {@code run} does in the end.
     *
     * @param code the exit code of the job
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.4.2 MPI 5.0, section 11.4.2
     */
    void abort(int code);

    /**
     * Whether {@link #close} has been called, {@code MPI_Finalized}.
     *
     * @return true from the beginning of that call on
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.2.3 MPI 5.0, section 11.2.3
     */
    boolean isClosed();

    /**
     * Leaves the world, {@code MPI_Finalize}. Collective: returns when all ranks have called it and what they sent has left. Operations that are
     * under way should be complete before. Before all else the attributes of {@link #self} are deleted, the last one first, then those of
     * {@link #world}. A second time does nothing. Sessions that are open stay so; when there are none, this process may end, and burns no processor
     * time as long as it lives.
     *
     * <p>Where it is called because an exception leaves a try-with-resources block, this rank, unless it is the only one, waits for nobody and stays
     * open, so that the exception can end the job.
     *
     * @throws MpiException OTHER if messages could not be sent within 30 seconds; PROC_ABORTED if the job has ended;
     *     after this rank has left, as the delete callback of an attribute threw it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.2.2 MPI 5.0, section 11.2.2
     */
    @Override
    void close();
}

package org.mpi4j;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.comm.Requests;

/**
 * An operation under way. Holds the memory that it works on until it is complete, and goes on whether or not anybody waits, with the help of a
 * thread in the background unless the setting {@code mpi4j.helper} is false. Thread-safe.
 *
 * <p>A request is active until a wait or a test has told of its completion. Then it is as {@code MPI_REQUEST_NULL}: the calls on several
 * requests pass it over, and {@link #await} and {@link #test} tell the same once more. Null in an array stands for a request that
 * never was active. Its status is ANY_SOURCE, ANY_TAG, 0 bytes.
 *
 * <p>All calls that tell of a completion throw {@link MpiException} if the operation failed, with the error class that the method which started
 * it names; PROC_ABORTED if the job has ended. The calls on several requests throw REQUEST if one of them is not mpi4j's, or if
 * they are of different ranks of one JVM and would have to wait.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.7 MPI 5.0, section 3.7
 */
public interface Request extends AutoCloseable {
    /**
     * One of several requests that completed.
     *
     * @param index its place in the array that was given; {@link Comm#UNDEFINED} if no request was active
     * @param status what its operation tells
     */
    record Completed(int index, Status status) {}

    /**
     * Returns when the operation is complete.
     *
     * @return what the operation tells
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.3 MPI 5.0, section 3.7.3
     */
    Status await();

    /**
     * Returns at once; makes progress.
     *
     * @return what the operation tells; empty if it is not complete
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.3 MPI 5.0, section 3.7.3
     */
    Optional<Status> test();

    /**
     * As {@link #test}, and the request stays active: it tells the same again, and a wait or a test is still to come. {@code MPI_Request_get_status}
     *
     * @return what the operation tells; empty if it is not complete
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.6 MPI 5.0, section 3.7.6
     */
    Optional<Status> getStatus();

    /**
     * Gives up a receive that has not matched: it then completes with {@link Status#cancelled}, its buffer untouched. Does nothing where it
     * has matched, and to sends and all other operations, but for a {@link GeneralizedRequest}. Returns at once; {@link #await} is needed all the same.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.4 MPI 5.0, section 3.8.4
     */
    void cancel();

    /**
     * Lets go of the request, {@code MPI_Request_free}: it is no longer active, and the operation goes on to its end by itself. Returns at once,
     * so the memory may be in use still. An error of the operation is told to nobody.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.3 MPI 5.0, section 3.7.3
     */
    @Override
    void close();

    /**
     * A view that completes when the operation does, without any thread calling {@link #await}. It completes on a thread of
     * {@link java.util.concurrent.ForkJoinPool#commonPool}; to cancel it does not cancel the operation. It does not make the request inactive.
     *
     * @return a new future of the status, or of the {@link MpiException}
     */
    CompletableFuture<Status> toFuture();

    /**
     * Returns when all are complete, also those after one that failed.
     *
     * @param requests of one rank; may hold null
     * @return their statuses, in the order of the array
     * @throws MpiException the first error, with those of the others suppressed in it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.5 MPI 5.0, section 3.7.5
     */
    static List<Status> awaitAll(@Nullable Request... requests) {
        return Requests.awaitAll(requests);
    }

    /**
     * Returns when one of the active requests is complete; the first in the array, if several are.
     *
     * @param requests of one rank; may hold null
     * @return that request, which is then inactive; {@code index == UNDEFINED} at once if none is active
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.5 MPI 5.0, section 3.7.5
     */
    static Completed awaitAny(@Nullable Request... requests) {
        return Requests.awaitAny(requests);
    }

    /**
     * Returns when at least one of the active requests is complete.
     *
     * @param requests of one rank; may hold null
     * @return all that are complete, in the order of the array; they are then inactive. Empty, at once, if none is active
     * @throws MpiException the first error of those that are complete; all of them are then inactive
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.5 MPI 5.0, section 3.7.5
     */
    static List<Completed> awaitSome(@Nullable Request... requests) {
        return Requests.awaitSome(requests);
    }

    /**
     * Returns at once; makes progress.
     *
     * @param requests of one rank; may hold null
     * @return the statuses in the order of the array, if all requests are complete or inactive; else empty, and no request has become inactive
     * @throws MpiException the first error if all are complete, with those of the others suppressed in it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.5 MPI 5.0, section 3.7.5
     */
    static Optional<List<Status>> testAll(@Nullable Request... requests) {
        return Requests.testAll(requests);
    }

    /**
     * Returns at once; makes progress.
     *
     * @param requests of one rank; may hold null
     * @return the first active request that is complete, which is then inactive; empty if none is complete; {@code index == UNDEFINED} if
     *     none is active
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.5 MPI 5.0, section 3.7.5
     */
    static Optional<Completed> testAny(@Nullable Request... requests) {
        return Requests.testAny(requests);
    }

    /**
     * Returns at once; makes progress.
     *
     * @param requests of one rank; may hold null
     * @return all active requests that are complete, in the order of the array; they are then inactive. Empty if there is none
     * @throws MpiException the first error of those that are complete; all of them are then inactive
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.5 MPI 5.0, section 3.7.5
     */
    static List<Completed> testSome(@Nullable Request... requests) {
        return Requests.testSome(requests);
    }

    /**
     * As {@link #testAll}, and active requests stay active.
     *
     * @param requests of one rank; may hold null
     * @return the statuses in the order of the array, if all requests are complete or inactive; else empty
     * @throws MpiException the first error if all are complete, with those of the others suppressed in it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.6 MPI 5.0, section 3.7.6
     */
    static Optional<List<Status>> getStatusAll(@Nullable Request... requests) {
        return Requests.getStatusAll(requests);
    }

    /**
     * As {@link #testAny}, and active requests stay active.
     *
     * @param requests of one rank; may hold null
     * @return the first active request that is complete; empty if none is complete; {@code index == UNDEFINED} if none is active
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.6 MPI 5.0, section 3.7.6
     */
    static Optional<Completed> getStatusAny(@Nullable Request... requests) {
        return Requests.getStatusAny(requests);
    }

    /**
     * As {@link #testSome}, and active requests stay active.
     *
     * @param requests of one rank; may hold null
     * @return all active requests that are complete, in the order of the array; empty if there is none
     * @throws MpiException the first error of those that are complete
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.6 MPI 5.0, section 3.7.6
     */
    static List<Completed> getStatusSome(@Nullable Request... requests) {
        return Requests.getStatusSome(requests);
    }
}

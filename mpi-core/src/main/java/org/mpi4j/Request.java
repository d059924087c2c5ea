package org.mpi4j;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An operation under way. Holds the memory it works on until it is complete. Thread-safe. @spec MPI 5.0, section 3.7 */
public interface Request extends AutoCloseable {
    /**
     * One of several requests that completed.
     *
     * @param index its place in the array that was given
     */
    record Completed(int index, Status status) {}

    /** Returns when the operation is complete. */
    Status await();

    /** The status if the operation is complete, without waiting; makes progress. */
    Optional<Status> test();

    /** Asks that a receive that has not matched be given up; it then completes with {@link Status#cancelled}. */
    void cancel();

    /** Lets go of the request; the operation goes on to its end. {@code MPI_Request_free} */
    @Override
    void close();

    /** A view that completes when the operation does, without any thread calling {@link #await}. */
    CompletableFuture<Status> toFuture();

    static List<Status> awaitAll(Request... requests) {
        return org.mpi4j.internal.comm.Requests.awaitAll(requests);
    }

    static Completed awaitAny(Request... requests) {
        return org.mpi4j.internal.comm.Requests.awaitAny(requests);
    }

    static List<Completed> awaitSome(Request... requests) {
        return org.mpi4j.internal.comm.Requests.awaitSome(requests);
    }

    static Optional<List<Status>> testAll(Request... requests) {
        return org.mpi4j.internal.comm.Requests.testAll(requests);
    }

    static Optional<Completed> testAny(Request... requests) {
        return org.mpi4j.internal.comm.Requests.testAny(requests);
    }

    static List<Completed> testSome(Request... requests) {
        return org.mpi4j.internal.comm.Requests.testSome(requests);
    }
}

package org.mpi4j;

import org.mpi4j.internal.comm.Requests;

/**
 * An operation that can be started again and again with the same arguments, which have been checked once. Thread-safe.
 *
 * <p>It is inactive when it is made, active from {@link #start} on until a wait or a test has told of the completion, and inactive again until it is
 * started once more. While it is inactive the calls on several requests pass it over, and {@link #await}, {@link #test}, {@link #getStatus} and
 * {@link #toFuture} tell at once ANY_SOURCE, ANY_TAG, 0 bytes. Each start has one completion, which is told once; an error of one does not keep the
 * request from being started again. The buffers may be read and changed while it is inactive.
 *
 * <p>{@link #cancel} gives up what has been started, not the request. {@link #close} is {@code MPI_Request_free}: what has been started goes on to
 * its end, and the request cannot be started any more.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
 */
public interface PersistentRequest extends Request {
    /**
     * Starts the operation. Returns at once, as the call does that it is the persistent form of.
     *
     * @throws MpiException REQUEST if it is active or closed; COMM if its communicator is closed; BUFFER if its buffer's arena is closed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
     */
    void start();

    /**
     * Starts all of them, in the order of the array.
     *
     * @param requests each once
     * @throws MpiException REQUEST if one is active or closed, null, or not mpi4j's, and then none has been started; else as {@link #start}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
     */
    static void startAll(PersistentRequest... requests) {
        Requests.startAll(requests);
    }
}

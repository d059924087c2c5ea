package org.mpi4j;

/**
 * A message that a matched probe has taken out of the queue; only this object can receive it, and once. Thread-safe. A message that is never
 * received may keep its sender waiting.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.2 MPI 5.0, section 3.8.2
 */
public interface Message {
    /** {@return source, tag and size of the message} */
    Status status();

    /**
     * Receives the message. Returns when {@code buf} holds it.
     *
     * @param buf room for the message, {@code count x datatype}
     * @return source, tag and size of what was received
     * @throws MpiException TRUNCATE if the message is longer than {@code buf}, which then holds its beginning; REQUEST if it was received
     *     before; BUFFER if {@code buf} is read-only or {@link Buf#IN_PLACE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.3 MPI 5.0, section 3.8.3
     */
    Status recv(Buf buf);

    /**
     * Starts to receive the message. Until the request is complete, {@code buf} is not touched.
     *
     * @param buf room for the message, {@code count x datatype}
     * @return complete when {@code buf} holds the message; throws TRUNCATE as {@link #recv} does
     * @throws MpiException REQUEST if the message was received before; BUFFER if {@code buf} is read-only or {@link Buf#IN_PLACE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.3 MPI 5.0, section 3.8.3
     */
    Request irecv(Buf buf);

    /**
     * Receives a message that {@link ObjectMessages#sendObject} or its like sent.
     *
     * @param <T> the object's class, which is not checked here
     * @return the object; null for the message of {@link Comm#PROC_NULL}
     * @throws MpiException REQUEST if the message was received before; TYPE or OTHER as {@link ObjectMessages#recvObject} throws them
     */
    <T> T recvObject();

    /**
     * Starts a {@link #recvObject}.
     *
     * @param <T> the object's class, which is not checked here
     * @return complete when the object's bytes have come; {@link ObjectRequest#get} gives the object
     * @throws MpiException REQUEST if the message was received before
     */
    <T> ObjectRequest<T> irecvObject();
}

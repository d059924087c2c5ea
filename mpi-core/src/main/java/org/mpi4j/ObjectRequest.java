package org.mpi4j;

/**
 * An object on its way: one that is received, or a communicator that is made. Thread-safe.
 *
 * @param <T> the object's class, which is not checked here
 */
public interface ObjectRequest<T> extends Request {
    /**
     * Returns the object once it is here; waits for it as {@link #await} does. The object is read by the first call, and later ones return the same.
     *
     * @return the object, the same each time; null for the receive from {@link Comm#PROC_NULL}
     * @throws MpiException REQUEST if the receive was cancelled; TYPE or OTHER as {@link ObjectMessages#recvObject} throws them
     */
    T get();
}

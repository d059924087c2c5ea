package org.mpi4j;

/** A receive of an object under way. */
public interface ObjectRequest<T> extends Request {
    /** Returns the object once it is here; waits for it as {@link #await} does. */
    T get();
}

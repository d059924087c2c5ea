package org.mpi4j;

/**
 * An operation that the application carries out itself and that others wait for as for any request, alone or among others.
 * {@link Mpi#grequestStart} makes one. Thread-safe.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.13.2 MPI 5.0, section 13.2
 */
public interface GeneralizedRequest extends Request {
    /**
     * What the application says of its operation. What these methods throw reaches the caller of the wait, the test or the call that brought them
     * about, as the cause of an {@link MpiException}: of the same class if it is one itself, else of class OTHER.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.13.2 MPI 5.0, section 13.2
     */
    interface Functions {
        /**
         * What the operation tells. Called by each thread that finds the operation complete, before it returns: once by a wait or a test, and once by
         * each {@link Request#getStatus}.
         *
         * @return such as {@code Status.EMPTY.withBytes(n)}
         */
        Status query();

        /** Gives back what the operation holds. Called once, when it is complete and has been told of or closed; after the last {@link #query}. */
        default void free() {}

        /**
         * The application asks to give the operation up, with {@link Request#cancel}. To succeed, complete it and let {@link #query} tell that it was cancelled.
         *
         * @param complete whether the operation is complete already
         */
        default void cancel(boolean complete) {}
    }

    /**
     * Tells that the operation is complete: threads that wait for it go on. Returns at once.
     *
     * @throws MpiException REQUEST if it is complete already
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.13.2 MPI 5.0, section 13.2
     */
    void complete();
}

package org.mpi4j.internal.boot.pmi;

import java.io.Closeable;
import java.io.IOException;

/** A process's line to its process manager: its place in the job, and a few small texts for all. Confined to one thread at a time. */
public sealed interface Pmi extends Closeable permits Pmi1, Pmi2, Pmix {
    int rank();

    int size();

    /** The longest value that {@link #put} takes. */
    int maxValueChars();

    /** Makes {@code value} (letters, digits, {@code -} and {@code _}) known to all ranks once all have fenced. */
    void put(String key, String value) throws IOException;

    /** Returns when all ranks have called it. */
    void fence() throws IOException;

    String get(String key) throws IOException;

    /** From now on {@code lost} is run when the process manager is gone, by whatever thread sees it, where the protocol tells. */
    default void whenLost(Runnable lost) throws IOException {}

    /** Has the process manager end the job; it may end this process before this returns. */
    void abort(int code, String reason) throws IOException;

    /** Says that this process has finalised, and closes the line. */
    @Override
    void close() throws IOException;
}

package org.mpi4j;

import java.util.Optional;
import org.mpi4j.internal.attribute.AttributeKey;

/**
 * The key of an attribute: what a program, or a library, keeps at a communicator or another object, and that is copied and deleted with it. Made by
 * {@link Comm#createKeyval} and its like; belongs to no rank, so that all ranks of one JVM may share it. Thread-safe.
 *
 * @param <T> what its attributes' values are
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.7.7 MPI 5.0, section 7.7
 */
public sealed interface Keyval<T> extends AutoCloseable permits AttributeKey {
    /**
     * What happens to an attribute when its object is duplicated. Whatever else the callback needs it holds itself, in place of {@code extra_state}.
     *
     * @param <O> what has the attribute
     * @param <T> what its value is
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    @FunctionalInterface
    interface Copy<O, T> {
        /**
         * Gives the duplicate's value. What this throws ends the duplication, and what has been copied by then is deleted.
         *
         * @param old what is duplicated
         * @param key the attribute's key
         * @param value the value there
         * @return the value of the duplicate; empty for none
         */
        Optional<T> copy(O old, Keyval<T> key, T value);
    }

    /**
     * What happens to an attribute when it is deleted, set anew, or its object is closed.
     *
     * @param <O> what has the attribute
     * @param <T> what its value is
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    @FunctionalInterface
    interface Delete<O, T> {
        /**
         * Is told before the value goes. What this throws ends the call, and the value stays.
         *
         * @param owner what has the attribute
         * @param key the attribute's key
         * @param value the value that goes
         */
        void delete(O owner, Keyval<T> key, T value);
    }

    /**
     * Copies nothing, {@code MPI_COMM_NULL_COPY_FN}.
     *
     * @param <T> what the values are
     * @return a callback that gives the duplicate no value
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    static <T> Copy<Object, T> nullCopyFn() {
        return (_, _, _) -> Optional.empty();
    }

    /**
     * Hands the value on, {@code MPI_COMM_DUP_FN}.
     *
     * @param <T> what the values are
     * @return a callback that gives the duplicate the same value
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    static <T> Copy<Object, T> dupFn() {
        return (_, _, value) -> Optional.of(value);
    }

    /**
     * Does nothing, {@code MPI_COMM_NULL_DELETE_FN}.
     *
     * @param <T> what the values are
     * @return a callback that lets the value go
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    static <T> Delete<Object, T> nullDeleteFn() {
        return (_, _, _) -> {};
    }

    /** {@return whether {@link #close} has been called} */
    boolean isClosed();

    /**
     * Ends the use of the key, {@code MPI_Comm_free_keyval}: no call takes it any more. Attributes that are there stay, and are copied and deleted with
     * their objects as before.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    @Override
    void close();
}

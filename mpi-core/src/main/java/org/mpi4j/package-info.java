/**
 * MPI for Java: what a program needs. {@link org.mpi4j.Mpi} joins the job, {@link org.mpi4j.Comm} moves messages, {@link org.mpi4j.Buf} describes
 * memory.
 *
 * <p>Names are MPI's own without {@code MPI_} and the object's prefix, with capitals only where MPI has an underscore: {@code MPI_Iallreduce}
 * is {@link org.mpi4j.Collectives#iallreduce(Buf, Buf, Op)}. Errors are {@link org.mpi4j.MpiException}; the words before a condition, such as
 * "TRUNCATE if …", name its {@link org.mpi4j.ErrorClass}. Null is an error wherever {@code @Nullable} does not allow it.
 *
 * <p>Depends on the API's implementation for its static methods, and on nothing else. Threads: all types are immutable or thread-safe.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf MPI 5.0
 */
@NullMarked
package org.mpi4j;

import org.jspecify.annotations.NullMarked;

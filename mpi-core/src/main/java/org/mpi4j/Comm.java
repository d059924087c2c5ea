package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * A communicator: a group of processes and a context in which their messages match. Thread-safe. @spec MPI 5.0, chapter 7
 */
public interface Comm extends PointToPoint, Collectives, ObjectMessages, AutoCloseable {
    int ANY_SOURCE = -2;
    int PROC_NULL = -1;
    int ANY_TAG = -1;
    int ROOT = -3;
    int UNDEFINED = -32766;

    /** The largest tag. {@code MPI_TAG_UB} */
    int TAG_UB = Integer.MAX_VALUE;

    int rank();

    int size();

    Group group();

    Comm dup();

    /**
     * Divides the processes by color; within one color ranks follow key, then the rank here. Collective.
     *
     * @return null if {@code color == UNDEFINED}
     */
    @Nullable Comm split(int color, int key);

    @Nullable Comm splitType(SplitType type, int key);

    /** A communicator of a subgroup; collective over this one. @return null if this process is not in the group */
    @Nullable Comm create(Group group);

    Comparison compare(Comm other);

    /** @return null if the grid is smaller than this communicator and this process has no place in it */
    @Nullable CartComm createCart(int[] dims, boolean[] periods, boolean reorder);

    String name();

    void setName(String name);

    ErrorHandler errorHandler();

    void setErrorHandler(ErrorHandler handler);

    ObjectSerializer serializer();

    void setSerializer(ObjectSerializer serializer);

    /** Ends the whole job with this exit code; does not return. @spec MPI 5.0, section 9.7 */
    void abort(int code);

    /** Collective. {@code MPI_Comm_free} */
    @Override
    void close();

    /** Divides {@code size} processes over a grid as evenly as can be; entries of {@code dims} that are not 0 are kept. */
    static int[] dimsCreate(int size, int... dims) {
        return org.mpi4j.internal.comm.Dims.create(size, dims);
    }
}

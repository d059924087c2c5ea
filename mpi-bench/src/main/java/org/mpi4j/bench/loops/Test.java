package org.mpi4j.bench.loops;

import java.util.Locale;
import org.mpi4j.Comm;

/** What can be measured. {@code loops.c} knows the same tests by the same names. Immutable. */
public enum Test {
    LATENCY(Shape.PAIR, 2),
    LATENCY_MT(Shape.PAIR, 2),
    BW(Shape.PAIR, Bandwidth.WINDOW),
    BIBW(Shape.PAIR, Bandwidth.WINDOW),
    BARRIER(Shape.NO_DATA, 1),
    BCAST(Shape.VECTOR, 1),
    REDUCE(Shape.VECTOR, 1),
    ALLREDUCE(Shape.VECTOR, 1),
    ALLGATHER(Shape.BLOCKS, 1),
    ALLTOALL(Shape.BLOCKS, 1),
    SCATTER(Shape.BLOCKS, 1),
    GATHER(Shape.BLOCKS, 1);

    /** What a size in bytes is the size of. */
    public enum Shape {
        /** One message between two ranks. */
        PAIR,
        /** Nothing: there is one size, 0. */
        NO_DATA,
        /** The vector that each rank has. */
        VECTOR,
        /** The block that one rank has for another. */
        BLOCKS
    }

    private final Shape shape;
    private final int operations;

    Test(Shape shape, int operations) {
        this.shape = shape;
        this.operations = operations;
    }

    /** {@return what a size is the size of} */
    public Shape shape() {
        return shape;
    }

    /** {@return how many operations, each of which a result is the time of, an iteration has} */
    public int operations() {
        return operations;
    }

    /** {@return whether all ranks take part, be they two or more} */
    public boolean isCollective() {
        return shape != Shape.PAIR;
    }

    /**
     * Makes this rank's loop, and its buffers.
     *
     * @param comm whose ranks take part
     * @param buffers makes the buffers
     * @param bytes the size
     * @return the loop
     */
    public Loop loop(Comm comm, Buffers buffers, long bytes) {
        return switch (this) {
            case LATENCY -> new Latency(comm, buffers, bytes);
            case LATENCY_MT -> new ThreadedLatency(comm, buffers, bytes);
            case BW -> new Bandwidth(comm, buffers, bytes);
            case BIBW -> new BidirectionalBandwidth(comm, buffers, bytes);
            case BARRIER -> new Barrier(comm);
            case BCAST -> new Bcast(comm, buffers, bytes);
            case REDUCE -> new Reduce(comm, buffers, bytes);
            case ALLREDUCE -> new Allreduce(comm, buffers, bytes);
            case ALLGATHER -> new Allgather(comm, buffers, bytes);
            case ALLTOALL -> new Alltoall(comm, buffers, bytes);
            case SCATTER -> new Scatter(comm, buffers, bytes);
            case GATHER -> new Gather(comm, buffers, bytes);
        };
    }

    /** {@return the name on a command line, in small letters} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

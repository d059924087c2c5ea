package org.mpi4j.waits;

import java.util.function.Consumer;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Op;
import org.mpi4j.Request;

/** What a rank may wait in, in a package that is none of mpi4j's own: a user's code, as reports see it. Stateless. */
public final class Waits {
    private static final Buf NOTHING = Buf.of(new int[0]);

    private Waits() {}

    /** A receive with room for three numbers. */
    public static Consumer<Comm> recv(int source, int tag) {
        return comm -> comm.recv(Buf.of(new int[3]), source, tag);
    }

    /** A synchronous send of three numbers. */
    public static Consumer<Comm> ssend(int dest, int tag) {
        return comm -> comm.ssend(Buf.of(new int[3]), dest, tag);
    }

    /** A sum. */
    public static Consumer<Comm> allreduce() {
        return comm -> comm.allreduce(1, Op.SUM);
    }

    /** Messages of nothing from rank 0 to all. */
    public static Consumer<Comm> bcasts(int times) {
        return comm -> {
            for (int i = 0; i < times; i++) {
                comm.bcast(NOTHING, 0);
            }
        };
    }

    /** A barrier that is not waited for at once, in the communicator renamed. */
    public static Consumer<Comm> ibarrier(String name) {
        return comm -> {
            comm.setName(name);
            comm.ibarrier().await();
        };
    }

    /** One of two receives from rank 1, and then the other. */
    public static Consumer<Comm> anyOfTwo() {
        return comm -> {
            Request first = comm.irecv(Buf.of(new int[1]), 1, 1);
            Request second = comm.irecv(Buf.of(new int[1]), 1, 2);
            Request.awaitAny(first, second);
            Request.awaitAll(first, second);
        };
    }

    /** A message to itself that it takes only after one of rank 1. */
    public static Consumer<Comm> toItselfAndRecv(int own, int other) {
        return comm -> {
            comm.send(NOTHING, 0, own);
            comm.recv(Buf.of(new int[1]), 1, other);
            comm.recv(Buf.of(new int[1]), 0, own);
        };
    }
}

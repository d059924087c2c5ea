package org.mpi4j.internal.coll;

/**
 * In round k a rank exchanges all blocks that it has, 2^k, with the rank that differs in bit k. The size is a power of two.
 *
 * <p>Rounds: log2 p; bytes a rank: (p-1) n. Time: log2 p (L + 2o) + (p-1) nG. For short and middle blocks: nothing is copied.
 */
final class AllgatherRecursiveDoubling {
    private AllgatherRecursiveDoubling() {}

    static Schedule schedule(int rank, int size, long sendCount, long recvCount, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place own = Place.recv(Math.multiplyExact(rank, recvCount), recvCount);
        Place held = inPlace ? own : Place.send(0, sendCount);
        if (size == 1 && !inPlace) {
            schedule.copy(held, own);
        }
        for (int distance = 1; distance < size; distance <<= 1) {
            int peer = rank ^ distance;
            schedule.recv(peer, group(peer, distance, recvCount)).send(peer, held);
            if (distance == 1 && !inPlace) {
                schedule.copy(held, own);
            }
            schedule.next();
            held = group(rank, 2 * distance, recvCount);
        }
        return schedule.build();
    }

    /** The blocks of the {@code ranks} ranks, a power of two, that {@code rank} is one of. */
    private static Place group(int rank, int ranks, long recvCount) {
        return Place.recv((rank & -ranks) * recvCount, Math.multiplyExact(ranks, recvCount));
    }
}

package org.mpi4j.internal.coll;

/**
 * In round s the ranks i and j with i + j = s (mod p) exchange their blocks; the one to be sent is copied away first. Also alltoallv. The blocks that
 * two ranks have for each other have the same count.
 *
 * <p>Rounds: p; bytes a rank: (p-1) n, sent and copied; temporary memory: the largest block. Time: p (L + 2o + nG).
 */
final class AlltoallInPlace {
    private AlltoallInPlace() {}

    static Schedule schedule(int rank, int size, Blocks blocks) {
        Schedule.Builder schedule = new Schedule.Builder();
        long largest = 0;
        for (int peer = 0; peer < size; peer++) {
            largest = peer == rank ? largest : Math.max(largest, blocks.count(peer));
        }
        Place copy = schedule.temp(largest);
        schedule.repeat(2 * size, (round, i) -> {
            int peer = Ring.after(i / 2, -rank, size);
            if (peer != rank) {
                Place block = blocks.place(Space.RECV, peer);
                Place outgoing = copy.slice(0, block.count());
                if (i % 2 == 0) {
                    round.copy(block, outgoing);
                } else {
                    round.recv(peer, block).send(peer, outgoing);
                }
            }
        });
        return schedule.build();
    }
}

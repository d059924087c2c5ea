package org.mpi4j.internal.coll;

/**
 * In round k a rank sends all blocks that it has, 2^k at most, to the rank 2^k before it. Blocks are collected from the own one on, then copied
 * to their places. Also allgatherv. Bruck et al., "Efficient algorithms for all-to-all communications", 1997.
 *
 * <p>Rounds: ceil(log2 p); bytes a rank: (p-1) n, and p n copied. Time: ceil(log2 p) (L + 2o) + (p-1) nG. For short blocks.
 */
final class AllgatherBruck {
    private AllgatherBruck() {}

    static Schedule schedule(int rank, int size, long sendCount, Blocks recv, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        long[] begin = new long[size + 1];
        for (int i = 0; i < size; i++) {
            begin[i + 1] = Math.addExact(begin[i], recv.count(Ring.after(rank, i, size)));
        }
        Place collected = schedule.temp(begin[size]);
        Place own = inPlace ? recv.place(Space.RECV, rank) : Place.send(0, sendCount);
        schedule.copy(own, collected.slice(0, begin[1])).next();
        for (int distance = 1; distance < size; distance <<= 1) {
            int blocks = Math.min(distance, size - distance);
            schedule.recv(Ring.after(rank, distance, size), between(collected, begin, distance, distance + blocks));
            schedule.send(Ring.after(rank, -distance, size), between(collected, begin, 0, blocks));
            schedule.next();
        }
        for (int i = inPlace ? 1 : 0; i < size; ) {
            int end = endOfRun(rank, i, size, recv);
            Place from = between(collected, begin, i, end);
            schedule.copy(from, Place.recv(recv.offset(Ring.after(rank, i, size)), from.count()));
            i = end;
        }
        return schedule.build();
    }

    private static Place between(Place collected, long[] begin, int from, int to) {
        return collected.slice(begin[from], begin[to] - begin[from]);
    }

    /** The blocks from {@code i} up to this one lie one after the other in the receive buffer. */
    private static int endOfRun(int rank, int i, int size, Blocks recv) {
        int last = Ring.after(rank, i, size);
        int end = i + 1;
        while (end < size && recv.offset(Ring.after(rank, end, size)) == recv.offset(last) + recv.count(last)) {
            last = Ring.after(rank, end, size);
            end++;
        }
        return end;
    }
}

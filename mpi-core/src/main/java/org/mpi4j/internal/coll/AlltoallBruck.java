package org.mpi4j.internal.coll;

/**
 * Every block travels by the binary digits of its distance: in round k those whose distance has bit k go to the rank 2^k after, in one message.
 * In place too. Bruck et al., "Efficient algorithms for all-to-all communications", 1997.
 *
 * <p>Rounds: ceil(log2 p); bytes a rank: (p/2) ceil(log2 p) n, and about twice that copied. Time: ceil(log2 p) (L + 2o + (p/2) nG). For short blocks.
 */
final class AlltoallBruck {
    private AlltoallBruck() {}

    static Schedule schedule(int rank, int size, long sendCount, long recvCount, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Space input = inPlace ? Space.RECV : Space.SEND;
        long inputCount = inPlace ? recvCount : sendCount;
        Place byDistance = schedule.temp(Math.multiplyExact(size, recvCount));
        long packedCount = (size / 2) * recvCount;
        Place outgoing = schedule.temp(packedCount);
        Place incoming = schedule.temp(packedCount);
        int tail = size - rank;
        schedule.copy(new Place(input, rank * inputCount, tail * inputCount), byDistance.slice(0, tail * recvCount));
        schedule.copy(new Place(input, 0, rank * inputCount), byDistance.slice(tail * recvCount, rank * recvCount));
        for (int distance = 1; distance < size; distance <<= 1) {
            Place packed = outgoing.slice(0, packedBlocks(distance, size) * recvCount);
            pack(schedule, byDistance, packed, distance, size, recvCount, true);
            schedule.recv(Ring.after(rank, -distance, size), incoming.slice(0, packed.count()));
            schedule.send(Ring.after(rank, distance, size), packed);
            pack(schedule, byDistance, incoming.slice(0, packed.count()), distance, size, recvCount, false);
        }
        unpack(schedule, byDistance, rank, size, recvCount);
        return schedule.build();
    }

    /** In the order of their distance, blocks belong at this rank, and so back to the first, then at the last and back to the one after this. */
    private static void unpack(Schedule.Builder schedule, Place byDistance, int rank, int size, long recvCount) {
        schedule.copies(byDistance.slice(0, recvCount), recvCount, Place.recv(rank * recvCount, recvCount), -recvCount, rank + 1);
        int others = size - 1 - rank;
        if (others > 0) {
            Place from = byDistance.slice((rank + 1) * recvCount, recvCount);
            schedule.copies(from, recvCount, Place.recv((size - 1) * recvCount, recvCount), -recvCount, others);
        }
    }

    /** How many blocks have a distance with this bit. */
    private static long packedBlocks(int distance, int size) {
        long pairs = size / (2L * distance);
        return pairs * distance + Math.max(0, size - 2L * distance * pairs - distance);
    }

    /** Copies the blocks whose distance has the bit {@code distance}, runs of as many, to or from where they lie one after the other. */
    private static void pack(Schedule.Builder schedule, Place byDistance, Place packed, int distance, int size, long recvCount, boolean out) {
        int runs = size / (2 * distance);
        long run = distance * recvCount;
        if (runs > 0) {
            Place first = byDistance.slice(run, run);
            if (out) {
                schedule.copies(first, 2 * run, packed.slice(0, run), run, runs);
            } else {
                schedule.copies(packed.slice(0, run), run, first, 2 * run, runs);
            }
        }
        Place rest = packed.slice(runs * run, packed.count() - runs * run);
        if (!rest.isEmpty()) {
            Place last = byDistance.slice((2L * runs + 1) * run, rest.count());
            schedule.copy(out ? last : rest, out ? rest : last);
        }
    }
}

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
            long packed = 0;
            for (int block = distance; block < size; block += 2 * distance) {
                Place run = run(byDistance, block, distance, size, recvCount);
                schedule.copy(run, outgoing.slice(packed, run.count()));
                packed += run.count();
            }
            schedule.recv(Ring.after(rank, -distance, size), incoming.slice(0, packed));
            schedule.send(Ring.after(rank, distance, size), outgoing.slice(0, packed));
            packed = 0;
            for (int block = distance; block < size; block += 2 * distance) {
                Place run = run(byDistance, block, distance, size, recvCount);
                schedule.copy(incoming.slice(packed, run.count()), run);
                packed += run.count();
            }
        }
        for (int distance = 0; distance < size; distance++) {
            int from = Ring.after(rank, -distance, size);
            schedule.copy(byDistance.slice(distance * recvCount, recvCount), Place.recv(from * recvCount, recvCount));
        }
        return schedule.build();
    }

    /** The consecutive blocks from {@code block} on whose distance has the bit {@code distance}. */
    private static Place run(Place byDistance, int block, int distance, int size, long recvCount) {
        return byDistance.slice(block * recvCount, Math.min(distance, size - block) * recvCount);
    }
}

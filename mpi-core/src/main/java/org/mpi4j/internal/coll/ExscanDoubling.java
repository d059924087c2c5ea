package org.mpi4j.internal.coll;

/**
 * As {@link ScanDoubling}; what comes from the ranks before is also summed up without the own operand. Keeps the rank order; leaves the receive buffer
 * of rank 0 as it is.
 *
 * <p>Rounds: ceil(log2 p); bytes a rank: n a round, and two reductions. Time: ceil(log2 p) (L + 2o + nG).
 */
final class ExscanDoubling {
    private ExscanDoubling() {}

    static Schedule schedule(int rank, int size, long count, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, count);
        Place operand = inPlace ? result : Place.send(0, count);
        Place inclusive = operand;
        Place incoming = Place.NONE;
        for (int distance = 1; distance < size; distance <<= 1) {
            if (distance < size - rank) {
                schedule.send(rank + distance, inclusive);
            }
            if (distance <= rank) {
                boolean first = distance == 1;
                if (incoming.isEmpty() && (inPlace || !first)) {
                    incoming = schedule.temp(count);
                }
                Place received = first && !inPlace ? result : incoming;
                schedule.recv(rank - distance, received);
                boolean sentLater = distance < Math.ceilDiv(size - rank, 2);
                if (first && sentLater) {
                    inclusive = schedule.temp(count);
                    schedule.copy(operand, inclusive);
                }
                if (sentLater) {
                    schedule.reduce(received, inclusive);
                }
                if (!first) {
                    schedule.reduce(received, result);
                } else if (inPlace) {
                    schedule.copy(received, result);
                }
            }
            schedule.next();
        }
        return schedule.build();
    }
}

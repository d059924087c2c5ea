package org.mpi4j.internal.coll;

/**
 * A chain from the root, in segments: a rank passes a segment on while it receives the next.
 *
 * <p>Rounds: s + p - 2 for s segments of m bytes; bytes a rank: n in, n out at the same time. Time: (s + p - 2) (L + 2o + mG). For long messages.
 */
final class BcastChain {
    private BcastChain() {}

    static Schedule schedule(int rank, int size, int root, long bytes, long segmentBytes) {
        Schedule.Builder schedule = new Schedule.Builder();
        Segments segments = new Segments(Place.recv(0, bytes), segmentBytes);
        int node = Ring.after(rank, -root, size);
        schedule.repeat(Math.toIntExact(segments.size() + 1), (round, i) -> {
            if (node > 0 && i < segments.size()) {
                round.recv(Ring.after(rank, -1, size), segments.get(i));
            }
            if (node < size - 1 && i > 0) {
                round.send(Ring.after(rank, 1, size), segments.get(i - 1));
            }
        });
        return schedule.build();
    }
}

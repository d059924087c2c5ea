package org.mpi4j.internal.coll;

/**
 * A chain to the root, in segments: a rank adds its operand to a segment and passes it on while it receives the next. The last rank of the chain is
 * the one before the root; with root 0 the rank order is kept.
 *
 * <p>Rounds: s + p - 1 for s segments of m elements; bytes a rank: n in, n out at the same time. Time: (s + p - 2) (L + 2o + mG). For long vectors.
 */
final class ReduceChain {
    private ReduceChain() {}

    static boolean keepsOrder(int root) {
        return root == 0;
    }

    static Schedule schedule(int rank, int size, int root, long count, long segmentCount, boolean commutative, boolean inPlace) {
        return rank == root
                ? atRoot(rank, size, count, segmentCount, commutative, inPlace)
                : below(rank, size, root, count, segmentCount);
    }

    private static Schedule atRoot(int rank, int size, long count, long segmentCount, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place own = inPlace ? Place.recv(0, count) : Place.send(0, count);
        Place result = Place.recv(0, count);
        if (size == 1) {
            return inPlace ? Schedule.EMPTY : schedule.copy(own, result).build();
        }
        Segments segments = new Segments(result, segmentCount);
        Place incoming = inPlace ? schedule.temp(Math.min(segmentCount, count)) : result;
        schedule.repeat(Math.toIntExact(segments.size()), (round, i) -> {
            Place target = segments.get(i);
            Place received = inPlace ? incoming.slice(0, target.count()) : target;
            round.recv(Ring.after(rank, 1, size), received);
            if (inPlace && commutative) {
                round.reduce(received, target);
            } else {
                round.reduce(segments.of(own, i), received);
                if (inPlace) {
                    round.copy(received, target);
                }
            }
        });
        return schedule.build();
    }

    private static Schedule below(int rank, int size, int root, long count, long segmentCount) {
        Schedule.Builder schedule = new Schedule.Builder(Space.SEND);
        Place own = Place.send(0, count);
        Segments segments = new Segments(own, segmentCount);
        int previous = Ring.after(rank, -1, size);
        int next = Ring.after(rank, 1, size);
        if (next == root) {
            return schedule.repeat(Math.toIntExact(segments.size()), (round, i) -> round.send(previous, segments.get(i))).build();
        }
        long length = Math.min(segmentCount, count);
        Place[] turns = {schedule.temp(length), schedule.temp(length)};
        schedule.repeat(Math.toIntExact(segments.size() + 1), (round, i) -> {
            if (i > 0) {
                round.send(previous, turns[(i - 1) & 1].slice(0, segments.get(i - 1).count()));
            }
            if (i < segments.size()) {
                Place received = turns[i & 1].slice(0, segments.get(i).count());
                round.recv(next, received).reduce(segments.get(i), received);
            }
        });
        return schedule.build();
    }
}

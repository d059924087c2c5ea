package org.mpi4j.internal.coll;

/**
 * The root scatters one part to each rank along a binomial tree; then the parts go round a ring, but never to a rank that has them already.
 * Van de Geijn, "On global combine operations", 1994.
 *
 * <p>Rounds: ceil(log2 p) + p - 1; bytes a rank: at most 2n (p-1)/p. Time: (log2 p + p - 1) (L + 2o) + 2nG (p-1)/p. For long messages, where no
 * pipeline fills up.
 */
final class BcastScatterRing {
    private BcastScatterRing() {}

    static Schedule schedule(int rank, int size, int root, long bytes) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place whole = Place.recv(0, bytes);
        int node = Ring.after(rank, -root, size);
        int span = Ring.span(node, size);
        if (node != 0) {
            int parent = node - Integer.lowestOneBit(node);
            schedule.recv(Ring.after(parent, root, size), Ring.parts(whole, size, node, node + span)).next();
        }
        for (int distance = Ring.powerOfTwo(size); distance > 0; distance >>= 1) {
            if (distance < span) {
                int child = node + distance;
                schedule.send(Ring.after(child, root, size), Ring.parts(whole, size, child, child + Ring.span(child, size)));
            }
        }
        schedule.next();
        int next = Ring.after(node, 1, size);
        schedule.repeat(size - 1, (round, step) -> {
            int sent = Ring.after(node, -step, size);
            int received = Ring.after(sent, -1, size);
            if (!hasPart(node, received, size)) {
                round.recv(Ring.after(rank, -1, size), Ring.parts(whole, size, received, received + 1));
            }
            if (!hasPart(next, sent, size)) {
                round.send(Ring.after(rank, 1, size), Ring.parts(whole, size, sent, sent + 1));
            }
        });
        return schedule.build();
    }

    private static boolean hasPart(int node, int part, int size) {
        return part >= node && part < node + Ring.span(node, size);
    }
}

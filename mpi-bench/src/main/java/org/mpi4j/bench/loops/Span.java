package org.mpi4j.bench.loops;

import org.mpi4j.Comm;
import org.mpi4j.Op;

/**
 * A number that each rank has. Immutable.
 *
 * @param mean over the ranks
 * @param least of any rank
 * @param most of any rank
 */
public record Span(double mean, double least, double most) {
    /**
     * Looks at those ranks that have such a number. Collective.
     *
     * @param comm whose ranks take part
     * @param mine this rank's number; NaN if it has none
     * @return the same on each rank
     */
    public static Span over(Comm comm, double mine) {
        boolean counts = !Double.isNaN(mine);
        double sum = comm.allreduce(counts ? mine : 0, Op.SUM);
        int ranks = comm.allreduce(counts ? 1 : 0, Op.SUM);
        return new Span(
                sum / ranks,
                comm.allreduce(counts ? mine : Double.POSITIVE_INFINITY, Op.MIN),
                comm.allreduce(counts ? mine : Double.NEGATIVE_INFINITY, Op.MAX));
    }
}

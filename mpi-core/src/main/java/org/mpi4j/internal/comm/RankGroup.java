package org.mpi4j.internal.comm;

import org.mpi4j.Comparison;
import org.mpi4j.Group;

/** A group as the list of its processes' ranks in the job. Immutable. */
public final class RankGroup implements Group {
    public static final RankGroup EMPTY = new RankGroup();

    @Override
    public int size() {
        return 0;
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Group union(Group other) {
        return this;
    }

    @Override
    public Group intersection(Group other) {
        return this;
    }

    @Override
    public Group difference(Group other) {
        return this;
    }

    @Override
    public Group incl(int... ranks) {
        return this;
    }

    @Override
    public Group excl(int... ranks) {
        return this;
    }

    @Override
    public Group rangeIncl(int[]... ranges) {
        return this;
    }

    @Override
    public Group rangeExcl(int[]... ranges) {
        return this;
    }

    @Override
    public int[] translateRanks(int[] ranks, Group other) {
        return ranks;
    }

    @Override
    public Comparison compare(Group other) {
        return Comparison.IDENT;
    }
}

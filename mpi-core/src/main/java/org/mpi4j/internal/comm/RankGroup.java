package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.mpi4j.Comm;
import org.mpi4j.Comparison;
import org.mpi4j.ErrorClass;
import org.mpi4j.Group;
import org.mpi4j.MpiException;

/**
 * A group as the list of its processes' ranks in the job, and who holds it: the process that {@link #rank} speaks of. Immutable.
 * Invariant: no job rank stands in the list twice.
 */
public final class RankGroup implements Group {
    private static final int NOBODY = -1;

    /** The group of no process, held by nobody in particular. */
    public static final RankGroup EMPTY = new RankGroup(RankList.of(), NOBODY);

    private final RankList list;
    private final int holder;
    private final int rank;

    private RankGroup(RankList list, int holder) {
        this.list = list;
        this.holder = holder;
        int place = holder == NOBODY ? -1 : list.places().applyAsInt(holder);
        this.rank = place < 0 ? Comm.UNDEFINED : place;
    }

    /** The processes {@code 0 .. size - 1} of the job, as {@code holder} sees them. */
    public static RankGroup world(int size, int holder) {
        return new RankGroup(new RankList.Strided(0, 1, size), holder);
    }

    /** Processes by their ranks in the job, without repetition; the array is not kept. */
    public static RankGroup of(int[] jobRanks, int holder) {
        return new RankGroup(RankList.of(jobRanks), holder);
    }

    /** The rank in the job of the process {@code 0 <= rank < size()}. */
    public int jobRank(int rank) {
        return list.at(rank);
    }

    /** The ranks in the job, in order; a new array. */
    public int[] jobRanks() {
        int[] jobRanks = new int[size()];
        Arrays.setAll(jobRanks, list::at);
        return jobRanks;
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public RankGroup union(Group other) {
        RankGroup that = cast(other);
        IntUnaryOperator here = list.places();
        RankGroup added = that.select(jobRank -> here.applyAsInt(jobRank) < 0);
        int[] both = Arrays.copyOf(jobRanks(), Math.addExact(size(), added.size()));
        for (int i = 0; i < added.size(); i++) {
            both[size() + i] = added.jobRank(i);
        }
        return new RankGroup(RankList.of(both), holderWith(that));
    }

    @Override
    public RankGroup intersection(Group other) {
        RankGroup that = cast(other);
        IntUnaryOperator there = that.list.places();
        return select(jobRank -> there.applyAsInt(jobRank) >= 0).heldBy(holderWith(that));
    }

    @Override
    public RankGroup difference(Group other) {
        RankGroup that = cast(other);
        IntUnaryOperator there = that.list.places();
        return select(jobRank -> there.applyAsInt(jobRank) < 0).heldBy(holderWith(that));
    }

    @Override
    public RankGroup incl(int... ranks) {
        return pick("incl", ranks);
    }

    @Override
    public RankGroup excl(int... ranks) {
        BitSet out = checkDistinct("excl", ranks);
        return without(out);
    }

    @Override
    public RankGroup rangeIncl(int[]... ranges) {
        return pick("rangeIncl", RankRanges.expand("rangeIncl", ranges, size()));
    }

    @Override
    public RankGroup rangeExcl(int[]... ranges) {
        return without(checkDistinct("rangeExcl", RankRanges.expand("rangeExcl", ranges, size())));
    }

    @Override
    public int[] translateRanks(int[] ranks, Group other) {
        IntUnaryOperator there = cast(other).list.places();
        int[] translated = new int[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == Comm.PROC_NULL) {
                translated[i] = Comm.PROC_NULL;
                continue;
            }
            checkRank("translateRanks", ranks[i], i);
            int place = there.applyAsInt(list.at(ranks[i]));
            translated[i] = place < 0 ? Comm.UNDEFINED : place;
        }
        return translated;
    }

    @Override
    public Comparison compare(Group other) {
        RankGroup that = cast(other);
        if (list.equals(that.list)) {
            return Comparison.IDENT;
        }
        return size() == that.size() && difference(that).size() == 0 ? Comparison.SIMILAR : Comparison.UNEQUAL;
    }

    private RankGroup pick(String operation, int[] ranks) {
        checkDistinct(operation, ranks);
        int[] jobRanks = new int[ranks.length];
        Arrays.setAll(jobRanks, i -> list.at(ranks[i]));
        return new RankGroup(RankList.of(jobRanks), holder);
    }

    private RankGroup select(IntPredicate wanted) {
        int[] kept = new int[size()];
        int n = 0;
        for (int i = 0; i < kept.length; i++) {
            int jobRank = list.at(i);
            if (wanted.test(jobRank)) {
                kept[n++] = jobRank;
            }
        }
        return new RankGroup(RankList.of(Arrays.copyOf(kept, n)), holder);
    }

    private RankGroup without(BitSet out) {
        int[] kept = new int[size() - out.cardinality()];
        for (int i = 0, rank = out.nextClearBit(0); i < kept.length; i++, rank = out.nextClearBit(rank + 1)) {
            kept[i] = list.at(rank);
        }
        return new RankGroup(RankList.of(kept), holder);
    }

    private RankGroup heldBy(int newHolder) {
        return newHolder == holder ? this : new RankGroup(list, newHolder);
    }

    private int holderWith(RankGroup other) {
        return holder == NOBODY ? other.holder : holder;
    }

    private BitSet checkDistinct(String operation, int[] ranks) {
        BitSet seen = new BitSet();
        for (int i = 0; i < ranks.length; i++) {
            checkRank(operation, ranks[i], i);
            if (seen.get(ranks[i])) {
                throw new MpiException(ErrorClass.RANK, "group." + operation + ": rank=" + ranks[i] + " is named twice, again at index=" + i);
            }
            seen.set(ranks[i]);
        }
        return seen;
    }

    private void checkRank(String operation, int rank, int index) {
        if (rank < 0 || rank >= size()) {
            throw new MpiException(
                    ErrorClass.RANK, "group." + operation + ": no such process: rank=" + rank + " index=" + index + " size=" + size());
        }
    }

    @SuppressWarnings("ConstantValue")
    private static RankGroup cast(Group group) {
        if (!(group instanceof RankGroup ranks)) {
            throw new MpiException(ErrorClass.GROUP, "group: the other group is null");
        }
        return ranks;
    }

    @Override
    public String toString() {
        return "Group[size=" + size() + ", jobRanks=" + list + "]";
    }
}

package org.mpi4j.internal.coll;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The rounds of a schedule that has very many: those that are alike are made when they are asked for, so that a ring of a million ranks takes no more
 * memory than one of three. Immutable.
 */
final class Rounds extends AbstractList<Round> implements RandomAccess {
    private static final Round EMPTY = new Round(List.of(), List.of(), List.of());

    private final List<Part> parts;
    private final int size;

    /** Rounds {@code from} up to, but not including, {@code to}. */
    private record Part(int from, int to, List<Round> kept, RoundMaker maker) {
        Round get(int index) {
            if (!kept.isEmpty()) {
                return kept.get(index - from);
            }
            Schedule.Builder round = new Schedule.Builder();
            maker.make(round, index - from);
            return round.onlyRound(EMPTY);
        }
    }

    private Rounds(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.size = parts.isEmpty() ? 0 : parts.getLast().to();
    }

    Rounds() {
        this(List.of());
    }

    /** These, then those. */
    Rounds and(List<Round> kept) {
        return kept.isEmpty() ? this : with(new Part(size, size + kept.size(), List.copyOf(kept), (_, _) -> {}));
    }

    /** These, then as many as that are alike. */
    Rounds and(int count, RoundMaker maker) {
        return count == 0 ? this : with(new Part(size, Math.addExact(size, count), List.of(), maker));
    }

    private Rounds with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Rounds(more);
    }

    @Override
    public Round get(int index) {
        for (Part part : parts) {
            if (index < part.to()) {
                return part.get(index);
            }
        }
        throw new IndexOutOfBoundsException("round=" + index + " rounds=" + size);
    }

    @Override
    public int size() {
        return size;
    }
}

package org.mpi4j.internal.coll;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
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
        /** @param empty where the round is made */
        Round get(int index, Schedule.Builder empty) {
            if (!kept.isEmpty()) {
                return kept.get(index - from);
            }
            maker.make(empty, index - from);
            return empty.takeRound(EMPTY);
        }
    }

    /** All in order, all made in one place, for those who ask for a million. Confined to the caller. */
    private final class InOrder implements Iterator<Round> {
        private final Schedule.Builder builder = new Schedule.Builder();
        private int part;
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Round next() {
            if (next == size) {
                throw new NoSuchElementException("rounds=" + size);
            }
            while (next == parts.get(part).to()) {
                part++;
            }
            return parts.get(part).get(next++, builder);
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
                return part.get(index, new Schedule.Builder());
            }
        }
        throw new IndexOutOfBoundsException("round=" + index + " rounds=" + size);
    }

    @Override
    public Iterator<Round> iterator() {
        return new InOrder();
    }

    @Override
    public int size() {
        return size;
    }
}

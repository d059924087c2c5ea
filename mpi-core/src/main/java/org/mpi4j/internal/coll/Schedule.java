package org.mpi4j.internal.coll;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rank does in a collective operation: rounds, one after the other. Immutable; depends on the shape of the operation alone, never on
 * addresses, so that it can be kept and run again.
 *
 * <p>All messages of one run carry the same tag; messages of one peer are matched in order. No message is empty, except those of a barrier.
 *
 * @param tempCount elements of temporary memory that a run needs
 * @param name of the operation, for reports; may be empty
 * @param call what this rank says of its call on the board; 0 if it has nothing to do with one
 * @param tempType {@code SEND} or {@code RECV}: the buffer whose datatype these elements have
 */
public record Schedule(String name, List<Round> rounds, long tempCount, Space tempType, long call) {
    /** Nothing to do. */
    public static final Schedule EMPTY = new Schedule("", List.of(), 0, Space.RECV, 0);

    public Schedule {
        rounds = rounds instanceof Rounds ? rounds : List.copyOf(rounds);
    }

    /** The same, of the operation of this name. */
    public Schedule named(String operation) {
        return new Schedule(operation, rounds, tempCount, tempType, call);
    }

    /** Whether its rounds are rounds of a board. */
    boolean isOnBoard() {
        return !rounds.isEmpty() && rounds.getFirst().board() != null;
    }

    /** The same, where ranks say this of their call. */
    Schedule saying(long word) {
        return new Schedule(name, rounds, tempCount, tempType, word);
    }

    /** Collects steps. Confined to the caller. */
    static final class Builder {
        /** So many rounds that are alike are made at once and kept, so that a run makes none; of more, a schedule would take more memory than the data. */
        private static final int MOST_KEPT = 256;

        private Rounds before = new Rounds();
        private final List<Round> rounds = new ArrayList<>();
        private final List<Step.Recv> receives = new ArrayList<>();
        private final List<Step.Send> sends = new ArrayList<>();
        private final List<Step.Local> locals = new ArrayList<>();
        private @Nullable BoardRound board;
        private final Space tempType;
        private long tempCount;

        Builder() {
            this(Space.RECV);
        }

        /** A schedule whose temporary memory has the datatype of the buffer {@code tempType}. */
        Builder(Space tempType) {
            this.tempType = tempType;
        }

        /** More temporary memory, apart from all that was given before. */
        Place temp(long count) {
            Place place = new Place(Space.TEMP, tempCount, count);
            tempCount = Math.addExact(tempCount, count);
            return place;
        }

        /** Sends in this round, or in a new one if this one has local steps; nothing if {@code from} is empty. */
        Builder send(int peer, Place from) {
            return from.isEmpty() ? this : signal(peer, from);
        }

        /** Receives in this round, or in a new one if this one has local steps; nothing if {@code into} is empty. */
        Builder recv(int peer, Place into) {
            return into.isEmpty() ? this : await(peer, into);
        }

        /** Sends a message that may be empty. */
        Builder signal(int peer, Place from) {
            communicate();
            sends.add(new Step.Send(peer, from));
            return this;
        }

        /** Receives a message that may be empty. */
        Builder await(int peer, Place into) {
            communicate();
            receives.add(new Step.Recv(peer, into));
            return this;
        }

        /** After the messages of this round, {@code inout = in op inout}. */
        Builder reduce(Place in, Place inout) {
            assert in.count() == inout.count() && !in.overlaps(inout) : "reduce: in=" + in + ", inout=" + inout;
            assert inout.space() != Space.SEND : "reduce into the send buffer: inout=" + inout;
            if (!in.isEmpty()) {
                locals.add(new Step.Reduce(in, inout));
            }
            return this;
        }

        /** After the messages of this round, {@code to = from}. */
        Builder copy(Place from, Place to) {
            assert !from.overlaps(to) && to.space() != Space.SEND : "copy: from=" + from + ", to=" + to;
            if (!from.isEmpty()) {
                locals.add(new Step.Copy(from, to));
            }
            return this;
        }

        /** As {@link #copy}, {@code times} times, with places that move on by so many elements; {@code from} and {@code to} are apart all the time. */
        Builder copies(Place from, long fromStep, Place to, long toStep, int times) {
            assert to.space() != Space.SEND : "copies: to=" + to;
            if (times == 1) {
                return copy(from, to);
            }
            if (times > 0 && !from.isEmpty()) {
                locals.add(new Step.Copies(from, fromStep, to, toStep, times));
            }
            return this;
        }

        /**
         * Begins a round on the board, with a post of {@code bytes} packed bytes of {@code from} after the first {@code skip}.
         *
         * @param awaits whose post the local steps wait for, as in {@link BoardRound}
         */
        Builder post(Place from, long skip, long bytes, int awaits) {
            return post(from, skip, bytes, awaits, bytes);
        }

        /** As there, where the posts of some ranks are longer, but none than {@code most} bytes. */
        Builder post(Place from, long skip, long bytes, int awaits, long most) {
            next();
            board = new BoardRound(new Step.Post(from, skip, Math.toIntExact(bytes)), awaits, Math.toIntExact(most));
            return this;
        }

        /** Begins a round on the board in which this rank posts nothing, and posts of others have so many bytes. */
        Builder look(int awaits, long bytes) {
            next();
            board = new BoardRound(null, awaits, Math.toIntExact(bytes));
            return this;
        }

        /** Copies from what a peer has posted in this round. */
        Builder fetch(int peer, long at, Place into, long skip, long bytes) {
            assert board != null && into.space() != Space.SEND : "fetch: into=" + into;
            if (bytes > 0) {
                locals.add(new Step.Fetch(peer, at, into, skip, bytes));
            }
            return this;
        }

        /** {@code into = x0 op x1 op …}, where x of this rank is {@code own}, and of others what they have posted in this round. */
        Builder fold(Place own, long at, Place into) {
            assert board != null && into.space() != Space.SEND && own.count() == into.count() : "fold: own=" + own + ", into=" + into;
            if (!into.isEmpty()) {
                locals.add(new Step.Fold(own, at, into));
            }
            return this;
        }

        /** Ends the round; what follows waits for it. */
        Builder next() {
            if (board != null || !(receives.isEmpty() && sends.isEmpty() && locals.isEmpty())) {
                rounds.add(new Round(receives, sends, locals, board));
                board = null;
                receives.clear();
                sends.clear();
                locals.clear();
            }
            return this;
        }

        /** Rounds that are alike, after those so far. */
        Builder repeat(int count, RoundMaker maker) {
            next();
            if (count > MOST_KEPT) {
                before = before.and(rounds).and(count, maker);
                rounds.clear();
                return this;
            }
            for (int i = 0; i < count; i++) {
                maker.make(this, i);
                next();
            }
            return this;
        }

        Schedule build() {
            next();
            if (before.isEmpty()) {
                return rounds.isEmpty() ? EMPTY : new Schedule("", rounds, tempCount, tempType, 0);
            }
            return new Schedule("", before.and(rounds), tempCount, tempType, 0);
        }

        /** Takes away the one round that was collected; what stands for none, if there is none. */
        Round takeRound(Round none) {
            next();
            assert rounds.size() <= 1 && tempCount == 0 : "not one round: rounds=" + rounds.size() + ", tempCount=" + tempCount;
            return rounds.isEmpty() ? none : rounds.removeLast();
        }

        private void communicate() {
            if (!locals.isEmpty()) {
                next();
            }
        }
    }
}

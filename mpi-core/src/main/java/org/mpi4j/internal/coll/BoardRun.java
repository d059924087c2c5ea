package org.mpi4j.internal.coll;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.datatype.Contributions;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.Tiles;
import org.mpi4j.spi.Board;

/** A run whose rounds are posts on the communicator's board. Confined to the driver. */
final class BoardRun extends ScheduleRun implements Contributions {
    private final Board board;

    /** The number of this round's posts. */
    private long number;

    private boolean posted;

    /** So many ranks, from the first on, have been seen to have posted in this round. */
    private int seen;

    private Step.@Nullable Fold folding;

    BoardRun(CollContext where, Schedule schedule, Operand send, Operand recv, Reduction op) {
        super(where, schedule, send, recv, op);
        this.board = where.board();
    }

    @Override
    public BoardRun again() {
        return new BoardRun(where, schedule, send, recv, op);
    }

    @Override
    public void start(int withTag) {
        number = where.nextPosts(schedule.rounds().size());
        super.start(withTag);
    }

    private BoardRound onBoard() {
        return onBoard(now());
    }

    private static BoardRound onBoard(Round round) {
        return Objects.requireNonNull(round.board(), "a round on the board");
    }

    /** If not all is there, {@link BoardWaits} comes back to it. */
    @Override
    boolean begin(Round round) {
        number++;
        posted = false;
        seen = 0;
        if (isComplete(onBoard(round))) {
            return true;
        }
        where.waits().add(this);
        return false;
    }

    /** Posts, if there is room and it has not yet; returns whether it has, and all that the round waits for has been posted. */
    private boolean isComplete(BoardRound round) {
        Step.Post post = round.post();
        if (post != null && !posted) {
            if (!board.mayWrite(number)) {
                return false;
            }
            write(post);
            posted = true;
        }
        return seesAll(round.awaits());
    }

    private void write(Step.Post post) {
        if (post.bytes() > 0) {
            Operand from = operand(post.from());
            long at = from.at(post.from().offset());
            long into = board.at(where.rank(), number, onBoard().bytes());
            if (from.type().isContiguous()) {
                MemorySegment.copy(from.memory(), at + post.skip(), board.memory(), into, post.bytes());
            } else {
                from.type().pack(from.memory(), at, post.skip(), board.memory(), into, post.bytes());
            }
        }
        board.post(number, schedule.call());
    }

    private boolean seesAll(int awaits) {
        if (awaits == BoardRound.NONE) {
            return true;
        }
        int size = where.size();
        if (awaits != BoardRound.ALL && size > 2) { // of two, one is all others
            return sees(awaits);
        }
        while (seen < size) {
            if (seen != where.rank() && !sees(seen)) {
                return false;
            }
            seen++;
        }
        board.sawAll(number);
        return true;
    }

    /** Where peers differ, the run goes on to its end, so that others are not left waiting for its posts, and fails then. */
    private boolean sees(int peer) {
        if (!board.isPosted(peer, number)) {
            return false;
        }
        long word = board.word(peer, number);
        if (word != schedule.call() && wrong == null) {
            wrong = BoardCall.difference(where.rank(), schedule.call(), peer, word);
        }
        return true;
    }

    /** Whether what it waits for is there. */
    boolean canGoOn() {
        return waitsForRoom() ? board.mayWrite(number) : seesAll(onBoard().awaits());
    }

    /** Whether it has something to post, and has not yet. */
    boolean waitsForRoom() {
        return onBoard().post() != null && !posted;
    }

    /** Goes on, once {@link #canGoOn}. */
    void goOn() {
        if (isComplete(onBoard())) {
            goOn(now());
        } else {
            where.waits().add(this);
        }
    }

    @Override
    void left() {
        board.leave(number);
    }

    /** The ranks of the job without which it cannot go on: those that have not posted, or not left what is to be written over. */
    List<Integer> missing() {
        BoardRound round = onBoard();
        boolean writes = waitsForRoom();
        return IntStream.range(0, where.size())
                .filter(peer -> peer != where.rank())
                .filter(peer -> writes ? !board.hasLeft(peer, number - Board.DEPTH) : awaits(round, peer) && !board.isPosted(peer, number))
                .mapToObj(where::jobRank)
                .toList();
    }

    private static boolean awaits(BoardRound round, int peer) {
        return round.awaits() == peer || round.awaits() == BoardRound.ALL;
    }

    @Override
    void fetch(Step.Fetch step) {
        Operand into = operand(step.into());
        long from = board.at(step.peer(), number, onBoard().bytes()) + step.at();
        long at = into.at(step.into().offset());
        if (into.type().isContiguous()) {
            MemorySegment.copy(board.memory(), from, into.memory(), at + step.skip(), step.bytes());
        } else {
            into.type().unpack(board.memory(), from, into.memory(), at, step.skip(), step.bytes());
        }
    }

    @Override
    void fold(Step.Fold step) {
        folding = step;
        Operand into = operand(step.into());
        op.applyToAll(this, into.memory(), into.at(step.into().offset()), step.into().count(), into.type());
    }

    @Override
    public int ranks() {
        return where.size();
    }

    @Override
    public MemorySegment memory(int rank) {
        return rank == where.rank() ? operand(folding().own()).memory() : board.memory();
    }

    @Override
    public long at(int rank) {
        Step.Fold step = folding();
        return rank == where.rank() ? operand(step.own()).at(step.own().offset()) : board.at(rank, number, onBoard().bytes()) + step.at();
    }

    @Override
    public boolean areInPlace() {
        return folding().own().equals(folding().into());
    }

    @Override
    public Tiles tiles() {
        return where.tiles();
    }

    private Step.Fold folding() {
        return Objects.requireNonNull(folding, "the fold that is under way");
    }
}

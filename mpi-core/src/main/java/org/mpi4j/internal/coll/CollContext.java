package org.mpi4j.internal.coll;

import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.datatype.Tiles;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.spi.Board;

/**
 * Where schedules run: the ranks of a communicator, as the engine knows them. Confined to the driver.
 */
public final class CollContext {
    /** The most temporary memory that is kept between two runs. */
    private static final long MAX_SPARE_BYTES = 4 << 20;

    /** The bit of the tags of persistent operations. */
    private static final int PERSISTENT = 1 << 30;

    private final Engine engine;
    private final long context;
    private final int rank;
    private final int size;
    private final IntUnaryOperator jobRank;
    private final @Nullable BoardWaits waits;
    private int calls;
    private int persistentCalls;
    private final Tiles tiles = new Tiles();
    private @Nullable Board board;
    private long posts;
    private @Nullable Operand spare;
    private long spareCount;

    /**
     * Made once for each communicator.
     *
     * @param context the communicator's context for collectives
     * @param rank this rank in the communicator
     * @param jobRank from a rank in the communicator to one in the job
     * @param waits this rank's; null if it has no panels
     */
    public CollContext(Engine engine, long context, int rank, int size, IntUnaryOperator jobRank, @Nullable BoardWaits waits) {
        this.engine = engine;
        this.context = context;
        this.rank = rank;
        this.size = size;
        this.jobRank = jobRank;
        this.waits = waits;
    }

    Engine engine() {
        return engine;
    }

    long context() {
        return context;
    }

    int rank() {
        return rank;
    }

    int size() {
        return size;
    }

    int jobRank(int peer) {
        return jobRank.applyAsInt(peer);
    }

    /** The tag of the next collective call: all ranks call in the same order, so all count alike. */
    public int nextTag() {
        calls = calls + 1 & PERSISTENT - 1;
        return calls;
    }

    /** From now on runs of schedules for a board have this one. */
    public void setBoard(Board opened) {
        board = opened;
    }

    /** Gives the board back, if there is one; no run is under way but such as have been given up. Any thread may. */
    public void closeBoard() {
        engine.progress().enter();
        try {
            Board open = board;
            if (open != null) {
                board = null;
                open.leave(posts);
                open.close(posts);
            }
        } finally {
            engine.progress().exit();
        }
    }

    Board board() {
        return Objects.requireNonNull(board, "a schedule for a board, and no board");
    }

    /** What the last reduction worked in. */
    Tiles tiles() {
        return tiles;
    }

    BoardWaits waits() {
        return Objects.requireNonNull(waits, "a schedule for a board, and no panels");
    }

    /** The number before the first of a run that posts so often: all ranks call in the same order, so all count alike. */
    long nextPosts(int count) {
        long before = posts;
        posts += count;
        return before;
    }

    /** The tag of the next persistent operation, which it keeps: none that {@link #nextTag} gives. */
    public int nextPersistentTag() {
        persistentCalls = persistentCalls + 1 & PERSISTENT - 1;
        return persistentCalls | PERSISTENT;
    }

    /** Which call of its kind on this communicator a tag belongs to, counted from 1. */
    public static int callOf(int tag) {
        return tag & PERSISTENT - 1;
    }

    /** Memory for {@code count} elements, with whatever it holds: that of the last run, if it has the same shape. */
    Operand takeTemporary(long count, TypeMap type) {
        Operand kept = spare;
        if (kept == null || spareCount != count || !kept.type().equals(type)) {
            return Operand.temporary(count, type);
        }
        spare = null;
        return kept;
    }

    /** Takes the memory of a run back, and keeps it if it is not large. */
    void giveTemporary(long count, Operand temporary) {
        if (temporary.memory().byteSize() <= MAX_SPARE_BYTES) {
            spare = temporary;
            spareCount = count;
        }
    }
}

package org.mpi4j.internal.boot;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.ErrorHandler;
import org.mpi4j.Info;
import org.mpi4j.MpiException;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.coll.BoardWaits;
import org.mpi4j.internal.comm.BsendBuffer;
import org.mpi4j.internal.comm.Contexts;
import org.mpi4j.internal.comm.ErrorCodes;
import org.mpi4j.internal.comm.Instance;
import org.mpi4j.internal.comm.RankProcess;
import org.mpi4j.internal.comm.Unclosed;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.Transport;

/**
 * One rank of a job, its engine and its transports, which all that is open in it share: worlds one after the other, and any number of
 * sessions. When nothing is open the rank rests: it polls nothing, keeps no thread of its own, and its process may end. Thread-safe.
 */
final class Rank {
    private static final long FLUSH_LIMIT_NANOS = 30_000_000_000L;
    private static final long FLUSH_AMONG_OTHERS_NANOS = 1_000_000_000L;
    private static final int MAX_POLLS = 10_000;

    /** What ties a rank to the others, beside messages. */
    interface Ties {
        /** Tells all ranks, which all close their worlds now, whether this one has nothing else open; returns whether none has. Collective. */
        boolean allLeave(boolean leaves);

        /** Nothing is open here any more. {@code together}: nor on any other rank. */
        void goodbye(boolean together);

        /** Something will be open here again. */
        void comeBack();

        /** Which of the programs of the job this is, from 0. */
        int appnum();

        /** Ends the whole job; does not return. */
        void abort(int code, String reason);
    }

    /** What is open in a rank: a world or a session. */
    interface Use {
        Instance instance();

        void close();
    }

    private final RankParts parts;
    private final Engine engine;
    private final Progress progress;
    private final Ties ties;
    private final @Nullable BoardWaits boards;
    private final Contexts contexts = new Contexts();
    private final ErrorCodes errorCodes = new ErrorCodes();
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private final Set<Use> open = new LinkedHashSet<>();
    private @Nullable World world;
    private int worlds;
    private boolean rests;
    private boolean released;

    Rank(RankParts parts, Ties ties) {
        this.parts = parts;
        this.engine = parts.engine();
        this.progress = parts.engine().progress();
        this.ties = ties;
        engine.setLinks(parts.routes());
        parts.transports().forEach(t -> progress.addSource(new TransportSource(t)));
        progress.addSource(engine);
        this.boards = parts.transports().stream().map(Transport::panels).filter(Objects::nonNull).findFirst().map(BoardWaits::new).orElse(null);
        if (boards != null) {
            progress.addSource(boards);
        }
    }

    int number() {
        return parts.rank();
    }

    RankParts parts() {
        return parts;
    }

    Settings settings() {
        return parts.settings();
    }

    Progress progress() {
        return progress;
    }

    /** What waits for ranks of this host that post on boards; null if this rank shares no memory. */
    @Nullable BoardWaits boards() {
        return boards;
    }

    /** The name of the communicator that messages with this context are of, or its context id. */
    String label(long context) {
        String label = "";
        for (Use use : uses()) {
            Instance instance = use.instance();
            if (label.isEmpty() || instance.holds(context)) {
                label = instance.label(context);
            }
        }
        return label.isEmpty() ? "#" + Long.toHexString(context) : label;
    }

    /** Whether nothing is open, as far as that can be told at once. */
    boolean isResting() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            return rests || released;
        } finally {
            lock.unlock();
        }
    }

    /** The name of the transport that carries messages to a rank of the job. */
    @Nullable String transportTo(int peer) {
        return parts.routes().transportTo(peer);
    }

    void abort(int code) {
        ties.abort(code, "abort(" + code + ") was called");
    }

    // ---- what is open ----

    World openWorld(ThreadLevel level) {
        lock.lock();
        try {
            if (world != null && !world.isClosed()) {
                throw new MpiException(ErrorClass.OTHER, "init: Mpi is open already, and may be opened again only when it is closed:" + where());
            }
            arrive("init");
            World opened = new World(this, process(), worlds++, level);
            world = opened;
            open.add(opened);
            return opened;
        } finally {
            lock.unlock();
        }
    }

    RankSession openSession(Info info, ErrorHandler errorHandler) {
        lock.lock();
        try {
            arrive("Session.init");
            RankSession opened = new RankSession(this, process(), info, errorHandler);
            open.add(opened);
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /** {@code MPI_APPNUM}. */
    int appnum() {
        return ties.appnum();
    }

    /** {@code MPI_Initialized}. */
    boolean hadWorld() {
        lock.lock();
        try {
            return world != null;
        } finally {
            lock.unlock();
        }
    }

    /** {@code MPI_Finalized}. */
    boolean closedWorld() {
        lock.lock();
        try {
            return world != null && world.isClosed();
        } finally {
            lock.unlock();
        }
    }

    private RankProcess process() {
        return new RankProcess(
                parts.rank(),
                parts.size(),
                parts.hosts(),
                parts.coreShares(),
                parts.hostName(),
                engine,
                boards,
                parts.settings(),
                contexts,
                errorCodes,
                new BsendBuffer(progress),
                new Instance(),
                Unclosed.of(parts.settings()),
                this::abort);
    }

    private void arrive(String operation) {
        if (released) {
            throw new MpiException(ErrorClass.OTHER, operation + ": this rank has ended:" + where());
        }
        if (rests) {
            ties.comeBack();
            progress.resume();
            rests = false;
        }
    }

    /** Whether nothing but this is open. */
    private boolean isAlone(Use use) {
        lock.lock();
        try {
            return open.size() == 1 && open.contains(use);
        } finally {
            lock.unlock();
        }
    }

    // ---- closing ----

    /**
     * Leaves once what was sent has left this process.
     *
     * @param collective whether all ranks do it now
     */
    void close(Use use, boolean collective) {
        boolean leaves = isAlone(use);
        boolean flushed = progress.drain(this::isFlushed, leaves ? FLUSH_LIMIT_NANOS : FLUSH_AMONG_OTHERS_NANOS);
        if (leaves && !flushed && progress.poison() == null) {
            throw new MpiException(ErrorClass.OTHER, "close: messages could not be sent within limitSeconds=30:" + where());
        }
        use.instance().end();
        boolean together = collective && ties.allLeave(leaves);
        lock.lock();
        try {
            open.remove(use);
            if (open.isEmpty() && !released) {
                end(_ -> true);
                progress.rest(left());
                rests = true;
                ties.goodbye(together);
            } else {
                end(use.instance()::holds);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFlushed() {
        return engine.isIdle() && parts.transports().stream().allMatch(Transport::flushed);
    }

    private void end(LongPredicate wanted) {
        progress.enter();
        try {
            engine.end(wanted, left());
            if (boards != null) {
                boards.end(wanted, left());
            }
        } finally {
            progress.exit();
        }
    }

    private Failure left() {
        return new Failure(ErrorClass.COMM, "the Mpi or Session that it belongs to has been closed:" + where());
    }

    private String where() {
        return " rank=" + parts.rank() + " host=" + parts.hostName();
    }

    /** Closes all that is open, sessions before the world. */
    void closeAll() {
        for (Use use : uses()) {
            if (use instanceof RankSession) {
                use.close();
            }
        }
        uses().forEach(Use::close);
    }

    private List<Use> uses() {
        lock.lock();
        try {
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what this rank holds, once; what still waits is told. */
    void release() {
        List<Use> left;
        lock.lock();
        try {
            if (released) {
                return;
            }
            released = true;
            left = List.copyOf(open);
            open.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(use -> use.instance().end());
        progress.stop(new Failure(ErrorClass.OTHER, "the process has left its job:" + where()));
        progress.enter();
        try {
            for (Transport transport : parts.transports()) {
                transport.close();
            }
        } catch (IOException e) {
            throw new MpiException(ErrorClass.OTHER, "close: a transport could not be closed: " + e.getMessage(), e);
        } finally {
            progress.exit();
            progress.close();
        }
    }

    // ---- others ----

    /** The process of another rank has ended in good order. All that it has sent is here, or on its way in a channel that ends with it. */
    @SuppressWarnings("CatchingUnchecked")
    void gone(int peer) {
        progress.enter();
        try {
            for (int i = 0; i < MAX_POLLS && progress.pollInside() > 0; i++) {
                // what it has sent comes first
            }
            String transport = transportTo(peer);
            String why = "its process has ended, host=" + parts.hostNames().get(peer);
            if ("shm".equals(transport)) {
                engine.broken(peer, why, false);
            } else {
                engine.touch(peer);
            }
            if (boards != null) {
                boards.broken(peer, why);
            }
        } catch (RuntimeException e) {
            progress.poison(new Failure(ErrorClass.INTERN, "the end of a rank could not be told: peer=" + peer + ": " + e, e));
        } finally {
            progress.exit();
        }
    }
}

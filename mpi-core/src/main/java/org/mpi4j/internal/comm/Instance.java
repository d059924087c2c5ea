package org.mpi4j.internal.comm;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.Request;
import org.mpi4j.internal.coll.CollContext;

/**
 * One use of MPI by a process: from {@code Mpi.init} to its close, or one session. All communicators that are made in it end with it.
 * Thread-safe.
 *
 * <p>Those made from a group, with no communicator before them, are all that connects a session to other processes. Each says farewell when
 * it is closed, or at the latest when its session is: a barrier that nobody waits for but the end of the session, so that no process ends
 * while another still takes what it has sent.
 */
public final class Instance {
    /** Those that are open, by their context ids; their names can change. */
    private final Map<Long, WeakReference<CommCore>> contexts = new ConcurrentHashMap<>();
    private final Map<Long, CommCalls> fromGroups = new ConcurrentHashMap<>();
    private final Set<CollContext> boards = ConcurrentHashMap.newKeySet();
    private final List<Request> farewells = new ArrayList<>(); // guarded by itself
    private volatile boolean ended;

    /** Whether nothing new may begin in it. */
    public boolean isEnded() {
        return ended;
    }

    /** From now on nothing new may begin in it. */
    public void end() {
        ended = true;
        boards.forEach(this::closeBoard);
    }

    /** From now on that communicator has a board, which it or the end gives back. */
    void holdsBoard(CollContext where) {
        boards.add(where);
    }

    void closeBoard(CollContext where) {
        if (boards.remove(where)) {
            where.closeBoard();
        }
    }

    /** Whether this is a context of a communicator that is open in it. */
    public boolean holds(long context) {
        return contexts.containsKey(Contexts.idOf(context));
    }

    /** The name of the communicator that messages with this context are of, or its context id. */
    public String label(long context) {
        WeakReference<CommCore> known = contexts.get(Contexts.idOf(context));
        CommCore comm = known == null ? null : known.get();
        return comm == null ? Contexts.label(Contexts.idOf(context)) : comm.label();
    }

    /** From now on messages with this context are of that communicator. */
    void opened(long context, CommCore comm) {
        contexts.put(Contexts.idOf(context), new WeakReference<>(comm));
    }

    void closed(long context) {
        contexts.remove(Contexts.idOf(context));
    }

    void madeFromGroup(CommCalls comm) {
        if (comm.isInter || comm.size > 1) {
            fromGroups.put(comm.context, comm);
        }
    }

    /** A communicator is about to be closed. */
    void closing(CommCalls comm) {
        if (fromGroups.remove(comm.context) != null) {
            Request farewell = comm.ibarrier();
            if (comm.unclosed != null) {
                comm.unclosed.closed(farewell); // this one waits for it
            }
            synchronized (farewells) {
                farewells.removeIf(Instance::isOver);
                farewells.add(farewell);
            }
        }
    }

    /**
     * Closes what connects it to other processes, and waits until they have done so too, or are gone.
     *
     * @throws MpiException PROC_ABORTED if the job has ended
     */
    public void sayFarewell() {
        fromGroups.values().forEach(CommCalls::close);
        List<Request> open;
        synchronized (farewells) {
            open = List.copyOf(farewells);
            farewells.clear();
        }
        for (Request farewell : open) {
            try {
                farewell.await();
            } catch (MpiException e) {
                if (e.errorClass() != ErrorClass.PROC_FAILED) {
                    throw e;
                }
            }
        }
    }

    private static boolean isOver(Request farewell) {
        try {
            return farewell.test().isPresent();
        } catch (MpiException _) {
            return true;
        }
    }
}

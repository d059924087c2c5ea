package org.mpi4j.internal.boot.pmi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;

/** What the ranks of one job share under PMI-1: keys with their values, the barrier, and who is there. Thread-safe. */
final class Pmi1Space {
    static final int MAX_KEY_CHARS = 63;
    private static final int KEYS_PER_RANK = 64;

    private final List<Pmi1Server.Seat> seats;
    private final int maxValueChars;
    final ExchangeOwner owner;

    // guarded by this
    private final Map<String, String> values = new HashMap<>();
    private final Map<Integer, Pmi1Session> sessions = new HashMap<>();
    private final List<Pmi1Session> waiting = new ArrayList<>();

    Pmi1Space(List<Pmi1Server.Seat> seats, int maxValueChars, ExchangeOwner owner) {
        this.seats = List.copyOf(seats);
        this.maxValueChars = maxValueChars;
        this.owner = owner;
        String mapping = ProcessMapping.of(seats.stream().map(Pmi1Server.Seat::host).toList());
        if (mapping.length() <= maxValueChars) {
            values.put(ProcessMapping.KEY, mapping);
        }
    }

    int size() {
        return seats.size();
    }

    int maxValueChars() {
        return maxValueChars;
    }

    Pmi1Server.Seat seat(int rank) {
        return seats.get(rank);
    }

    /** Whose id that is, if its rank is not here yet; else -1. */
    synchronized int enter(int id, Pmi1Session session) {
        for (int rank = 0; rank < seats.size(); rank++) {
            if (seats.get(rank).id() == id) {
                return sessions.putIfAbsent(rank, session) == null ? rank : -1;
            }
        }
        return -1;
    }

    synchronized void leave(int rank, Pmi1Session session) {
        sessions.remove(rank, session);
        waiting.remove(session);
    }

    /** False if it is too long, or there are too many. */
    synchronized boolean put(String key, String value) {
        boolean fits = key.length() <= MAX_KEY_CHARS && value.length() <= maxValueChars;
        boolean hasRoom = values.containsKey(key) || values.size() < KEYS_PER_RANK * (seats.size() + 1);
        if (fits && hasRoom) {
            values.put(key, value);
        }
        return fits && hasRoom;
    }

    synchronized @Nullable String get(String key) {
        return values.get(key);
    }

    /** Who is to be let go, now that this one has come too: nobody, or all. */
    synchronized List<Pmi1Session> arrive(Pmi1Session session) {
        waiting.add(session);
        if (waiting.size() < seats.size()) {
            return List.of();
        }
        List<Pmi1Session> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}

package org.mpi4j.bench.model;

/** Ranks that wait for one message each, in numbers, as there may be a million. Confined to the simulation. */
final class Parked {
    private final double[] clocks;
    private final int[] rounds;
    /** One more than the peer; 0 if the rank is not here. */
    private final int[] peers;

    Parked(int size) {
        clocks = new double[size * RankClock.NUMBERS];
        rounds = new int[size];
        peers = new int[size];
    }

    void put(int rank, RankClock clock, int round, int peer) {
        clock.store(clocks, rank * RankClock.NUMBERS);
        rounds[rank] = round;
        peers[rank] = peer + 1;
    }

    /** Whether the rank is here and waits for a message of that peer. */
    boolean waits(int rank, int peer) {
        return peers[rank] == peer + 1;
    }

    /** Takes the rank away; returns its round. */
    int take(int rank, RankClock clock) {
        peers[rank] = 0;
        clock.load(clocks, rank * RankClock.NUMBERS);
        return rounds[rank];
    }
}

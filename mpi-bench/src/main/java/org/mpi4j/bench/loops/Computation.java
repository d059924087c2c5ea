package org.mpi4j.bench.loops;

/** Arithmetic that takes about a given time of an undisturbed core, and longer if the core is shared. Confined to one thread. */
final class Computation {
    private static final long TRIAL_ROUNDS = 2_000_000;
    private static final int TRIALS = 5;

    private final double roundsPerNano;
    private double value = 1;

    Computation() {
        double best = 0;
        for (int i = 0; i < TRIALS; i++) {
            long start = System.nanoTime();
            run(TRIAL_ROUNDS);
            best = Math.max(best, TRIAL_ROUNDS / (double) Math.max(1, System.nanoTime() - start));
        }
        this.roundsPerNano = best;
    }

    long roundsFor(long nanos) {
        return Math.round(nanos * roundsPerNano);
    }

    /** Each round needs the one before, so that none can be left out. */
    void run(long rounds) {
        double x = value;
        for (long i = 0; i < rounds; i++) {
            x = x * 0.999_999 + 1e-6;
        }
        value = x;
    }
}

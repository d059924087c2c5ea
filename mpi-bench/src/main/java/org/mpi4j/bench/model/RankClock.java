package org.mpi4j.bench.model;

import java.util.Arrays;
import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Step;

/**
 * One rank's time in a round: its sends start together, then it takes messages as they come, then come the local steps. Confined to the simulation.
 */
final class RankClock {
    private final LogGp machine;
    private final long elementBytes;
    private double core;
    private double wire;
    private double sent;

    /** Told when a message will be at its receiver. */
    @FunctionalInterface
    interface Flight {
        void arrives(Step.Send message, double atNanos);
    }

    RankClock(LogGp machine, long elementBytes) {
        this.machine = machine;
        this.elementBytes = elementBytes;
    }

    /** When the rank has done all so far. */
    double now() {
        return core;
    }

    void startSends(Round round, Flight flight) {
        sent = core;
        for (Step.Send send : round.sends()) {
            core += machine.overheadNanos();
            double gone = Math.max(core, wire) + machine.bytesNanos(send.from().count() * elementBytes);
            wire = gone + machine.gapNanos();
            sent = gone;
            flight.arrives(send, gone + machine.latencyNanos());
        }
    }

    /** Ends the round; sorts the first {@code count} of the arrivals. */
    void finish(Round round, double[] arrivals, int count) {
        Arrays.sort(arrivals, 0, count);
        for (int i = 0; i < count; i++) {
            core = Math.max(core, arrivals[i]) + machine.overheadNanos();
        }
        core = Math.max(core, sent);
        if (machine.computeNanosPerByte() > 0) {
            for (Step.Local local : round.locals()) {
                core += machine.computeNanosPerByte() * elementBytes * RankCost.elements(local);
            }
        }
    }
}

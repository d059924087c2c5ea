package org.mpi4j.bench.model;

import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Step;

/**
 * One rank's time in a round: its sends start together, then it takes messages as they come, then come the local steps. Confined to the simulation.
 */
final class RankClock {
    /** So many numbers it is when stored. */
    static final int NUMBERS = 4;

    private final LogGp machine;
    private final long elementBytes;
    private double core;
    private double wireOut;
    private double wireIn;
    private double sent;

    /** Told when a message will be at its receiver, if nothing else comes in there at that time. */
    @FunctionalInterface
    interface Flight {
        void arrives(Step.Send message, double nanos, long bytes);
    }

    RankClock(LogGp machine, long elementBytes) {
        this.machine = machine;
        this.elementBytes = elementBytes;
    }

    void store(double[] into, int at) {
        into[at] = core;
        into[at + 1] = wireOut;
        into[at + 2] = wireIn;
        into[at + 3] = sent;
    }

    void load(double[] from, int at) {
        core = from[at];
        wireOut = from[at + 1];
        wireIn = from[at + 2];
        sent = from[at + 3];
    }

    /** When the rank has done all so far. */
    double now() {
        return core;
    }

    void startSends(Round round, Flight flight) {
        sent = core;
        for (Step.Send send : round.sends()) {
            core += machine.overheadNanos();
            long bytes = send.from().count() * elementBytes;
            sent = Math.max(core, wireOut) + machine.bytesNanos(bytes);
            wireOut = sent + machine.gapNanos();
            flight.arrives(send, sent + machine.latencyNanos(), bytes);
        }
    }

    /** Ends the round; sorts the arrivals. */
    void finish(Round round, Arrivals arrivals) {
        arrivals.sort();
        for (int i = 0; i < arrivals.size(); i++) {
            double in = Math.max(arrivals.nanos(i), wireIn + machine.bytesNanos(arrivals.bytes(i)));
            wireIn = in + machine.gapNanos();
            core = Math.max(core, in) + machine.overheadNanos();
        }
        core = Math.max(core, sent);
        if (machine.computeNanosPerByte() > 0) {
            for (Step.Local local : round.locals()) {
                core += machine.computeNanosPerByte() * elementBytes * RankCost.elements(local);
            }
        }
    }
}

package org.mpi4j.bench.model;

import java.util.Comparator;
import java.util.List;
import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Step;

/**
 * One rank's time in a round: its sends start together, then it takes messages as they come, then come the local steps. Confined to the simulation.
 */
final class RankClock {
    private final LogGp machine;
    private final long elementBytes;
    private double core;
    private double wireOut;
    private double wireIn;
    private double sent;

    /** A message that comes. */
    record Arrival(double nanos, long bytes) {
        static final Comparator<Arrival> EARLIER = Comparator.comparingDouble(Arrival::nanos);
    }

    /** Told when a message will be at its receiver, if nothing else comes in there at that time. */
    @FunctionalInterface
    interface Flight {
        void arrives(Step.Send message, Arrival arrival);
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
            long bytes = send.from().count() * elementBytes;
            sent = Math.max(core, wireOut) + machine.bytesNanos(bytes);
            wireOut = sent + machine.gapNanos();
            flight.arrives(send, new Arrival(sent + machine.latencyNanos(), bytes));
        }
    }

    /** Ends the round; sorts the arrivals. */
    void finish(Round round, List<Arrival> arrivals) {
        arrivals.sort(Arrival.EARLIER);
        for (Arrival arrival : arrivals) {
            double in = Math.max(arrival.nanos, wireIn + machine.bytesNanos(arrival.bytes));
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

package org.mpi4j.bench.jcstress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A rank sends into a full ring while the owner makes room: the frame is refused, or comes once and whole in the next lap. */
@JCStressTest
@Outcome(id = "taken, all whole", expect = Expect.ACCEPTABLE)
@Outcome(id = "refused, all whole", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame was lost, doubled or torn")
@State
public class FullRing {
    private static final int LENGTH = 2000;
    private final RacingRank[] ranks = RacingRank.start(2);
    private int sent;

    /** Fills the ring. */
    public FullRing() {
        while (ranks[1].send(LENGTH)) {
            sent++;
        }
    }

    @Actor
    public void receiver() {
        ranks[0].poll();
    }

    @Actor
    public void sender(LL_Result result) {
        boolean taken = ranks[1].send(LENGTH);
        sent += taken ? 1 : 0;
        result.r1 = taken ? "taken" : "refused";
    }

    @Arbiter
    public void rest(LL_Result result) {
        while (ranks[0].poll() != 0) {}
        RacingRank receiver = ranks[0];
        boolean all = receiver.whole == sent && receiver.torn == 0;
        result.r2 = all ? "all whole" : receiver.whole + " whole, " + receiver.torn + " torn, " + sent + " sent";
        RacingRank.closeAll(ranks);
    }
}

package org.mpi4j.bench.jcstress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A rank goes to sleep while a peer sends to it: it stays awake, or it is rung. */
@JCStressTest
@Outcome(id = "sleeps, rung", expect = Expect.ACCEPTABLE, desc = "asleep before the frame was claimed")
@Outcome(id = "awake, not rung", expect = Expect.ACCEPTABLE, desc = "saw the claim")
@Outcome(id = "sleeps, not rung", expect = Expect.FORBIDDEN, desc = "a lost wake-up")
@Outcome(id = "awake, rung", expect = Expect.FORBIDDEN, desc = "rung although it never said that it sleeps")
@State
public class SleepOrRing {
    private final RacingRank[] ranks = RacingRank.start(2);

    @Actor
    public void receiver(LL_Result result) {
        result.r1 = ranks[0].prepareSleep() ? "sleeps" : "awake";
    }

    @Actor
    public void sender() {
        ranks[1].send(8);
    }

    @Arbiter
    public void rung(LL_Result result) {
        result.r2 = ranks[0].rung ? "rung" : "not rung";
        RacingRank.closeAll(ranks);
    }
}

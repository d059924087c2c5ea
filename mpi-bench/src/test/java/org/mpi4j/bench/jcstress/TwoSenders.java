package org.mpi4j.bench.jcstress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two ranks send into one inbox, in one slot and in several, while its owner polls: each frame comes once and whole. */
@JCStressTest
@Outcome(id = "both whole", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN, desc = "a frame was lost, doubled or torn")
@State
public class TwoSenders {
    private final RacingRank[] ranks = RacingRank.start(3);

    @Actor
    public void sender() {
        ranks[1].send(8);
    }

    /** The owner polls in this thread, so that two processors are enough to run the test. */
    @Actor
    public void otherSenderAndReceiver() {
        ranks[2].send(100);
        ranks[0].poll();
    }

    @Arbiter
    public void rest(L_Result result) {
        while (ranks[0].poll() != 0) {}
        RacingRank receiver = ranks[0];
        result.r1 = receiver.whole == 2 && receiver.torn == 0 ? "both whole" : receiver.whole + " whole, " + receiver.torn + " torn";
        RacingRank.closeAll(ranks);
    }
}

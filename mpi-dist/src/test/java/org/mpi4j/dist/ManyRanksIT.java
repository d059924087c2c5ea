package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Alltoall;

/** Far more processes than there are cores, on four hosts, that all connect to all: 80 (17 s on two cores), or as many as {@code mpi4j.many.ranks} says: 200 in CI (55 s). */
@Needs(Need.FOUR_SSH_HOSTS)
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ManyRanksIT {
    @Test
    void allRanksTalkToEachOtherOverTcp() throws Exception {
        int ranks = Integer.getInteger("mpi4j.many.ranks", 80);
        Command jrun = Hosts.jrun("--host", "node[1-4]:" + ranks / 4, "--transport", "tcp", "-J-Xmx32m", "-J-Xss256k",
                "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-cp", Java.classes().toString(), Alltoall.class.getName());
        Result result = jrun.with("MPI4J_BOOT_TIMEOUT", "300s").within(Duration.ofMinutes(5)).run();
        assertTrue(result.stdout().startsWith(ranks + " ranks right, "), result.toString());
        assertEquals(0, result.code());
        System.out.println("ManyRanksIT: " + result.stdout().strip() + ", from start to end " + result.took());
    }
}

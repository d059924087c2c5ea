package org.mpi4j.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.bench.loops.Effort;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlanTest {
    private static final List<Long> SIZES = List.of(8L, 4L << 20);

    @Test
    void everythingIsRunUnlessTestsAreNamed() {
        List<Case> all = new Plan(List.of(), List.of("shm", "tcp"), List.of(2, 8), SIZES, Set.of()).cases();
        assertEquals(2 * (4 + 8 * 2 + 1), all.size());
        assertEquals(List.of(Results.LATENCY.name()), new Plan(List.of("latency"), List.of("shm"), List.of(2), SIZES, Set.of()).cases().stream().map(Case::name).toList());
    }

    @Test
    void aSizeThatWouldNotFitIntoMemoryIsLeftOut() {
        assertEquals(SIZES, new Plan(List.of("alltoall"), List.of("shm"), List.of(8), SIZES, Set.of()).cases().getFirst().sizes());
        assertEquals(List.of(8L), new Plan(List.of("alltoall"), List.of("shm"), List.of(16), SIZES, Set.of()).cases().getFirst().sizes());
        assertEquals(SIZES, new Plan(List.of("bcast"), List.of("shm"), List.of(16), SIZES, Set.of()).cases().getFirst().sizes());
    }

    @Test
    void aMistakeNamesWhatThereIs() {
        Plan plan = new Plan(List.of("latencies"), List.of("shm"), List.of(2), SIZES, Set.of());
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, plan::cases).getMessage()).startsWith("'latencies' is none of latency, "));
    }

    @Test
    void variantsGoWhereTheyMakeADifference() {
        List<Case> all = new Plan(List.of("barrier", "bcast", "startup"), List.of("shm"), List.of(2), SIZES, Set.of(Variant.values())).cases();
        assertEquals(List.of("threads", "threads,written", "plain"), all.stream().map(one -> Variant.argument(one.variants())).toList());
        assertEquals(List.of(true, true, false), all.stream().map(one -> Variant.THREADS.isIn(Variant.argument(one.variants()))).toList());
        assertEquals("bcast, 2 ranks, shared memory, written anew, peers with MPI_THREAD_MULTIPLE: us, minimum (median)", Table.title(all.get(1)));
        assertEquals("threads,written", Arguments.of("bcast", all.get(1), new Effort(50, 10, 20, 1000), Duration.ofSeconds(9)).getLast());
    }

    @Test
    void contendersTakeTurns() {
        assertEquals(List.of("a", "x", "b", "y", "c"), Contenders.byTurns(List.of("a", "b", "c"), List.of("x", "y")));
        assertEquals(List.of("x"), Contenders.byTurns(List.of(), List.of("x")));
    }

    @Test
    void peersOverTcpAreKeptFromSharedMemory() {
        Case tcp = new Case(org.mpi4j.bench.loops.Test.LATENCY, 2, Transport.TCP, SIZES, Set.of());
        Effort effort = new Effort(50, 10, 20, 1000);
        Peer open = new Peer("Open MPI", Peer.Family.OPEN_MPI, "mpirun", Path.of("loops"));
        Peer mpich = new Peer("MPICH", Peer.Family.MPICH, "mpiexec", Path.of("loops"));
        assertEquals(
                "mpirun --oversubscribe --allow-run-as-root --mca pml ob1 --mca btl tcp,self -n 2 loops latency 8,4194304 50 10 20 1000 9 plain",
                String.join(" ", open.invocation(tcp, effort, Duration.ofSeconds(9)).orElseThrow().line()));
        assertEquals("tcp,self", mpich.invocation(tcp, effort, Duration.ofSeconds(9)).orElseThrow().environment().get("UCX_TLS"));
    }
}

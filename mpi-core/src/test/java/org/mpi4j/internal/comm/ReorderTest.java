package org.mpi4j.internal.comm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.CartComm;
import org.mpi4j.Comm;
import org.mpi4j.DistGraphComm;
import org.mpi4j.GraphComm;
import org.mpi4j.Mpi;

/** Section 8.5 with {@code reorder}, as if the ranks were on several hosts. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReorderTest {
    /** Ranks 0, 2, 4, 6 on one host, the others on another. */
    private static final int[] HOSTS = {5, 6, 5, 6, 5, 6, 5, 6};

    /** The world of a job whose ranks are on other hosts than they are. */
    private static IntraComm world(Mpi mpi) {
        RankProcess p = ((IntraComm) mpi.world()).process;
        return IntraComm.world(
                new RankProcess(
                        p.rank(),
                        p.size(),
                        HOSTS,
                        p.coreShares(),
                        p.host(),
                        p.engine(),
                        p.boards(),
                        p.settings(),
                        p.contexts(),
                        p.errorCodes(),
                        p.bsends(),
                        p.instance(),
                        p.unclosed(),
                        p.abort()),
                0);
    }

    private static int hostOf(Comm comm, int rank, Comm world) {
        return HOSTS[comm.group().translateRanks(new int[] {rank}, world.group())[0]];
    }

    @Test
    void neighboursOnAGridShareAHost() {
        Mpi.run(8, mpi -> {
            IntraComm world = world(mpi);
            CartComm line = world.createCart(new int[] {8}, new boolean[1], true);
            assertNotNull(line);
            for (int rank = 0; rank < 8; rank++) {
                assertEquals(hostOf(line, rank / 4 * 4, world), hostOf(line, rank, world));
            }
            assertEquals(line.rank(), world.cartMap(new int[] {8}, new boolean[1]));
            assertArrayEquals(new int[] {line.rank()}, line.coords());
            CartComm kept = world.createCart(new int[] {8}, new boolean[1], false);
            assertNotNull(kept);
            assertEquals(world.rank(), kept.rank());
        });
    }

    @Test
    void neighboursOnAGraphShareAHost() {
        Mpi.run(8, mpi -> {
            IntraComm world = world(mpi);
            int[] index = IntStream.rangeClosed(1, 8).toArray();
            int[] edges = IntStream.range(0, 8).map(node -> node ^ 1).toArray();
            GraphComm pairs = world.createGraph(index, edges, true);
            assertNotNull(pairs);
            assertEquals(hostOf(pairs, pairs.rank() ^ 1, world), hostOf(pairs, pairs.rank(), world));
            assertArrayEquals(new int[] {pairs.rank() ^ 1}, pairs.neighbors(pairs.rank()));
            assertEquals(pairs.rank(), world.graphMap(index, edges));
        });
    }

    @Test
    void aProcessTakesOverTheEdgesOfTheRankThatItBecomes() {
        Mpi.run(8, mpi -> {
            IntraComm world = world(mpi);
            int other = world.rank() ^ 1;
            int[] weights = {10 + world.rank()};
            int[] backWeights = {10 + other};
            DistGraphComm adjacent = world.createDistGraphAdjacent(new int[] {other}, backWeights, new int[] {other}, weights, true);
            DistGraphComm general = world.createDistGraph(new int[] {world.rank()}, new int[] {1}, new int[] {other}, weights, true);
            for (DistGraphComm graph : new DistGraphComm[] {adjacent, general}) {
                int partner = graph.rank() ^ 1;
                assertEquals(hostOf(graph, partner, world), hostOf(graph, graph.rank(), world));
                assertArrayEquals(new int[] {partner}, graph.sources());
                assertArrayEquals(new int[] {partner}, graph.destinations());
                assertArrayEquals(new int[] {10 + graph.rank()}, graph.destWeights());
                assertArrayEquals(new int[] {10 + partner}, graph.sourceWeights());
            }
        });
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MPI 5.0, section 7.6: communicators between two groups. */
class IntercommTest {
    /** What each rank does with the world, its own group and what is between the groups. */
    @FunctionalInterface
    interface Body {
        void run(Comm world, Comm half, Intercomm inter) throws Exception;
    }

    /** Runs with an intercommunicator between the even ranks, backwards, and the odd ones; with one rank there is none. */
    private static void between(Ranks ranks, Body body) {
        ranks.runWorld(world -> {
            if (world.size() == 1) {
                return;
            }
            int color = world.rank() % 2;
            try (Comm half = world.split(color, color == 0 ? -world.rank() : world.rank())) {
                int leader = half.size() - 1; // rank 0 of the even ones; the last of the odd ones
                int lastOdd = world.size() - 1 - world.size() % 2;
                try (Intercomm inter = half.createIntercomm(leader, world, color == 0 ? lastOdd : 0, 7)) {
                    body.run(world, half, inter);
                }
            }
        });
    }

    private static int[] expectedRemote(Comm world) {
        int size = world.size();
        return world.rank() % 2 == 1
                ? IntStream.range(0, size).map(i -> size - 1 - i).filter(r -> r % 2 == 0).toArray()
                : IntStream.range(0, size).filter(r -> r % 2 == 1).toArray();
    }

    @Everywhere
    void itKnowsItsOwnGroupAndTheRemoteOne(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            assertTrue(inter.isInter());
            assertFalse(half.isInter());
            assertFalse(world.isInter());
            assertEquals(half.rank(), inter.rank());
            assertEquals(half.size(), inter.size());
            assertEquals(world.size() - half.size(), inter.remoteSize());
            assertEquals(Comparison.IDENT, half.group().compare(inter.group()));
            assertEquals(Comm.UNDEFINED, inter.remoteGroup().rank());
            assertEquals(0, inter.group().intersection(inter.remoteGroup()).size());
            int[] all = IntStream.range(0, inter.remoteSize()).toArray();
            assertArrayEquals(expectedRemote(world), inter.remoteGroup().translateRanks(all, world.group()));
        });
    }

    @Everywhere
    void ranksOfMessagesAreRanksOfTheRemoteGroup(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            int[] remote = expectedRemote(world);
            List<Request> sends = new ArrayList<>();
            for (int dest = 0; dest < remote.length; dest++) {
                sends.add(inter.isend(Buf.of(new int[] {world.rank(), remote[dest]}), dest, inter.rank()));
            }
            for (int source = 0; source < remote.length; source++) {
                int[] got = new int[2];
                Status probed = inter.probe(source, Comm.ANY_TAG);
                assertEquals(source, probed.source());
                assertEquals(source, probed.tag());
                Status status = inter.recv(Buf.of(got), source, source);
                assertEquals(source, status.source());
                assertArrayEquals(new int[] {remote[source], world.rank()}, got);
            }
            Request.awaitAll(sends.toArray(Request[]::new));
            assertEquals(Optional.empty(), inter.iprobe(Comm.ANY_SOURCE, Comm.ANY_TAG));
        });
    }

    @Everywhere
    void anySourceIsAnyOfTheRemoteGroup(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            half.bsend(Buf.of(new int[] {-1}), (half.rank() + 1) % half.size(), 3); // must match in no other communicator
            for (int dest = 0; dest < inter.remoteSize(); dest++) {
                inter.bsend(Buf.of(new int[] {inter.rank()}), dest, 3);
            }
            int[] from = new int[inter.remoteSize()];
            for (int i = 0; i < from.length; i++) {
                int[] got = new int[1];
                Status status = inter.recv(Buf.of(got), Comm.ANY_SOURCE, Comm.ANY_TAG);
                assertEquals(got[0], status.source());
                from[status.source()]++;
            }
            assertTrue(IntStream.of(from).allMatch(n -> n == 1));
            int[] own = new int[1];
            half.recv(Buf.of(own), Comm.ANY_SOURCE, Comm.ANY_TAG);
            assertEquals(-1, own[0]);
        });
    }

    @Everywhere
    void objectsLargeMessagesAndSynchronousOnesCross(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            if (inter.rank() == 0) {
                byte[] large = new byte[300_000];
                large[299_999] = (byte) world.rank();
                ObjectRequest<String> word = inter.irecvObject(0, 1);
                inter.sendObject("from " + world.rank() % 2, 0, 1);
                assertEquals("from " + (1 - world.rank() % 2), word.get());
                byte[] got = new byte[300_000];
                Request receiving = inter.irecv(Buf.of(got), 0, 2);
                inter.ssend(Buf.of(large), 0, 2);
                assertEquals(300_000, receiving.await().bytes());
                assertEquals(expectedRemote(world)[0], got[299_999]);
                Status status = inter.sendrecv(Buf.of(large), 0, 4, Buf.of(got), 0, 4);
                assertEquals(0, status.source());
                inter.sendObject(List.of(1, 2), 0, 5);
                Message message = inter.mprobe(Comm.ANY_SOURCE, 5);
                assertEquals(List.of(1, 2), message.<List<Integer>>recvObject());
            }
        });
    }

    @Everywhere
    void whatGoesToNoProcessIsNothing(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            inter.send(Buf.of(new int[1]), Comm.PROC_NULL, 0);
            assertEquals(Comm.PROC_NULL, inter.recv(Buf.of(new int[1]), Comm.PROC_NULL, 0).source());
            assertEquals(Comm.PROC_NULL, inter.probe(Comm.PROC_NULL, 0).source());
            assertNull(inter.recvObject(Comm.PROC_NULL, 0));
        });
    }

    @Everywhere
    void mergePutsTheHighGroupLast(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            for (int high = 0; high < 2; high++) {
                try (Comm merged = inter.merge(world.rank() % 2 == high)) {
                    assertFalse(merged.isInter());
                    assertEquals(world.size(), merged.size());
                    int first = world.rank() % 2 == high ? inter.remoteSize() : 0;
                    assertEquals(first + inter.rank(), merged.rank());
                    assertEquals(world.size(), merged.allreduce(1, Op.SUM));
                }
            }
            try (Comm same = inter.merge(true)) {
                assertNotEquals(Comparison.UNEQUAL, same.compare(world));
                int[] order = same.group().translateRanks(IntStream.range(0, same.size()).toArray(), world.group());
                assertArrayEquals(order, same.bcastObject(order, 0), "all agree on the order");
            }
        });
    }

    @Everywhere
    void mergeOfAGroupThatDisagreesIsAnErrorEverywhere(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            if (world.size() > 2) {
                Errors.expect(ErrorClass.ARG, "merge: the processes of a group differ", () -> inter.merge(inter.rank() == 0 && inter.size() > 1));
            }
            inter.merge(false).close();
        });
    }

    @Everywhere
    void aDuplicateIsBetweenTheSameGroupsInAnotherContext(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            inter.setErrorHandler((_, _) -> {});
            try (Intercomm dup = inter.dup();
                    Comm later = inter.idup().get()) {
                assertEquals(Comparison.CONGRUENT, inter.compare(dup));
                assertEquals(Comparison.CONGRUENT, dup.compare(later));
                assertEquals(Comparison.IDENT, inter.compare(inter));
                assertEquals(Comparison.UNEQUAL, inter.compare(half));
                assertEquals(Comparison.UNEQUAL, half.compare(inter));
                assertEquals(inter.errorHandler(), dup.errorHandler());
                assertTrue(later.isInter());
                for (Comm comm : List.of(inter, dup, later)) {
                    for (int dest = 0; dest < inter.remoteSize(); dest++) {
                        comm.bsend(Buf.of(new int[] {System.identityHashCode(comm)}), dest, 0);
                    }
                }
                for (Comm comm : List.of(later, dup, inter)) {
                    for (int source = 0; source < inter.remoteSize(); source++) {
                        comm.recv(Buf.of(new int[1]), source, Comm.ANY_TAG);
                    }
                    assertEquals(Optional.empty(), comm.iprobe(Comm.ANY_SOURCE, Comm.ANY_TAG));
                }
            }
        });
    }

    @Everywhere
    void splitJoinsThoseOfBothGroupsWithTheSameColor(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            Intercomm pairs = inter.split(inter.rank(), 0);
            boolean hasPartner = inter.rank() < inter.remoteSize();
            assertEquals(hasPartner, pairs != null);
            if (pairs != null) {
                assertEquals(1, pairs.size());
                assertEquals(1, pairs.remoteSize());
                int[] got = new int[1];
                pairs.sendrecv(Buf.of(new int[] {world.rank()}), 0, 0, Buf.of(got), 0, 0);
                assertEquals(expectedRemote(world)[inter.rank()], got[0]);
                pairs.close();
            }
            Intercomm backwards = inter.split(0, -inter.rank());
            assertNotNull(backwards);
            assertEquals(inter.size() - 1 - inter.rank(), backwards.rank());
            boolean single = inter.size() == 1 && inter.remoteSize() == 1;
            assertEquals(single ? Comparison.CONGRUENT : Comparison.SIMILAR, inter.compare(backwards));
            backwards.merge(false).close();
            assertNull(inter.split(world.rank() % 2, 0), "no color is on both sides");
            assertNull(inter.split(world.rank() % 2 == 0 ? Comm.UNDEFINED : 3, 0));
        });
    }

    @Everywhere
    void createTakesASubgroupOfEachGroup(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            Intercomm firsts = inter.create(inter.group().incl(0));
            assertEquals(inter.rank() == 0, firsts != null);
            if (firsts != null) {
                assertEquals(1, firsts.size());
                assertEquals(1, firsts.remoteSize());
            }
            assertNull(inter.create(world.rank() % 2 == 0 ? Group.empty() : inter.group()), "one of the groups is empty");
            int[] backwards = IntStream.range(0, inter.size()).map(i -> inter.size() - 1 - i).toArray();
            Intercomm reversed = inter.create(inter.group().incl(backwards));
            assertNotNull(reversed);
            assertEquals(inter.size() - 1 - inter.rank(), reversed.rank());
            Errors.expect(ErrorClass.GROUP, "create: a process of the group is not in the communicator", () -> inter.create(inter.remoteGroup()));
        });
    }

    @Everywhere
    void errorsNameTheRemoteGroup(Ranks ranks) {
        between(ranks, (world, half, inter) -> {
            int beyond = inter.remoteSize();
            Errors.expect(ErrorClass.RANK, "dest=" + beyond, () -> inter.send(Buf.of(new int[1]), beyond, 0));
            Errors.expect(ErrorClass.RANK, "remoteSize=" + beyond, () -> inter.recv(Buf.of(new int[1]), beyond, 0));
            Errors.expect(ErrorClass.COMM, "createCart: not on an intercommunicator", () -> inter.createCart(new int[] {1}, new boolean[1], false));
            Errors.expect(ErrorClass.COMM, "splitType: not on an intercommunicator", () -> inter.splitType(SplitType.SHARED, 0));
            Errors.expect(ErrorClass.COMM, "createIntercomm: not on an intercommunicator", () -> inter.createIntercomm(0, world, 0, 0));
            Errors.expect(ErrorClass.ARG, "color=-9", () -> inter.split(-9, 0));
            Intercomm gone = inter.dup();
            gone.close();
            Errors.expect(ErrorClass.COMM, "merge: the communicator is closed", () -> gone.merge(false));
            Errors.expect(ErrorClass.COMM, "create: the communicator is closed", () -> gone.create(Group.empty()));
        });
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLeaderThatCannotTellsItsGroup(Ranks ranks) {
        ranks.runWorld(world -> {
            boolean leads = world.rank() == 1;
            Comm closed = world.dup();
            closed.close();
            Errors.expect(ErrorClass.RANK, "localLeader=3", () -> world.createIntercomm(3, world, 0, 0));
            Errors.expect(leads ? ErrorClass.COMM : ErrorClass.OTHER, leads ? "peer=null" : "localLeader=1", () -> world.createIntercomm(1, null, 0, 0));
            Errors.expect(leads ? ErrorClass.COMM : ErrorClass.OTHER, leads ? "closed" : "localLeader=1", () -> world.createIntercomm(1, closed, 0, 0));
            Errors.expect(leads ? ErrorClass.RANK : ErrorClass.OTHER, leads ? "dest=3" : "", () -> world.createIntercomm(1, world, 3, 0));
            Errors.expect(leads ? ErrorClass.RANK : ErrorClass.OTHER, leads ? "PROC_NULL" : "", () -> world.createIntercomm(1, world, Comm.PROC_NULL, 0));
            Errors.expect(leads ? ErrorClass.TAG : ErrorClass.OTHER, leads ? "tag=-1" : "", () -> world.createIntercomm(1, world, 0, -1));
            Errors.expect(ErrorClass.COMM, "common=3", () -> world.createIntercomm(1, world, 1, 0));
        });
    }
}

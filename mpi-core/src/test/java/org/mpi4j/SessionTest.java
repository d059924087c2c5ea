package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MPI 5.0, sections 11.2 to 11.4: the sessions model, beside the world model, before it and after it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionTest {
    private static final String WORLD = "mpi://WORLD";

    private static Comm comm(Session session, String set, String tag) {
        return Objects.requireNonNull(session.createCommFromGroup(session.group(set), tag));
    }

    private static void assertSums(Comm comm) {
        int size = comm.size();
        assertEquals(size * (size - 1) / 2, comm.allreduce(comm.rank(), Op.SUM));
        int[] token = {comm.rank()};
        comm.sendrecvReplace(Buf.of(token), (comm.rank() + 1) % size, 1, (comm.rank() + size - 1) % size, 1);
        assertEquals((comm.rank() + size - 1) % size, token[0]);
    }

    // ---- process sets ----

    @Everywhere
    void thereAreSetsOfAllProcessesOfThisOneOfThisHostAndOfEachHost(Ranks ranks) {
        ranks.runMpi(mpi -> {
            try (Session session = Session.init()) {
                List<String> names = IntStream.range(0, session.numPsets()).mapToObj(session::nthPset).toList();
                String host = "mpi4j://host/" + mpi.processorName();
                assertEquals(List.of(WORLD, "mpi://SELF", "mpi://SHARED", host), names);
                int size = mpi.world().size();
                for (String all : List.of(WORLD, "mpi://world", "mpi://SHARED", host)) {
                    assertEquals(Integer.toString(size), session.psetInfo(all).string("mpi_size").orElseThrow());
                    assertEquals(Comparison.IDENT, session.group(all).compare(mpi.world().group()));
                    assertEquals(mpi.world().rank(), session.group(all).rank());
                }
                assertEquals("1", session.psetInfo("mpi://SELF").string("mpi_size").orElseThrow());
                assertEquals(Comparison.IDENT, session.group("mpi://SELF").compare(mpi.self().group()));
            }
        });
    }

    @Test
    void aSetThatThereIsNotIsAnErrorThatNamesThoseThatThereAre() {
        Mpi.run(2, mpi -> {
            try (Session session = Session.init()) {
                Errors.expect(ErrorClass.ARG, "psetName='mpi://MOON'; there are mpi://WORLD, mpi://SELF", () -> session.group("mpi://MOON"));
                Errors.expect(ErrorClass.ARG, "psetName='x'", () -> session.psetInfo("x"));
                Errors.expect(ErrorClass.ARG, "n=4 numPsets=4", () -> session.nthPset(4));
                Errors.expect(ErrorClass.ARG, "n=-1 numPsets=4", () -> session.nthPset(-1));
            }
        });
    }

    // ---- communicators from groups ----

    @Everywhere
    void theProcessesOfASetMakeACommunicator(Ranks ranks) {
        ranks.runMpi(mpi -> {
            try (Session session = Session.init();
                    Comm all = comm(session, WORLD, "org.mpi4j.test");
                    Comm alone = comm(session, "mpi://SELF", "org.mpi4j.test")) {
                assertEquals(mpi.world().rank(), all.rank());
                assertSums(all);
                assertSums(alone);
                try (Comm half = Objects.requireNonNull(all.split(all.rank() % 2, -all.rank()))) {
                    assertSums(half);
                }
            }
        });
    }

    @Everywhere
    void onlyTheProcessesOfTheGroupTakePart(Ranks ranks) {
        ranks.runMpi(mpi -> {
            int size = mpi.world().size();
            try (Session session = Session.init()) {
                Group all = session.group(WORLD);
                int[] even = IntStream.range(0, (size + 1) / 2).map(i -> size - 1 - (size - 1) % 2 - 2 * i).toArray();
                if (all.rank() % 2 == 0) {
                    try (Comm evens = Objects.requireNonNull(session.createCommFromGroup(all.incl(even), "evens"))) {
                        assertEquals((size - 1 - (size - 1) % 2 - all.rank()) / 2, evens.rank(), "ranks are those of the group");
                        assertSums(evens);
                    }
                } else {
                    Errors.expect(
                            ErrorClass.GROUP, "not in the group: job rank=" + all.rank(), () -> session.createCommFromGroup(all.incl(even), "evens"));
                }
            }
        });
    }

    @Test
    void anEmptyGroupHasNoCommunicator() {
        Mpi.run(1, mpi -> {
            try (Session session = Session.init()) {
                assertNull(session.createCommFromGroup(session.group(WORLD).incl(), "nobody"));
            }
        });
    }

    @Everywhere
    void threadsMakeSeveralAtOnceWithDifferentTags(Ranks ranks) {
        int threads = 4;
        ranks.runMpi(mpi -> {
            try (Session session = Session.init();
                    ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                List<Future<Integer>> sums = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int n = (i + mpi.world().rank()) % threads;
                    sums.add(pool.submit(() -> {
                        for (int round = 0; round < 3; round++) {
                            try (Comm comm = comm(session, WORLD, "thread " + n)) {
                                assertEquals(n * comm.size(), comm.allreduce(n, Op.SUM));
                            }
                        }
                        return n;
                    }));
                }
                for (Future<Integer> sum : sums) {
                    assertNotNull(sum.get());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    void oneAfterTheOtherWithTheSameTagAreApart(Ranks ranks) {
        ranks.runMpi(mpi -> {
            try (Session session = Session.init()) {
                List<Comm> made = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    made.add(comm(session, WORLD, "again"));
                }
                int right = (mpi.world().rank() + 1) % 3;
                for (int i = 0; i < 20; i++) {
                    made.get(i).send(Buf.of(new int[] {i}), right, 0);
                }
                for (int i = 19; i >= 0; i--) {
                    int[] got = new int[1];
                    made.get(i).recv(Buf.of(got), Comm.ANY_SOURCE, 0);
                    assertEquals(i, got[0]);
                }
                made.forEach(Comm::close);
            }
        });
    }

    @Test
    void aGroupInAnotherOrderElsewhereIsAnErrorThere() {
        AtomicReference<String> told = new AtomicReference<>("");
        MpiException ended = assertThrows(
                MpiException.class,
                () -> Mpi.run(3, mpi -> {
                    boolean other = mpi.world().rank() == 1;
                    try (Session session = Session.init()) {
                        Group group = session.group(WORLD).incl(other ? new int[] {2, 1, 0} : new int[] {0, 1, 2});
                        if (other) {
                            told.set(Errors.expect(ErrorClass.GROUP, "another order", () -> session.createCommFromGroup(group, "order")).getMessage());
                            mpi.abort(5);
                        }
                        session.createCommFromGroup(group, "order");
                    }
                }));
        assertEquals(ErrorClass.PROC_ABORTED, ended.errorClass());
        assertTrue(told.get().contains("here than on job rank=0: group=[2, 1, 0] stringTag='order' job rank=1"), told.get());
    }

    @Test
    void theCommunicatorHasTheHintsAndTheErrorHandlerThatItWasGiven() {
        Mpi.run(2, mpi -> {
            ErrorHandler mine = (_, _) -> {};
            try (Session session = Session.init();
                    Comm comm = Objects.requireNonNull(session.createCommFromGroup(
                            session.group(WORLD), "hints", Info.of("mpi_assert_no_any_tag", "true"), mine))) {
                assertSame(mine, comm.errorHandler());
                assertEquals("true", comm.info().string("mpi_assert_no_any_tag").orElseThrow());
                assertEquals("", comm.name());
            }
        });
    }

    // ---- intercommunicators from groups ----

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    void twoGroupsMakeAnIntercommunicator(Ranks ranks) {
        new Ranks(ranks.transport(), 5).runMpi(mpi -> {
            try (Session session = Session.init()) {
                Group all = session.group(WORLD);
                Group low = all.incl(2, 0);
                Group high = all.incl(1, 3, 4);
                boolean isLow = low.rank() != Comm.UNDEFINED;
                Group mine = isLow ? low : high;
                int leader = isLow ? 1 : 2;
                boolean leads = mine.rank() == leader;
                try (Intercomm inter = session.createIntercommFromGroups(
                        mine, leader, leads ? (isLow ? high : low) : null, leads ? 3 - leader : -1, "inter", Info.NULL, ErrorHandler.ERRORS_RETURN)) {
                    assertEquals(mine.rank(), inter.rank());
                    assertEquals(isLow ? 3 : 2, inter.remoteSize());
                    Request sent = inter.isend(Buf.of(new int[] {all.rank()}), 0, 4);
                    if (inter.rank() == 0) {
                        int sum = 0;
                        for (int i = 0; i < inter.remoteSize(); i++) {
                            int[] got = new int[1];
                            inter.recv(Buf.of(got), Comm.ANY_SOURCE, 4);
                            sum += got[0];
                        }
                        assertEquals(isLow ? 8 : 2, sum);
                    }
                    sent.await();
                }
            }
        });
    }

    @Test
    void leadersThatThereAreNotAndGroupsInWhichOneIsNotAreErrors() {
        Mpi.run(2, mpi -> {
            try (Session session = Session.init()) {
                Group mine = session.group("mpi://SELF");
                Group other = session.group(WORLD).excl(mpi.world().rank());
                Errors.expect(ErrorClass.RANK, "localLeader=1 size=1", () -> inter(session, mine, 1, other, 0));
                Errors.expect(ErrorClass.RANK, "remoteLeader=-1 size=1", () -> inter(session, mine, 0, other, -1));
                Errors.expect(ErrorClass.GROUP, "not in the local group: job rank=", () -> inter(session, other, 0, mine, 0));
                Errors.expect(ErrorClass.GROUP, "remoteGroup=null", () -> inter(session, mine, 0, null, 0));
                Errors.expect(ErrorClass.COMM, "a process in common: job rank=" + mpi.world().rank(), () -> inter(session, mine, 0, mine, 0));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    void aLeaderThatCannotTellsItsGroup(Ranks ranks) {
        ranks.runMpi(mpi -> {
            try (Session session = Session.init()) {
                Group all = session.group(WORLD);
                boolean leads = all.rank() == 1;
                ErrorClass errorClass = leads ? ErrorClass.GROUP : ErrorClass.OTHER;
                Errors.expect(errorClass, leads ? "remoteGroup=null" : "the leader could not", () -> inter(session, all, 1, null, 0));
            }
        });
    }

    private static Intercomm inter(Session session, Group local, int localLeader, @Nullable Group remote, int remoteLeader) {
        return session.createIntercommFromGroups(local, localLeader, remote, remoteLeader, "wrong", Info.NULL, ErrorHandler.ERRORS_RETURN);
    }

    // ---- sessions one after the other and at once ----

    @Everywhere
    void sessionsAreApartFromEachOtherAndFromTheWorld(Ranks ranks) {
        ranks.runMpi(mpi -> {
            try (Session first = Session.init();
                    Session second = mpi.initSession();
                    Comm one = comm(first, WORLD, "one");
                    Comm two = comm(second, WORLD, "two")) {
                int right = (one.rank() + 1) % one.size();
                mpi.world().send(Buf.of(new int[] {0}), right, 7);
                one.send(Buf.of(new int[] {1}), right, 7);
                two.send(Buf.of(new int[] {2}), right, 7);
                int n = 2;
                for (Comm comm : List.of(two, one, mpi.world())) {
                    int[] got = new int[1];
                    comm.recv(Buf.of(got), Comm.ANY_SOURCE, Comm.ANY_TAG);
                    assertEquals(n--, got[0]);
                }
            }
        });
    }

    @Everywhere
    void theWorldIsClosedAndOpenedAgainWithSessionsBetween(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Comm before = mpi.world();
            assertSums(before);
            mpi.close();
            for (int round = 0; round < 3; round++) {
                try (Session session = Session.init();
                        Comm comm = comm(session, WORLD, "between")) {
                    assertSums(comm);
                }
                try (Mpi again = Mpi.init()) {
                    assertFalse(again.isClosed());
                    assertEquals(before.size(), again.world().size());
                    assertEquals(before.rank(), again.world().rank());
                    assertSums(again.world());
                    assertSums(again.self());
                    assertTrue(mpi.isClosed());
                    Errors.expect(ErrorClass.COMM, "barrier: the Mpi or Session that it belongs to is closed: comm=MPI_COMM_WORLD", before::barrier);
                }
            }
        });
    }

    @Everywhere
    void aSessionOutlivesTheWorldAndItsCommunicatorsGoOn(Ranks ranks) {
        ranks.runMpi(mpi -> {
            try (Session session = Session.init();
                    Comm comm = comm(session, WORLD, "long")) {
                Request pending = comm.irecv(Buf.of(new int[1]), comm.rank(), 3);
                mpi.close();
                assertSums(comm);
                comm.send(Buf.of(new int[1]), comm.rank(), 3);
                assertEquals(comm.rank(), pending.await().source());
            }
        });
    }

    /** One process closes a session and opens the next before it talks; the other opens it before it closes. Neither is collective over the job. */
    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    void processesOpenAndCloseTheirSessionsInDifferentOrder(Ranks ranks) {
        ranks.runMpi(mpi -> {
            boolean late = mpi.world().rank() == 0;
            mpi.close();
            Session first = Session.init();
            Comm one = comm(first, WORLD, "first");
            assertSums(one);
            one.close();
            Session early = late ? null : Session.init();
            first.close();
            Session second = early == null ? Session.init() : early;
            Comm two = comm(second, WORLD, "second");
            assertSums(two);
            two.close();
            second.close();
        });
    }

    @Everywhere
    void aMessageForAWorldThatIsNoMoreMatchesNothingLater(Ranks ranks) {
        ranks.runMpi(mpi -> {
            mpi.world().send(Buf.of(new int[] {13}), (mpi.world().rank() + 1) % mpi.world().size(), 2);
            mpi.close();
            try (Mpi again = Mpi.init()) {
                again.world().barrier();
                assertTrue(again.world().iprobe(Comm.ANY_SOURCE, Comm.ANY_TAG).isEmpty());
                again.world().barrier();
                int right = (again.world().rank() + 1) % again.world().size();
                again.world().send(Buf.of(new int[] {14}), right, 2);
                int[] got = new int[1];
                again.world().recv(Buf.of(got), Comm.ANY_SOURCE, Comm.ANY_TAG);
                assertEquals(14, got[0]);
            }
        });
    }

    @Test
    void aSecondMpiAtOnceIsAnError() {
        Mpi.run(2, mpi -> {
            Errors.expect(ErrorClass.OTHER, "init: Mpi is open already", Mpi::init);
            mpi.world().barrier();
        });
    }

    // ---- buffered sends ----

    @Test
    void aBufferIsThatOfOneSession() {
        Mpi.run(2, mpi -> {
            int other = 1 - mpi.world().rank();
            try (Session small = Session.init();
                    Session free = Session.init();
                    Comm limited = comm(small, WORLD, "limited");
                    Comm unlimited = comm(free, WORLD, "unlimited")) {
                small.attachBuffer(1000);
                Errors.expect(ErrorClass.BUFFER, "attached already", () -> small.attachBuffer(10));
                Errors.expect(ErrorClass.BUFFER, "bsend: ", () -> limited.bsend(Buf.of(new byte[1 << 20]), other, 1));
                unlimited.bsend(Buf.of(new byte[1 << 20]), other, 1);
                mpi.world().bsend(Buf.of(new byte[1 << 20]), other, 1);
                unlimited.recv(Buf.of(new byte[1 << 20]), other, 1);
                mpi.world().recv(Buf.of(new byte[1 << 20]), other, 1);
                free.flushBuffer();
                small.iflushBuffer().await();
                assertEquals(1000, small.detachBuffer().byteSize());
                Errors.expect(ErrorClass.BUFFER, "no buffer is attached", small::detachBuffer);
            }
        });
    }

    // ---- threads ----

    @Test
    void anotherThreadOfARankOpensASessionThroughItsMpi() {
        Mpi.run(3, mpi -> {
            Callable<Integer> sum = () -> {
                assertFalse(mpi.isThreadMain());
                try (Session session = mpi.initSession();
                        Comm comm = comm(session, WORLD, "of another thread")) {
                    return comm.allreduce(comm.rank(), Op.SUM);
                }
            };
            assertTrue(mpi.isThreadMain());
            try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                assertEquals(3, pool.submit(sum).get());
            }
        });
    }

    @Test
    void theStandardsQuestionsAreAnsweredForTheRankOfTheThread() {
        Mpi.run(2, mpi -> {
            assertTrue(Mpi.isInitialized());
            assertFalse(Mpi.isFinalized());
            mpi.close();
            assertTrue(Mpi.isInitialized());
            assertTrue(Mpi.isFinalized());
            try (Session _ = Session.init()) {
                assertTrue(Mpi.isFinalized(), "sessions do not count");
            }
            try (Mpi _ = Mpi.init()) {
                assertFalse(Mpi.isFinalized());
            }
        });
    }

    // ---- the end ----

    @Test
    void afterItsEndASessionAndAllThatWasMadeInItRefuse() {
        Mpi.run(2, mpi -> {
            Session session = Session.init();
            Comm comm = comm(session, WORLD, "left open");
            Comm dup = comm.dup();
            Group group = session.group(WORLD);
            Request never = dup.irecv(Buf.of(new int[1]), 0, 1);
            assertFalse(session.isClosed());
            session.close();
            session.close();
            assertTrue(session.isClosed());
            Errors.expect(ErrorClass.SESSION, "group: the session is closed", () -> session.group(WORLD));
            Errors.expect(ErrorClass.SESSION, "numPsets: ", session::numPsets);
            Errors.expect(ErrorClass.SESSION, "nthPset: ", () -> session.nthPset(0));
            Errors.expect(ErrorClass.SESSION, "psetInfo: ", () -> session.psetInfo(WORLD));
            Errors.expect(ErrorClass.SESSION, "info: ", session::info);
            Errors.expect(ErrorClass.SESSION, "createCommFromGroup: ", () -> session.createCommFromGroup(group, "late"));
            Errors.expect(ErrorClass.COMM, "allreduce: the communicator is closed", () -> comm.allreduce(1, Op.SUM));
            Errors.expect(ErrorClass.COMM, "allreduce: the Mpi or Session that it belongs to is closed", () -> dup.allreduce(1, Op.SUM));
            Errors.expect(ErrorClass.COMM, "irecv: the Mpi or Session that it belongs to has been closed", never::await);
            assertEquals(2, group.size(), "a group is a value");
            mpi.world().barrier();
        });
    }

    @Test
    void theSessionsErrorHandlerSeesItsErrorsWithACommunicatorOfThisProcessAlone() {
        Mpi.run(2, mpi -> {
            AtomicReference<String> seen = new AtomicReference<>("");
            ErrorHandler notes = (comm, error) -> seen.set(comm.name() + comm.size() + error.errorClass());
            try (Session session = Session.init(Info.NULL, notes)) {
                assertSame(notes, session.errorHandler());
                assertThrows(MpiException.class, () -> session.group("mpi://MOON"));
                assertEquals("session1ARG", seen.get());
                session.callErrorHandler(new MpiException(ErrorClass.OTHER, "found by the program"));
                assertEquals("session1OTHER", seen.get());
                session.callErrorHandler(ErrorClass.ARG.code());
                assertEquals("session1ARG", seen.get());
                session.setErrorHandler(ErrorHandler.ERRORS_RETURN);
                assertThrows(MpiException.class, () -> session.nthPset(9));
                assertEquals("session1ARG", seen.get());
            }
        });
    }

    @Test
    void aSessionsInfoHasWhatItWasGivenAndTheLevelOfThreads() {
        Mpi.run(1, mpi -> {
            try (Session session = Session.init(Info.of("mine", "yes", "thread_level", "MPI_THREAD_SINGLE"), ErrorHandler.ERRORS_RETURN)) {
                assertEquals("yes", session.info().string("mine").orElseThrow());
                assertEquals("MPI_THREAD_MULTIPLE", session.info().string("thread_level").orElseThrow());
                assertTrue(session.info().string("mpi_memory_alloc_kinds").orElseThrow().contains("mpi"));
                session.info().set("mine", "no");
                assertEquals("yes", session.info().string("mine").orElseThrow());
            }
        });
    }

    @Test
    void anExceptionLeavesASessionWithoutWaitingForTheOthers() {
        assertThrows(
                ArithmeticException.class,
                () -> Mpi.run(2, mpi -> {
                    try (Session session = Session.init();
                            Comm comm = comm(session, WORLD, "fails")) {
                        if (comm.rank() == 1) {
                            throw new ArithmeticException("gone");
                        }
                        comm.recv(Buf.of(new int[1]), 1, 0);
                    }
                }));
    }

    @Test
    void whatABodyLeavesOpenIsClosedForIt() {
        AtomicReference<Session> left = new AtomicReference<>();
        Mpi.run(2, mpi -> {
            Session session = Session.init();
            Comm comm = comm(session, WORLD, "left open");
            assertSums(comm);
            left.set(session);
        });
        assertTrue(left.get().isClosed());
        Errors.expect(ErrorClass.SESSION, "the session is closed", left.get()::numPsets);
    }

    @Test
    void aThousandSessionsLeaveNothingThatGrows() {
        Mpi.run(2, mpi -> {
            try (Session around = Session.init()) {
                for (int i = 0; i < 1000; i++) {
                    try (Session session = Session.init();
                            Comm comm = comm(session, WORLD, "short")) {
                        comm.barrier();
                    }
                }
                assertNotEquals(0, around.numPsets());
            }
        });
    }

    @Test
    void aProcessIsASingletonAgainAndAgain() {
        assertArrayEquals(new int[] {0, 1, 2}, IntStream.range(0, 3).map(round -> {
            try (Session session = Session.init();
                    Mpi mpi = Mpi.init("an argument")) {
                assertEquals(1, mpi.world().size());
                Errors.expect(ErrorClass.OTHER, "init: Mpi is open already", Mpi::init);
                try (Comm comm = comm(session, WORLD, "alone")) {
                    assertSums(comm);
                    int[] got = new int[1];
                    mpi.world().sendrecv(Buf.of(new int[] {round}), 0, 3, Buf.of(got), 0, 3);
                    return got[0];
                }
            }
        }).toArray());
        assertTrue(Mpi.isFinalized());
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> {
            try (Mpi _ = Mpi.init()) {
                throw new IllegalStateException("caught, and all goes on");
            }
        });
        assertEquals("caught, and all goes on", thrown.getMessage());
        try (Mpi mpi = Mpi.init()) {
            assertEquals(1, mpi.world().allreduce(1, Op.SUM));
        }
    }
}

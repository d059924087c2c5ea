package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** MPI 5.0, section 7.4.2: MPI_Comm_create_group. */
class CreateGroupTest {
    @Everywhere
    void onlyTheMembersOfTheGroupTakePart(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int[] evens = IntStream.range(0, size).map(r -> size - 1 - r).filter(r -> r % 2 == 0).toArray();
            if (comm.rank() % 2 == 0) {
                Comm some = comm.createGroup(comm.group().incl(evens), 3);
                assertNotNull(some);
                assertEquals(evens.length, some.size());
                assertEquals(comm.rank(), evens[some.rank()]);
                assertEquals(evens.length, some.allreduce(1, Op.SUM));
                some.close();
            }
        });
    }

    @Everywhere
    void whoIsNotInTheGroupGetsNothingAtOnce(Ranks ranks) {
        ranks.run(comm -> {
            assertNull(comm.createGroup(Group.empty(), 0));
            if (comm.rank() != 0) {
                assertNull(comm.createGroup(comm.group().incl(0), 0));
            } else {
                assertEquals(1, comm.createGroup(comm.group().incl(0), 0).size());
            }
        });
    }

    @Everywhere
    void groupsThatOverlapComeOneAfterTheOther(Ranks ranks) {
        ranks.run(comm -> {
            for (int first = 0; first < comm.size(); first++) {
                Group group = comm.group().rangeIncl(new int[] {comm.size() - 1, first, -1});
                if (comm.rank() >= first) {
                    Comm some = comm.createGroup(group, 0);
                    assertNotNull(some);
                    assertEquals(comm.size() - first, some.allreduce(1, Op.SUM));
                }
            }
        });
    }

    @Everywhere
    void threadsMakeThemAtOnceWithTagsOfTheirOwn(Ranks ranks) {
        ranks.runWorld(comm -> {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int tag = i;
                threads.add(Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }).start(() -> {
                    for (int round = 0; round < 10; round++) {
                        try (Comm all = comm.createGroup(comm.group(), tag)) {
                            assertNotNull(all);
                            assertEquals(comm.size() * (tag + 1), all.allreduce(tag + 1, Op.SUM));
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), failures);
        });
    }

    @Everywhere
    void itsMessagesMatchNoneOfTheProgramsOwn(Ranks ranks) {
        ranks.runWorld(comm -> {
            int next = (comm.rank() + 1) % comm.size();
            comm.bsend(Buf.of(new int[] {comm.rank()}), next, 6);
            Request receive = comm.irecv(Buf.of(new int[1]), Comm.ANY_SOURCE, Comm.ANY_TAG);
            comm.createGroup(comm.group(), 6).close();
            assertEquals(4, receive.await().bytes());
        });
    }

    @Everywhere
    void whatIsWrongIsNamed(Ranks ranks) {
        ranks.run(comm -> {
            Errors.expect(ErrorClass.TAG, "createGroup: not between 0 and TAG_UB: tag=-1", () -> comm.createGroup(comm.group(), -1));
            Comm alone = comm.split(comm.rank(), 0);
            assertNotNull(alone);
            if (comm.size() > 1) {
                Errors.expect(ErrorClass.GROUP, "createGroup: a process of the group is not in the communicator", () -> alone.createGroup(comm.group(), 0));
            }
            alone.close();
            Errors.expect(ErrorClass.COMM, "createGroup: the communicator is closed", () -> alone.createGroup(Group.empty(), 0));
        });
    }
}

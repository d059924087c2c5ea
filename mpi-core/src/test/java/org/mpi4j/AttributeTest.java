package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MPI 5.0, section 7.7: caching. */
class AttributeTest {
    private static <T> Keyval<T> plain() {
        return Comm.createKeyval(Keyval.nullCopyFn(), Keyval.nullDeleteFn());
    }

    /** Hands values on, and writes down what happens. */
    private static Keyval<String> written(List<String> log) {
        return Comm.createKeyval(
                (_, _, value) -> {
                    log.add("copy " + value);
                    return Optional.of(value + "'");
                },
                (_, _, value) -> log.add("delete " + value));
    }

    @Everywhere
    void aValueIsKeptUntilItIsDeleted(Ranks ranks) {
        ranks.run(comm -> {
            Keyval<List<Integer>> key = plain();
            Keyval<List<Integer>> other = plain();
            assertEquals(Optional.empty(), comm.attr(key));
            List<Integer> value = List.of(comm.rank());
            comm.setAttr(key, value);
            assertSame(value, comm.attr(key).orElseThrow());
            assertEquals(Optional.empty(), comm.attr(other));
            comm.deleteAttr(key);
            comm.deleteAttr(key);
            assertEquals(Optional.empty(), comm.attr(key));
        });
    }

    @Everywhere
    void anotherValueDeletesTheOneBefore(Ranks ranks) {
        ranks.run(comm -> {
            List<String> log = new ArrayList<>();
            Keyval<String> key = written(log);
            comm.setAttr(key, "a");
            comm.setAttr(key, "b");
            assertEquals(List.of("delete a"), log);
            assertEquals("b", comm.attr(key).orElseThrow());
            comm.deleteAttr(key);
            assertEquals(List.of("delete a", "delete b"), log);
        });
    }

    @Everywhere
    void everyWayToDuplicateCopiesAsTheCallbackSays(Ranks ranks) {
        ranks.run(comm -> {
            List<String> log = new ArrayList<>();
            Keyval<String> copied = written(log);
            Keyval<Integer> shared = Comm.createKeyval(Keyval.dupFn(), Keyval.nullDeleteFn());
            Keyval<Integer> left = plain();
            try (Comm parent = comm.createCart(new int[] {comm.size()}, new boolean[1], false)) {
                assertNotNull(parent);
                parent.setAttr(copied, "x");
                parent.setAttr(shared, 1);
                parent.setAttr(left, 2);
                ObjectRequest<Comm> later = parent.idup();
                ObjectRequest<Comm> laterWithInfo = parent.idupWithInfo(Info.NULL);
                parent.setAttr(shared, 9); // is not seen by those that have been started
                assertEquals(1, later.get().attr(shared).orElseThrow());
                for (Comm dup : List.of(later.get(), laterWithInfo.get(), parent.dup(), parent.dupWithInfo(Info.NULL))) {
                    assertEquals("x'", dup.attr(copied).orElseThrow());
                    assertTrue(dup.attr(shared).isPresent());
                    assertEquals(Optional.empty(), dup.attr(left));
                    dup.close();
                }
                assertEquals(4, log.stream().filter("copy x"::equals).count());
                assertEquals(4, log.stream().filter("delete x'"::equals).count());
                Comm split = parent.split(0, 0);
                assertEquals(Optional.empty(), split.attr(copied), "only duplicates have copies");
            }
        });
    }

    @Everywhere
    void closeDeletesTheLastOneFirst(Ranks ranks) {
        ranks.run(comm -> {
            List<String> log = new ArrayList<>();
            Keyval<String> first = written(log);
            Keyval<String> second = written(log);
            Keyval<String> third = written(log);
            Comm dup = comm.dup();
            dup.setAttr(first, "1");
            dup.setAttr(second, "2");
            dup.setAttr(third, "3");
            dup.setAttr(first, "4");
            dup.close();
            dup.close();
            assertEquals(List.of("delete 1", "delete 4", "delete 3", "delete 2"), log);
        });
    }

    @Everywhere
    void aCopyThatFailsLeavesNoHalfADuplicate(Ranks ranks) {
        ranks.run(comm -> {
            List<String> log = new ArrayList<>();
            Keyval<String> first = written(log);
            Keyval<String> second = Comm.createKeyval(
                    (_, _, _) -> {
                        throw new IllegalStateException("no copy");
                    },
                    Keyval.nullDeleteFn());
            try (Comm parent = comm.dup()) {
                parent.setAttr(first, "x");
                parent.setAttr(second, "y");
                MpiException error = Errors.expect(ErrorClass.OTHER, "dup: the copy callback of an attribute threw", parent::dup);
                assertTrue(error.getMessage().contains("no copy") && error.getMessage().contains("rank=" + comm.rank()), error.getMessage());
                Errors.expect(ErrorClass.OTHER, "idup: the copy callback of an attribute threw", parent::idup);
                assertEquals(List.of("copy x", "delete x'", "copy x", "delete x'"), log);
                assertEquals(comm.size(), parent.allreduce(1, Op.SUM), "the others did not wait");
                parent.deleteAttr(second);
                parent.dup().close();
            }
        });
    }

    @Everywhere
    void aDeleteThatFailsKeepsTheValueAndTheCommunicator(Ranks ranks) {
        ranks.run(comm -> {
            boolean[] refuses = {true};
            List<String> log = new ArrayList<>();
            Keyval<String> before = written(log);
            Keyval<String> key = Comm.createKeyval(Keyval.nullCopyFn(), (_, _, value) -> {
                if (refuses[0]) {
                    throw new MpiException(ErrorClass.PENDING, "still needed: value=" + value);
                }
            });
            Comm dup = comm.dup();
            dup.setAttr(before, "b");
            dup.setAttr(key, "k");
            Errors.expect(ErrorClass.PENDING, "still needed: value=k", () -> dup.deleteAttr(key));
            Errors.expect(ErrorClass.PENDING, "still needed: value=k", () -> dup.setAttr(key, "l"));
            Errors.expect(ErrorClass.PENDING, "still needed: value=k", dup::close);
            assertEquals("k", dup.attr(key).orElseThrow());
            assertEquals(List.of(), log);
            assertEquals(comm.size(), dup.allreduce(1, Op.SUM));
            refuses[0] = false;
            dup.close();
            assertEquals(List.of("delete b"), log);
        });
    }

    @Everywhere
    void callbacksKnowTheirCommunicatorAndKey(Ranks ranks) {
        ranks.run(comm -> {
            List<Object> seen = new ArrayList<>();
            Keyval<Integer> key = Comm.createKeyval(
                    (old, k, value) -> {
                        seen.add(old);
                        seen.add(k);
                        return Optional.of(value + old.size());
                    },
                    (owner, _, _) -> seen.add(owner));
            try (Comm parent = comm.dup()) {
                parent.setAttr(key, 1);
                Comm dup = parent.dup();
                assertEquals(1 + comm.size(), dup.attr(key).orElseThrow());
                dup.close();
                assertEquals(List.of(parent, key, dup), seen);
                parent.deleteAttr(key);
            }
        });
    }

    @Everywhere
    void aClosedKeyIsRefusedButItsValuesLiveOn(Ranks ranks) {
        ranks.run(comm -> {
            List<String> log = new ArrayList<>();
            Keyval<String> key = written(log);
            try (Comm parent = comm.dup()) {
                parent.setAttr(key, "v");
                key.close();
                assertTrue(key.isClosed());
                Errors.expect(ErrorClass.KEYVAL, "setAttr: the key is closed", () -> parent.setAttr(key, "w"));
                Errors.expect(ErrorClass.KEYVAL, "attr: the key is closed", () -> parent.attr(key));
                Errors.expect(ErrorClass.KEYVAL, "deleteAttr: the key is closed", () -> parent.deleteAttr(key));
                parent.dup().close();
            }
            assertEquals(List.of("copy v", "delete v'", "delete v"), log);
        });
    }

    @Everywhere
    void aClosedCommunicatorHasNoAttributes(Ranks ranks) {
        ranks.runWorld(comm -> {
            Keyval<String> key = plain();
            Comm dup = comm.dup();
            dup.close();
            Errors.expect(ErrorClass.COMM, "attr: the communicator is closed", () -> dup.attr(key));
            Errors.expect(ErrorClass.COMM, "setAttr: the communicator is closed", () -> dup.setAttr(key, ""));
            Errors.expect(ErrorClass.COMM, "deleteAttr: the communicator is closed", () -> dup.deleteAttr(key));
        });
    }

    /** Section 11.2.4: MPI_Finalize deletes them as MPI_Comm_free of MPI_COMM_SELF would, before all else. */
    @Everywhere
    void theEndDeletesWhatIsKeptAtSelfFirstAndThenAtTheWorld(Ranks ranks) {
        ranks.runMpi(mpi -> {
            List<String> log = new ArrayList<>();
            Keyval<String> key = Comm.createKeyval(Keyval.nullCopyFn(), (owner, _, value) -> {
                log.add(value);
                owner.bsend(Buf.of(new int[1]), owner.rank(), 0); // messages still go
                owner.recv(Buf.of(new int[1]), owner.rank(), 0);
            });
            Keyval<String> second = Comm.createKeyval(Keyval.nullCopyFn(), (_, _, value) -> log.add(value));
            mpi.world().setAttr(key, "world");
            mpi.self().setAttr(key, "self 1");
            mpi.self().setAttr(second, "self 2");
            mpi.close();
            assertEquals(List.of("self 2", "self 1", "world"), log);
        });
    }

    @Everywhere
    void aCallbackThatFailsAtTheEndIsToldAfterTheEnd(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Keyval<String> key = Comm.createKeyval(Keyval.nullCopyFn(), (_, _, _) -> {
                throw new IllegalStateException("too late");
            });
            mpi.self().setAttr(key, "v");
            Errors.expect(ErrorClass.OTHER, "too late", mpi::close);
            assertTrue(mpi.isClosed());
            Errors.expect(ErrorClass.COMM, "barrier", () -> mpi.world().barrier());
        });
    }
}

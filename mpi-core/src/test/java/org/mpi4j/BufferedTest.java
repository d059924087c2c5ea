package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** MPI 5.0, section 3.6: buffers for buffered mode, of a communicator and of the process. */
class BufferedTest {
    /** More than leaves at once. */
    private static final int LARGE = 200_000;

    private static byte[] data(int value) {
        byte[] data = new byte[LARGE];
        Arrays.fill(data, (byte) value);
        return data;
    }

    private static long room(int messages) {
        return (long) messages * (LARGE + Comm.BSEND_OVERHEAD);
    }

    private static void receive(Comm comm, int value) {
        byte[] in = new byte[LARGE];
        comm.recv(Buf.of(in), comm.rank(), value);
        assertArrayEquals(data(value), in);
    }

    @Everywhere
    void whatIsSentMayChangeAtOnceWithoutAnyBuffer(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Comm comm = mpi.world();
            byte[] out = new byte[LARGE];
            for (int i = 0; i < 10; i++) {
                Arrays.fill(out, (byte) i);
                comm.bsend(Buf.of(out), comm.rank(), i);
            }
            Request flush = mpi.iflushBuffer();
            assertEquals(Optional.empty(), flush.test());
            comm.flushBuffer();
            for (int i = 0; i < 10; i++) {
                receive(comm, i);
            }
            flush.await();
            mpi.flushBuffer();
            comm.bsendObject(data(3), comm.rank(), 1);
            Request object = mpi.iflushBuffer();
            assertEquals(Optional.empty(), object.test());
            assertArrayEquals(data(3), comm.<byte[]>recvObject(comm.rank(), 1));
            object.await();
        });
    }

    @Everywhere
    void anAttachedBufferHoldsWhatItHasRoomFor(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm own = comm.dup()) {
                own.attachBuffer(room(2));
                own.bsend(Buf.of(data(1)), own.rank(), 1);
                own.ibsend(Buf.of(data(2)), own.rank(), 2).await();
                Errors.expect(
                        ErrorClass.BUFFER,
                        "bsend: the attached buffer has no room for the message: message bytes=" + LARGE + " BSEND_OVERHEAD=" + Comm.BSEND_OVERHEAD + " used bytes="
                                + room(2) + " buffer bytes=" + room(2),
                        () -> own.bsend(Buf.of(data(3)), own.rank(), 3));
                Request flush = own.iflushBuffer();
                assertEquals(Optional.empty(), flush.test());
                receive(own, 1);
                assertEquals(Optional.empty(), flush.test());
                own.bsend(Buf.of(data(3)), own.rank(), 3);
                receive(own, 2);
                flush.await();
                receive(own, 3);
                own.flushBuffer();
                assertEquals(room(2), own.detachBuffer().byteSize());
                own.bsend(Buf.of(data(4)), own.rank(), 4);
                receive(own, 4);
            }
        });
    }

    @Everywhere
    void theMemoryGivenIsUsedAndGivenBack(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm own = comm.dup();
                    Arena arena = Arena.ofShared()) {
                MemorySegment memory = arena.allocate(room(1));
                own.attachBuffer(memory);
                PersistentRequest send = own.bsendInit(Buf.of(data(7)), own.rank(), 7);
                for (int i = 0; i < 3; i++) {
                    memory.fill((byte) 0);
                    send.start();
                    send.await();
                    assertTrue(memory.mismatch(MemorySegment.ofArray(data(7))) >= LARGE);
                    receive(own, 7);
                    own.flushBuffer();
                }
                assertSame(memory, own.detachBuffer());
            }
        });
    }

    @Everywhere
    void detachWaitsForWhatIsInTheBuffer(Ranks ranks) {
        ranks.runWorld(comm -> {
            comm.attachBuffer(room(1));
            comm.bsend(Buf.of(data(1)), comm.rank(), 1);
            try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<MemorySegment> detached = other.submit(comm::detachBuffer);
                assertEquals(false, detached.isDone());
                receive(comm, 1);
                assertEquals(room(1), detached.get().byteSize());
            }
            Errors.expect(ErrorClass.BUFFER, "detachBuffer: no buffer is attached", comm::detachBuffer);
        });
    }

    @Everywhere
    void theProcessesBufferServesCommunicatorsWithoutOne(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Comm comm = mpi.world();
            mpi.attachBuffer(room(1));
            comm.bsend(Buf.of(data(1)), comm.rank(), 1);
            Errors.expect(ErrorClass.BUFFER, "no room", () -> comm.bsend(Buf.of(data(2)), comm.rank(), 2));
            Errors.expect(ErrorClass.BUFFER, "no room", () -> mpi.self().bsend(Buf.of(data(2)), 0, 2));
            comm.attachBuffer(Buffering.BUFFER_AUTOMATIC);
            comm.bsend(Buf.of(data(2)), comm.rank(), 2);
            comm.bsend(Buf.of(data(3)), comm.rank(), 3);
            receive(comm, 1);
            mpi.flushBuffer();
            receive(comm, 2);
            receive(comm, 3);
            assertEquals(Buffering.BUFFER_AUTOMATIC, comm.detachBuffer());
            assertEquals(room(1), mpi.detachBuffer().byteSize());
            Errors.expect(ErrorClass.BUFFER, "detachBuffer: no buffer is attached", mpi::detachBuffer);
        });
    }

    @Everywhere
    void messagesThatLeaveAtOnceTakeNoRoom(Ranks ranks) {
        ranks.run(comm -> {
            if (comm.size() == 1) {
                return;
            }
            try (Comm own = comm.dup()) {
                own.attachBuffer(8 + Comm.BSEND_OVERHEAD);
                int right = (own.rank() + 1) % own.size();
                for (int i = 0; i < 20; i++) {
                    own.bsend(Buf.of(new long[] {i}), right, i);
                    long[] in = new long[1];
                    own.recv(Buf.of(in), Comm.ANY_SOURCE, i);
                    assertEquals(i, in[0]);
                    own.barrier();
                }
                own.detachBuffer();
            }
        });
    }

    @Everywhere
    void roomIsFoundAgainInAnyOrder(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm own = comm.dup()) {
                own.attachBuffer(room(4));
                List<Integer> pending = new ArrayList<>();
                int[] order = {2, 0, 3, 1, 2, 2, 0, 1, 3, 0, 1, 0};
                int next = 0;
                for (int step : order) {
                    while (pending.size() < 4) {
                        own.bsend(Buf.of(data(next)), own.rank(), next);
                        pending.add(next++);
                    }
                    receive(own, pending.remove(/* index */ step));
                }
                while (!pending.isEmpty()) {
                    receive(own, pending.removeLast());
                }
                own.detachBuffer();
            }
        });
    }

    @Everywhere
    void eightThreadsShareABuffer(Ranks ranks) {
        ranks.runWorld(comm -> {
            comm.attachBuffer(8 * (LARGE + Comm.BSEND_OVERHEAD));
            List<Callable<Void>> bodies = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int tag = t;
                bodies.add(() -> {
                    for (int i = 0; i < 5; i++) {
                        comm.bsend(Buf.of(data(tag)), comm.rank(), tag);
                        receive(comm, tag);
                    }
                    return null;
                });
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Void> done : threads.invokeAll(bodies)) {
                    done.get();
                }
            }
            comm.detachBuffer();
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Comm comm = mpi.world();
            comm.attachBuffer(100);
            Errors.expect(ErrorClass.BUFFER, "attachBuffer: a buffer is attached already: bytes=100", () -> comm.attachBuffer(50));
            comm.detachBuffer();
            Errors.expect(ErrorClass.ARG, "attachBuffer: less than 0: bytes=-1", () -> comm.attachBuffer(-1));
            Errors.expect(ErrorClass.ARG, "attachBuffer: less than 0: bytes=-1", () -> mpi.attachBuffer(-1));
            Errors.expect(ErrorClass.BUFFER, "attachBuffer: the memory's arena", () -> comm.attachBuffer(MemorySegment.ofArray(new byte[9]).asReadOnly()));
            try (Arena confined = Arena.ofConfined()) {
                Errors.expect(ErrorClass.BUFFER, "confined to one thread", () -> mpi.attachBuffer(confined.allocate(9)));
            }
            Arena arena = Arena.ofShared();
            comm.attachBuffer(arena.allocate(room(1)));
            arena.close();
            Errors.expect(ErrorClass.BUFFER, "bsend: the arena of the attached buffer has been closed", () -> comm.bsend(Buf.of(data(1)), comm.rank(), 1));
            comm.detachBuffer();
        });
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with must be gone: memory, threads, files and sockets. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeakTest {
    private static final int JOBS = 200;
    private static final int WARM_UP_JOBS = 10;
    private static final int SLACK_MAPPINGS = 100;
    private static final long SLACK_BYTES = 4 << 20;

    /** What this process holds, but for the Java heap. */
    private record Held(int files, long threads, long mappings) {
        static Held now() {
            String[] files = new File("/proc/self/fd").list();
            return new Held(files == null ? 0 : files.length, progressThreads(), mappingsNow());
        }

        /** Pieces of memory that the kernel knows of; each buffer outside of the heap that is not small is one. */
        private static long mappingsNow() {
            Path maps = Path.of("/proc/self/maps");
            try {
                return Files.isReadable(maps) ? Files.readAllLines(maps).size() : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long progressThreads() {
            return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("mpi4j")).count();
        }
    }

    /** Waits for threads that are on their way out and for memory that only the collector frees, then tells what is left. */
    private static Held settled(Held before) {
        long end = System.nanoTime() + 20_000_000_000L;
        Held now = Held.now();
        while ((now.threads > before.threads || now.files > before.files + 5 || now.mappings > before.mappings + SLACK_MAPPINGS) && System.nanoTime() < end) {
            System.gc();
            Thread.onSpinWait();
            now = Held.now();
        }
        return now;
    }

    /** What is held once it no longer changes from one collection to the next. */
    private static Held steady() {
        Held last = Held.now();
        for (int i = 0; i < 20; i++) {
            System.gc();
            Held now = Held.now();
            if (now.equals(last)) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private static void assertNothingLeft(Runnable job) {
        for (int i = 0; i < WARM_UP_JOBS; i++) {
            job.run();
        }
        Held before = steady();
        for (int i = 0; i < JOBS; i++) {
            job.run();
        }
        Held after = settled(before);
        assertTrue(after.files <= before.files + 5, "files before=" + before + " after=" + after);
        assertTrue(after.threads <= before.threads, "threads before=" + before + " after=" + after);
        assertTrue(after.mappings <= before.mappings + SLACK_MAPPINGS, "mappings before=" + before + " after=" + after);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void jobAfterJobLeavesNothingBehind(String transport) {
        assertNothingLeft(() -> new Ranks(transport, 3).runWorld(comm -> {
            Request request = comm.iallreduce(Buf.of(new long[1000]), Op.SUM);
            comm.sendrecv(Buf.of(new byte[30_000]), (comm.rank() + 1) % 3, 1, Buf.of(new byte[30_000]), Comm.ANY_SOURCE, 1);
            request.await();
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void aJobThatFailsWhileOthersLeaveItLeavesNothingBehind(String transport) {
        assertNothingLeft(() -> assertThrows(
                IllegalStateException.class,
                () -> new Ranks(transport, 3).runWorld(comm -> {
                    comm.barrier();
                    if (comm.rank() == 0) {
                        throw new IllegalStateException("fails while the others are in close");
                    }
                })));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void aReceiveThatNeverMatchedEndsWithItsRank(String transport) {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.set(e));
        try {
            assertNothingLeft(() -> new Ranks(transport, 2).runWorld(comm -> {
                comm.irecv(Buf.of(new int[1]), Comm.ANY_SOURCE, 7);
                comm.barrier();
            }));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertNull(uncaught.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void memoryThatWasCommunicatedCanBeCollected(String transport) {
        new Ranks(transport, 3).runWorld(comm -> {
            List<WeakReference<Object>> references = new ArrayList<>();
            for (int way = 0; way < 9; way++) {
                references.add(new WeakReference<>(communicate(comm, way)));
            }
            comm.barrier();
            for (int way = 0; way < references.size(); way++) {
                for (int i = 0; i < 50 && references.get(way).get() != null; i++) {
                    System.gc();
                }
                assertNull(references.get(way).get(), "still held after way=" + way);
            }
            comm.barrier();
        });
    }

    private static Object communicate(Comm comm, int way) {
        long[] data = new long[10_000];
        int right = (comm.rank() + 1) % comm.size();
        int left = (comm.rank() + comm.size() - 1) % comm.size();
        switch (way) {
            case 0 -> comm.allreduce(Buf.of(data), Op.SUM);
            case 1 -> comm.ibcast(Buf.of(data), 1).await();
            case 2 -> comm.sendrecvReplace(Buf.of(data), right, 3, left, 3);
            case 3 -> {
                Request receive = comm.irecv(Buf.of(data), left, 4);
                comm.send(Buf.of(new long[10_000]), right, 4);
                receive.await();
            }
            case 4 -> {
                Request receive = comm.irecv(Buf.of(data, 0, 1), left, 5);
                comm.send(Buf.of(new long[1]), right, 5);
                receive.await();
            }
            case 5 -> {
                PersistentRequest receive = comm.recvInit(Buf.of(data), left, 7);
                receive.start();
                comm.send(Buf.of(new long[10_000]), right, 7);
                receive.await();
                receive.close();
            }
            case 6 -> {
                PartitionedRequest receive = comm.precvInit(Buf.of(data), 4, left, 8, Info.NULL);
                PartitionedRequest send = comm.psendInit(Buf.of(new long[10_000]), 4, right, 8, Info.NULL);
                PersistentRequest.startAll(receive, send);
                send.preadyRange(0, 3);
                Request.awaitAll(receive, send);
            }
            case 7 -> {
                PartitionedRequest receive = comm.precvInit(Buf.of(new long[10_000]), 4, left, 9, Info.NULL);
                PartitionedRequest send = comm.psendInit(Buf.of(data), 4, right, 9, Info.NULL);
                PersistentRequest.startAll(receive, send);
                send.preadyRange(0, 3);
                Request.awaitAll(receive, send);
            }
            default -> {
                Request receive = comm.irecv(Buf.of(data), left, 6);
                receive.cancel();
                assertTrue(receive.await().cancelled());
            }
        }
        return data;
    }

    @ParameterizedTest
    @CsvSource({"shm,1", "tcp,1", "shm,400", "shm,60000"})
    void messagesAndRequestsLeaveTheHeapAsItWas(String transport, int bytes) {
        int rounds = Integer.getInteger("mpi4j.leak.rounds", bytes > 20_000 ? 3_000 : 40_000);
        CountDownLatch measured = new CountDownLatch(2);
        new Ranks(transport, 2).runWorld(comm -> {
            exchange(comm, rounds / 10, bytes);
            long before = usedAfterGc();
            exchange(comm, rounds, bytes);
            long after = usedAfterGc();
            measured.countDown();
            assertTrue(after < before + SLACK_BYTES, "used bytes before=" + before + " after=" + after);
        });
        assertEquals(0, measured.getCount());
    }

    private static void exchange(Comm comm, int rounds, int bytes) {
        int other = 1 - comm.rank();
        byte[] out = new byte[bytes];
        byte[] in = new byte[bytes];
        long[] sum = new long[4];
        PersistentRequest[] again = {comm.recvInit(Buf.of(in), other, rounds), comm.sendInit(Buf.of(out), other, rounds)};
        for (int i = 0; i < rounds; i++) {
            Request receive = comm.irecv(Buf.of(in), i % 2 == 0 ? other : Comm.ANY_SOURCE, i);
            Request send = i % 3 == 0 ? comm.issend(Buf.of(out), other, i) : comm.isend(Buf.of(out), other, i);
            Request.awaitAll(receive, send);
            if (i % 4 == 0) {
                comm.iallreduce(Buf.of(sum), Op.MAX).await();
            }
            if (i % 8 == 0) {
                PersistentRequest.startAll(again);
                Request.awaitAll(again);
                comm.bsend(Buf.of(out), other, i);
                comm.recv(Buf.of(in), other, i);
            }
            if (i % 64 == 0) {
                PartitionedRequest receiveParts = comm.precvInit(Buf.of(in), 1, other, i, Info.NULL);
                PartitionedRequest sendParts = comm.psendInit(Buf.of(out), 1, other, i, Info.NULL);
                PersistentRequest.startAll(receiveParts, sendParts);
                sendParts.pready(0);
                Request.awaitAll(receiveParts, sendParts);
            }
            if (i % 16 == 0) {
                Request never = comm.irecv(Buf.of(in), other, i);
                never.cancel();
                Request.awaitAny(never);
            }
        }
        comm.barrier();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void communicatorsThatAreClosedLeaveTheHeapAsItWas(String transport) {
        int rounds = Integer.getInteger("mpi4j.leak.rounds", 20_000);
        new Ranks(transport, 2).runWorld(comm -> {
            makeAndClose(comm, rounds / 10);
            long before = usedAfterGc();
            makeAndClose(comm, rounds);
            long after = usedAfterGc();
            assertTrue(after < before + SLACK_BYTES, "used bytes before=" + before + " after=" + after);
        });
    }

    private static void makeAndClose(Comm comm, int rounds) {
        Keyval<byte[]> key = Comm.createKeyval(Keyval.dupFn(), Keyval.nullDeleteFn());
        try (Comm parent = comm.dup()) {
            parent.setAttr(key, new byte[100]);
            for (int i = 0; i < rounds; i++) {
                Comm part = parent.split(i % 2 == 0 ? 0 : parent.rank(), i);
                if (i % 8 == 0) {
                    part.barrier();
                    parent.dup().close();
                    parent.idup().get().close();
                    parent.createGroup(parent.group(), 1).close();
                }
                if (i % 64 == 0) {
                    Comm half = parent.split(parent.rank(), 0);
                    Intercomm inter = half.createIntercomm(0, parent, 1 - parent.rank(), 0);
                    inter.merge(false).close();
                    inter.close();
                    half.close();
                }
                part.close();
            }
        }
        comm.barrier();
    }

    private static long usedAfterGc() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}

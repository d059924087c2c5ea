package org.mpi4j.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/** What every transport promises. A transport's test class inherits it and says how to start one transport per rank. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
public abstract class TransportContract {
    private final List<ContractRank> ranks = new ArrayList<>();

    /** Starts one transport for each context; the contexts' ranks are 0, 1, 2, … of one job. */
    protected abstract List<Transport> start(List<TransportContext> contexts) throws IOException;

    /** The value of a setting in these tests; the default unless overridden. */
    protected String setting(String key) {
        return new Settings(_ -> null, _ -> null).get(key);
    }

    /** How many frames of the largest size a link may take before it must refuse while its receiver does not poll. */
    protected int framesBeforeRefusal() {
        return 100_000;
    }

    @AfterEach
    void closeAll() throws IOException {
        for (ContractRank rank : ranks) {
            rank.close();
        }
    }

    @Test
    void carriesEverySizeFromHeapAndOffHeap() throws IOException {
        job(2);
        ContractRank sender = ranks.get(0);
        int max = sender.link(1).maxPayload();
        assertTrue(max >= 1024, () -> "maxPayload=" + max);
        for (int length : new int[] {0, 1, 7, 8, 23, 24, 25, 63, 64, 65, 1000, 2047, 2048, 2049, 4095, 4096, 4097, max - 1, max}) {
            if (length <= max) {
                exchange(sender, 1, length);
                exchange(sender, 1, length);
            }
        }
        assertEquals(sender.sent[1], ranks.get(1).received[0]);
    }

    @Test
    void keepsTheOrderOfFramesOfMixedSizes() throws IOException {
        job(2);
        ContractRank sender = ranks.get(0);
        int max = sender.link(1).maxPayload();
        for (int i = 0; i < 2_000; i++) {
            int length = i % 3 == 0 ? max - i % 7 : i % 100;
            while (!sender.trySend(1, length)) {
                pollAll();
            }
        }
        pollUntilReceived(1, 2_000);
    }

    @Test
    void carriesFramesBothWaysWhenBothOpenAtOnce() throws IOException {
        job(2);
        ranks.get(0).link(1);
        ranks.get(1).link(0);
        for (int i = 0; i < 100; i++) {
            exchange(ranks.get(0), 1, i);
            exchange(ranks.get(1), 0, i);
        }
    }

    @Test
    void refusesFramesWhileTheReceiverDoesNotPollAndTakesThemLater() throws IOException {
        job(2);
        ContractRank sender = ranks.get(0);
        exchange(sender, 1, 8);
        for (int length : new int[] {0, 100, sender.link(1).maxPayload()}) {
            sendUntilRefused(sender, 1, length);
            pollUntilReceived(1, sender.sent[1]);
            exchange(sender, 1, length);
        }
    }

    @Test
    void carriesFramesFromManySendersToOneReceiver() throws Exception {
        int senders = 6;
        int frames = 2_000;
        job(senders + 1);
        List<Callable<Void>> bodies = new ArrayList<>();
        bodies.add(() -> receive(ranks.get(0), (long) senders * frames));
        for (int i = 1; i <= senders; i++) {
            ContractRank sender = ranks.get(i);
            bodies.add(() -> {
                for (int n = 0; n < frames; n++) {
                    sender.send(0, n % 500 == 0 ? sender.link(0).maxPayload() : n % 200);
                }
                return flush(sender);
            });
        }
        inThreads(bodies);
    }

    @Test
    void takesFramesFromInsideFrame() throws Exception {
        int rounds = 3_000;
        job(2);
        ContractRank echo = ranks.get(1);
        long[] refused = new long[1];
        echo.insideFrame(() -> {
            if (!echo.trySend(0, 40)) {
                refused[0]++;
            }
        });
        for (int i = 0; i < rounds; i++) {
            while (!ranks.get(0).trySend(1, 16)) {
                pollAll();
            }
        }
        pollUntilReceived(1, rounds);
        pollUntilReceived(0, rounds - refused[0]);
    }

    @Test
    void wakesASleepingReceiverEachTime() throws Exception {
        int rounds = 3_000;
        job(2);
        inThreads(List.of(
                () -> pingPong(ranks.get(0), 1, rounds, true, false), () -> pingPong(ranks.get(1), 0, rounds, false, false)));
    }

    @Test
    void losesNoWakeUpHoweverLateTheReceiverFallsAsleep() throws Exception {
        int rounds = 3_000;
        job(2);
        inThreads(List.of(
                () -> pingPong(ranks.get(0), 1, rounds, true, true), () -> pingPong(ranks.get(1), 0, rounds, false, true)));
    }

    @Test
    void wakesARankWhoseFramesWereRefused() throws Exception {
        job(2);
        ContractRank sender = ranks.get(0);
        ContractRank receiver = ranks.get(1);
        int frames = 2_000;
        inThreads(List.of(
                () -> {
                    for (int i = 0; i < frames; i++) {
                        while (!sender.trySend(1, sender.link(1).maxPayload())) {
                            if (sender.poll() == 0) {
                                sender.sleep();
                            }
                        }
                    }
                    return flush(sender);
                },
                () -> {
                    while (receiver.received[0] < frames) {
                        if (receiver.poll() == 0) {
                            receiver.sleep();
                        }
                    }
                    return null;
                }));
    }

    @Test
    void doesNotSleepWhenWhatWasRefusedCouldGoNow() throws Exception {
        job(2);
        ContractRank sender = ranks.get(0);
        ContractRank receiver = ranks.get(1);
        exchange(sender, 1, 0); // so that it is the peer that refuses, not a connection on its way
        sendUntilRefused(sender, 1, sender.link(1).maxPayload());
        for (int quiet = 0; quiet < 20; quiet++) {
            if (receiver.poll() > 0) {
                quiet = 0;
            }
            Thread.sleep(1);
        }
        assertFalse(sender.transport().prepareSleep(), "nobody would wake it: its peer waits for these frames");
        sender.transport().endSleep();
        sender.send(1, sender.link(1).maxPayload());
        pollUntilReceived(1, sender.sent[1]);
    }

    @Test
    void wakesASleepingRankThatIsTold() throws Exception {
        job(1);
        ContractRank rank = ranks.get(0);
        assertTrue(rank.transport().prepareSleep());
        rank.sleeper.wake();
        rank.sleeper.sleep(60_000);
        rank.transport().endSleep();
        assertEquals(0, rank.poll());
    }

    @Test
    void deliversWhatWasFlushedBeforeTheSenderClosed() throws Exception {
        job(2);
        ContractRank sender = ranks.get(0);
        for (int i = 0; i < 100; i++) {
            while (!sender.trySend(1, i)) {
                pollAll();
            }
        }
        while (!sender.transport().flushed()) {
            pollAll();
        }
        sender.close();
        while (ranks.get(1).received[0] < 100) {
            ranks.get(1).poll();
        }
    }

    @Test
    void takesOrReportsFramesForAPeerThatHasClosed() throws Exception {
        job(3);
        ContractRank sender = ranks.get(0);
        exchange(sender, 1, 8);
        ranks.get(1).close();
        for (int i = 0; i < 10_000 && sender.broken.isEmpty(); i++) {
            while (!sender.trySend(1, 100) && sender.broken.isEmpty()) {
                sender.poll();
            }
        }
        assertTrue(sender.broken.size() <= 1, () -> "told once: " + sender.broken);
        sender.broken.clear();
        ranks.remove(1);
        exchange(sender, ranks.get(1).rank, 8);
    }

    @Test
    void soaksWithRandomFramesAmongAll() throws Exception {
        long seed = System.nanoTime();
        System.out.println(getClass().getSimpleName() + " soak seed=" + seed);
        int size = 4;
        int frames = 3_000;
        job(size);
        SplittableRandom random = new SplittableRandom(seed);
        long[] expected = new long[size];
        int[][] dest = new int[size][frames];
        for (int r = 0; r < size; r++) {
            for (int i = 0; i < frames; i++) {
                dest[r][i] = (r + 1 + random.nextInt(size - 1)) % size;
                expected[dest[r][i]]++;
            }
        }
        List<Callable<Void>> bodies = new ArrayList<>();
        for (int r = 0; r < size; r++) {
            ContractRank rank = ranks.get(r);
            SplittableRandom own = random.split();
            bodies.add(() -> soak(rank, dest[rank.rank], expected[rank.rank], own));
        }
        inThreads(bodies);
    }

    /** Makes a job of so many ranks, all driven by this thread. */
    private void job(int size) throws IOException {
        String job = "contract-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);
        for (int i = 0; i < size; i++) {
            ranks.add(new ContractRank(i, size, job, this::setting));
        }
        List<Transport> transports = start(ranks.stream().map(r -> r.context).toList());
        for (int i = 0; i < size; i++) {
            ranks.get(i).start(transports.get(i));
        }
        for (ContractRank rank : ranks) {
            ranks.forEach(other -> other.meet(rank.rank, rank.card()));
        }
    }

    private void exchange(ContractRank sender, int peer, int length) {
        while (!sender.trySend(peer, length)) {
            pollAll();
        }
        ContractRank receiver = ranks.stream().filter(r -> r.rank == peer).findFirst().orElseThrow();
        while (receiver.received[sender.rank] < sender.sent[peer]) {
            pollAll();
        }
    }

    private void pollAll() {
        int handled = 0;
        for (ContractRank rank : ranks) {
            handled += rank.poll();
            assertEquals(List.of(), rank.broken);
        }
        if (handled == 0) {
            ContractRank.letOthersRun();
        }
    }

    private void pollUntilReceived(int rank, long frames) {
        while (ranks.get(rank).totalReceived() < frames) {
            pollAll();
        }
        pollAll();
        assertEquals(frames, ranks.get(rank).totalReceived());
    }

    private void sendUntilRefused(ContractRank sender, int peer, int length) {
        int refusals = 0;
        for (long first = sender.sent[peer]; refusals < 1_000; ) {
            if (sender.trySend(peer, length)) {
                refusals = 0;
                if (length == 0 && sender.sent[peer] - first == framesBeforeRefusal()) {
                    return;
                }
                assertTrue(sender.sent[peer] - first <= framesBeforeRefusal(), "a link must refuse at last");
            } else {
                refusals++;
                sender.poll();
            }
        }
    }

    private static Void flush(ContractRank rank) {
        while (!rank.transport().flushed()) {
            rank.poll();
        }
        return null;
    }

    private static Void receive(ContractRank rank, long frames) {
        while (rank.totalReceived() < frames) {
            if (rank.poll() == 0) {
                ContractRank.letOthersRun();
            }
        }
        return null;
    }

    private static Void pingPong(ContractRank rank, int peer, int rounds, boolean first, boolean delay) {
        SplittableRandom random = new SplittableRandom(rank.rank);
        for (int i = 0; i < rounds; i++) {
            if (first) {
                rank.send(peer, 8);
            }
            while (rank.received[peer] <= i) {
                for (int spins = delay ? random.nextInt(2_000) : 0; spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                rank.sleep();
                rank.poll();
            }
            if (!first) {
                rank.send(peer, 8);
            }
        }
        return flush(rank);
    }

    private static Void soak(ContractRank rank, int[] dest, long expected, SplittableRandom random) {
        int max = rank.link(dest[0]).maxPayload();
        for (int peer : dest) {
            int length = random.nextInt(10) == 0 ? random.nextInt(max + 1) : random.nextInt(200);
            rank.send(peer, length);
            if (random.nextInt(8) == 0) {
                rank.poll();
            }
        }
        while (rank.totalReceived() < expected || !rank.transport().flushed()) {
            if (rank.poll() == 0 && random.nextInt(4) == 0) {
                rank.sleep();
            }
        }
        return null;
    }

    /** Runs each body in a thread that drives the rank of the same index. */
    private void inThreads(List<Callable<Void>> bodies) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(bodies.size())) {
            List<Future<Void>> futures = new ArrayList<>();
            for (int i = 0; i < bodies.size(); i++) {
                ContractRank rank = ranks.get(i);
                Callable<Void> body = bodies.get(i);
                futures.add(threads.submit(() -> {
                    rank.driveHere();
                    return body.call();
                }));
            }
            try {
                awaitAll(futures);
            } finally {
                threads.shutdownNow();
            }
        }
        ranks.forEach(ContractRank::driveHere);
        ranks.forEach(rank -> assertEquals(List.of(), rank.broken));
    }

    private static void awaitAll(List<Future<Void>> futures) throws InterruptedException {
        try {
            for (Future<Void> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            fail(e.getCause());
        }
    }
}

package org.mpi4j.internal.boot;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.RankBody;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.comm.CommBoard;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.ParkSleeper;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.progress.RankSleeper;
import org.mpi4j.internal.progress.SelectorSleeper;
import org.mpi4j.internal.progress.Waiting;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.internal.transport.shm.Doorbell;
import org.mpi4j.internal.transport.shm.ShmSegment;
import org.mpi4j.internal.transport.shm.ShmTransport;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/** A job whose ranks are threads of this JVM. Used once; thread-safe. */
final class ThreadRanks {
    private static final int MAX_PLATFORM_THREADS = 64;
    private static final long SEGMENT_LIMIT_BYTES = 256L << 20;

    private static final ScopedValue<Rank> CURRENT = ScopedValue.newInstance();

    private final int size;
    private final Settings settings;
    private final HostId host;
    private final String id;
    private final List<Rank> ranks = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

    /** Thrown to unwind a rank whose job another rank has ended. */
    private static final class JobEnded extends MpiException {
        private static final long serialVersionUID = 1;

        JobEnded(String message) {
            super(ErrorClass.PROC_ABORTED, message);
        }
    }

    ThreadRanks(int size, Settings settings, HostId host) {
        if (size < 1) {
            throw new MpiException(ErrorClass.ARG, "run: ranks=" + size + " is less than 1");
        }
        this.size = size;
        this.settings = settings;
        this.host = host;
        this.id = "jvm-" + ProcessHandle.current().pid() + "-" + Integer.toHexString(System.identityHashCode(this));
    }

    /** Runs the body on every rank; returns when all have returned, or throws what the first failed with. */
    void run(RankBody body) {
        boolean virtual = isVirtual();
        start();
        CountDownLatch running = new CountDownLatch(size);
        for (int rank = 0; rank < size; rank++) {
            Rank one = ranks.get(rank);
            Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
            builder.name("mpi4j-rank-" + rank).start(() -> {
                try {
                    runOne(body, one);
                } finally {
                    running.countDown();
                }
            });
        }
        await(running);
        ranks.forEach(Rank::release);
        rethrow(first.get());
    }

    private boolean isVirtual() {
        String value = settings.get(Setting.RUN_THREADS).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "auto" -> size > MAX_PLATFORM_THREADS;
            case "virtual" -> true;
            case "platform" -> false;
            default ->
                throw new MpiException(
                        ErrorClass.ARG,
                        "setting " + Setting.RUN_THREADS.key() + " (" + Setting.RUN_THREADS.variable() + "): value='" + value
                                + "' is not one of auto, platform, virtual");
        };
    }

    /** Whatever the body throws ends the job. */
    @SuppressWarnings("CatchingUnchecked")
    private void runOne(RankBody body, Rank rank) {
        try {
            World mpi = rank.openWorld(ThreadLevel.MULTIPLE);
            ScopedValue.where(CURRENT, rank).call(() -> {
                body.run(mpi);
                rank.closeAll();
                return rank;
            });
        } catch (Throwable e) {
            end(e, "rank " + rank.number() + " failed: " + e);
        }
    }

    /** The rank that the calling thread is; null if no {@code run} has made it one. */
    static @Nullable Rank current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    private void end(Throwable cause, String why) {
        if (first.compareAndSet(null, cause)) {
            ranks.forEach(r -> r.progress().poison(new Failure(ErrorClass.PROC_ABORTED, why)));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MpiException(ErrorClass.OTHER, "run: interrupted while the ranks run", e);
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new MpiException(ErrorClass.OTHER, "run: a rank failed: " + failure, failure);
        }
    }

    private void start() {
        List<String> wanted = settings.list(Setting.TRANSPORT);
        boolean shared = wanted.contains("shm");
        List<TransportContext> contexts = new ArrayList<>();
        List<Engine> engines = new ArrayList<>();
        Settings ofRanks = ofRanks(isVirtual());
        Waiting waiting = Waiting.ofThreads(settings, size, isVirtual());
        byte[] secret = id.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int rank = 0; rank < size; rank++) {
            RankSleeper sleeper = shared ? new ParkSleeper() : new SelectorSleeper();
            Progress progress = new Progress(sleeper, waiting, settings.flag(Setting.HELPER));
            Engine engine = new Engine(
                    rank, size, progress, settings.bytesOrAuto(Setting.EAGER_LIMIT), settings.bytes(Setting.EAGER_WINDOW));
            engines.add(engine);
            contexts.add(new TransportContext(rank, size, id, secret, engine, sleeper, progress::isDriver, settings::get));
        }
        List<Transport> transports = shared ? shareMemory(contexts) : others(wanted, contexts);
        List<Map<String, byte[]>> cards = transports.stream().map(t -> Map.of(t.name(), t.card())).toList();
        double[] coreShares = new double[size];
        Arrays.fill(coreShares, Math.min(1, (double) Runtime.getRuntime().availableProcessors() / size));
        int[] hosts = new int[size];
        List<String> hostNames = Collections.nCopies(size, host.name());
        for (int rank = 0; rank < size; rank++) {
            List<Transport> own = List.of(transports.get(rank));
            Routes routes = new Routes(engines.get(rank).progress(), rank, own, cards, hostNames);
            RankParts parts = new RankParts(rank, size, hosts, coreShares, hostNames, engines.get(rank), own, routes, ofRanks);
            ranks.add(new Rank(parts, new ThreadTies(rank)));
        }
    }

    /** Virtual threads park at once, and on a board each of them has to come round for the posts of all others; messages wake one only when its own is there. */
    private Settings ofRanks(boolean virtual) {
        return virtual && settings.get(Setting.COLL_BOARD).equals(CommBoard.AUTO) ? settings.with(Setting.COLL_BOARD, CommBoard.OFF) : settings;
    }

    private List<Transport> shareMemory(List<TransportContext> contexts) {
        ShmSegment segment = ShmSegment.anonymous(HostSegment.layout(settings, size), SEGMENT_LIMIT_BYTES)
                .orElseThrow(() -> new MpiException(
                        ErrorClass.NO_MEM, "run: ranks=" + size + " do not fit into limitBytes=" + SEGMENT_LIMIT_BYTES + " of shared memory"));
        Doorbell doorbell = Doorbell.ofThreads(rank -> contexts.get(rank).sleeper());
        int[] all = IntStream.range(0, size).toArray();
        boolean sharesCores = size > Waiting.cores(settings);
        List<Transport> transports = new ArrayList<>();
        contexts.forEach(c -> transports.add(new ShmTransport(c, segment, c.rank(), all, sharesCores, doorbell)));
        return transports;
    }

    private static List<Transport> others(List<String> wanted, List<TransportContext> contexts) {
        if (wanted.isEmpty()) {
            throw new MpiException(ErrorClass.ARG, "run: setting " + Setting.TRANSPORT.key() + " names no transport");
        }
        List<Transport> transports = new ArrayList<>();
        contexts.forEach(c -> transports.add(Transports.start(wanted.getFirst(), c)));
        return transports;
    }

    /** Ends the job from inside: unwinds the rank that asks, and fails what the others wait for. */
    private final class ThreadTies implements Rank.Ties {
        private final int rank;

        ThreadTies(int rank) {
            this.rank = rank;
        }

        @Override
        public boolean allLeave(boolean leaves) {
            return false; // all ranks are released together, when the last of them has ended
        }

        @Override
        public void goodbye(boolean together) {}

        @Override
        public void comeBack() {}

        @Override
        public int appnum() {
            return 0;
        }

        @Override
        public void abort(int code, String reason) {
            String why = "rank " + rank + " ended the job: " + reason + " code=" + code;
            JobEnded ended = new JobEnded(why);
            end(ended, why);
            throw ended;
        }
    }

    /** The stack trace as text. */
    static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

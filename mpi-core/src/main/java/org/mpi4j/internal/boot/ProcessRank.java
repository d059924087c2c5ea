package org.mpi4j.internal.boot;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.ExchangeListener;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.boot.exchange.RankState;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/**
 * A rank that is this process: how it joins its job, and how it ends with it. Thread-safe.
 *
 * <p>A process joins once, at its first init, and stays what it is until it ends, though nothing may be open in it meanwhile. So this is the one
 * class with static state: see {@code docs/decisions/0011-a-process-joins-once.md}.
 */
final class ProcessRank implements Rank.Ties {
    private static final long WORDS_FIRST_NANOS = 100_000_000;
    private static final ReentrantLock JOINING = new ReentrantLock();
    private static final AtomicReference<@Nullable ProcessRank> JOINED = new AtomicReference<>();

    private final String host;
    private final long hooksNanos;
    private final Leftovers leftovers = new Leftovers();
    private final AtomicReference<@Nullable Job> job = new AtomicReference<>();
    private final AtomicReference<@Nullable Rank> rank = new AtomicReference<>();

    private ProcessRank(String host, long hooksNanos) {
        this.host = host;
        this.hooksNanos = hooksNanos;
    }

    /** This process's rank, which joins the job if it is the first time. From now on an exception that leaves this thread ends the job. */
    static Rank join(Settings settings) {
        JOINING.lock();
        try {
            ProcessRank known = JOINED.get();
            if (known != null) {
                known.endJobWith(Thread.currentThread());
                return Objects.requireNonNull(known.rank.get());
            }
            HostId host = HostId.ofThisProcess();
            ProcessRank process = new ProcessRank(host.name(), settings.nanos(Setting.ABORT_HOOKS));
            Rank made = process.start(settings, host);
            JOINED.set(process);
            return made;
        } finally {
            JOINING.unlock();
        }
    }

    /** This process's rank; null if it has not joined its job. */
    static @Nullable Rank joined() {
        ProcessRank process = JOINED.get();
        return process == null ? null : process.rank.get();
    }

    private Rank start(Settings settings, HostId hostId) {
        Job found = Bootstrap.join(System::getenv, settings, hostId, new Listener());
        job.set(found);
        Ends.whenThisProcessDoes(found);
        endJobWith(Thread.currentThread());
        try {
            Rank made = new Rank(ProcessStart.start(found, settings, hostId, leftovers, followers()), this);
            rank.set(made);
            return made;
        } finally {
            leftovers.remove();
        }
    }

    /** How many ranks follow this one on its host, where the launcher says that it is the first there; otherwise 0. */
    private static int followers() {
        return System.getenv(JobVariables.LOCAL_RANK) == null || told(JobVariables.LOCAL_RANK) != 0 ? 0 : Math.max(0, told(JobVariables.LOCAL_SIZE) - 1);
    }

    @Override
    public int appnum() {
        return Math.max(0, told(JobVariables.APPNUM));
    }

    /** A number that the launcher has told, 0 if it has not, or -1 for what is none. */
    private static int told(String variable) {
        String number = System.getenv(variable);
        try {
            return number == null ? 0 : Integer.parseInt(number);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private void endJobWith(Thread main) {
        Thread.UncaughtExceptionHandler before = main.getUncaughtExceptionHandler();
        if (!(before instanceof EndsJob)) {
            main.setUncaughtExceptionHandler(new EndsJob(before));
        }
    }

    private int number() {
        Job known = job.get();
        return known == null ? JobEnd.NO_RANK : known.rank();
    }

    /** What is done when this process ends. Not a lambda: its class could not come from a cache. */
    private record Ends(Job job) implements Runnable {
        static void whenThisProcessDoes(Job job) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(new Ends(job), "mpi4j-ends"));
            } catch (IllegalStateException _) {
                // it does already
            }
        }

        @Override
        public void run() {
            job.processEnds();
        }
    }

    /** What happens to an exception that leaves a thread which has called init. */
    private final class EndsJob implements Thread.UncaughtExceptionHandler {
        private final Thread.@Nullable UncaughtExceptionHandler before;

        EndsJob(Thread.@Nullable UncaughtExceptionHandler before) {
            this.before = before;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            System.out.flush();
            if (before == null || before instanceof ThreadGroup) {
                System.err.print("Exception in thread \"" + thread.getName() + "\" of rank " + number() + " on " + host + " ");
                thrown.printStackTrace();
            } else {
                before.uncaughtException(thread, thrown);
            }
            abort(1, ThreadRanks.trace(thrown));
        }
    }

    /** What the exchange tells this process. */
    private final class Listener implements ExchangeListener {
        @Override
        public void ended(JobEnd end) {
            jobEnded(end);
        }

        @Override
        public void asked(Consumer<RankState> answer) {
            ProcessRank.this.asked(answer);
        }

        @Override
        public void gone(int peer) {
            Rank here = rank.get();
            if (here != null) {
                here.gone(peer);
            }
        }
    }

    /** Somebody wants to know what this rank does; the thread that reads the connection must not wait for that. */
    private void asked(Consumer<RankState> answer) {
        Thread.ofPlatform().daemon().name("mpi4j-inspection").start(() -> {
            Job known = job.get();
            try {
                answer.accept(new Inspection(rank.get(), known == null ? -1 : known.waitsNanos()).state());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** The job ended without this rank. The launcher {@code jrun} says why; where another one started us, one rank does. */
    private void jobEnded(JobEnd end) {
        leftovers.remove();
        System.out.flush();
        boolean isOnItsOwn = System.getenv(JobVariables.EXCHANGE) == null;
        if (isOnItsOwn && number() == speaker(end)) {
            String who = end.rank() == JobEnd.NO_RANK ? "the launcher" : "rank " + end.rank();
            String reason = end.reason().lines().findFirst().orElse("");
            System.err.println("mpi4j: " + who + " on " + end.host() + " ended the job with code " + end.code() + ": " + reason);
        }
        System.err.flush();
        if (isOnItsOwn) {
            LockSupport.parkNanos(WORDS_FIRST_NANOS); // the first end has the launcher kill all, and lose what they have just said
        }
        halt(end.code());
    }

    /** The rank that says why; where rank 0's host is lost, one that hardly runs there. */
    private int speaker(JobEnd end) {
        Job known = job.get();
        if (end.cause() == JobEnd.Cause.SERVER_LOST && end.rank() == 0 && known != null) {
            return known.size() - 1;
        }
        return end.rank() == 0 ? 1 : 0;
    }

    @Override
    public boolean allLeave(boolean leaves) {
        Job known = job.get();
        if (known == null || known.size() == 1) {
            return leaves;
        }
        byte[] mine = {(byte) (leaves ? 1 : 0)};
        return known.allgather(mine).stream().allMatch(one -> one[0] == 1);
    }

    @Override
    public void goodbye(boolean together) {
        Job known = job.get();
        if (known != null) {
            known.goodbye(together);
        }
    }

    @Override
    public void comeBack() {
        Job known = job.get();
        if (known != null) {
            known.comeBack();
        }
    }

    @Override
    public void abort(int code, String reason) {
        System.out.flush();
        System.err.flush();
        leftovers.remove();
        Job known = job.get();
        if (known != null) {
            known.abort(code, reason);
        }
        halt(code);
    }

    /** Ends this process at once, or after its shutdown hooks, a flight recorder's for instance, if they may run. */
    private void halt(int code) {
        if (hooksNanos > 0) {
            Thread exit = Thread.ofPlatform().daemon().name("mpi4j-exit").start(() -> Runtime.getRuntime().exit(code));
            try {
                exit.join(Duration.ofNanos(hooksNanos));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        Runtime.getRuntime().halt(code);
    }
}

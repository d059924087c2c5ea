package org.mpi4j.internal.boot;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Mpi;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.settings.Settings;

/** A rank that is this process: how it joins its job, and how it ends with it. Thread-safe. */
final class ProcessRank implements Rank.Ties {
    private final String host;
    private final Leftovers leftovers = new Leftovers();
    private final AtomicReference<@Nullable Job> joined = new AtomicReference<>();

    private ProcessRank(String host) {
        this.host = host;
    }

    static Mpi init(ThreadLevel required, Settings settings) {
        HostId host = HostId.ofThisProcess();
        ProcessRank ties = new ProcessRank(host.name());
        Job job = Bootstrap.join(System::getenv, settings, host, ties::jobEnded);
        ties.joined.set(job);
        ties.endJobWith(Thread.currentThread(), job);
        try {
            return new Rank(ProcessStart.start(job, settings, host, ties.leftovers, followers()), ties, required);
        } finally {
            ties.leftovers.remove();
        }
    }

    /** How many ranks follow this one on its host, where the launcher says that it is the first there; otherwise 0. */
    private static int followers() {
        String first = System.getenv(JobVariables.LOCAL_RANK);
        String ranks = System.getenv(JobVariables.LOCAL_SIZE);
        try {
            return first == null || ranks == null || Integer.parseInt(first) != 0 ? 0 : Math.max(0, Integer.parseInt(ranks) - 1);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** From now on an exception that leaves this thread, the rank's main thread, ends the job. */
    private void endJobWith(Thread main, Job job) {
        Thread.UncaughtExceptionHandler before = main.getUncaughtExceptionHandler();
        main.setUncaughtExceptionHandler((thread, thrown) -> {
            System.out.flush();
            if (before == null || before instanceof ThreadGroup) {
                System.err.print("Exception in thread \"" + thread.getName() + "\" of rank " + job.rank() + " on " + host + " ");
                thrown.printStackTrace();
            } else {
                before.uncaughtException(thread, thrown);
            }
            abort(1, ThreadRanks.trace(thrown));
        });
    }

    /** The job ended without this rank. The launcher {@code jrun} says why; where another one started us, one rank does. */
    private void jobEnded(JobEnd end) {
        leftovers.remove();
        System.out.flush();
        Job job = joined.get();
        int rank = job == null ? JobEnd.NO_RANK : job.rank();
        boolean speaks = System.getenv(JobVariables.EXCHANGE) == null && rank == (end.rank() == 0 ? 1 : 0);
        if (speaks) {
            String who = end.rank() == JobEnd.NO_RANK ? "the launcher" : "rank " + end.rank();
            String reason = end.reason().lines().findFirst().orElse("");
            System.err.println("mpi4j: " + who + " on " + end.host() + " ended the job with code " + end.code() + ": " + reason);
        }
        System.err.flush();
        Runtime.getRuntime().halt(end.code());
    }

    @Override
    public void goodbye(Rank rank) {
        Job job = joined.get();
        if (job != null) {
            job.fence();
            job.goodbye();
        }
        rank.release();
    }

    @Override
    public void abort(int code, String reason) {
        System.out.flush();
        System.err.flush();
        leftovers.remove();
        Job job = joined.get();
        if (job != null) {
            job.abort(code, reason);
        }
        Runtime.getRuntime().halt(code);
    }
}

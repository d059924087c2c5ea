package org.mpi4j.internal.boot;

import org.mpi4j.Mpi;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.settings.Settings;

/** A rank that is this process: how it joins its job, and how it ends with it. Thread-safe. */
final class ProcessRank implements Rank.Ties {
    private final Job job;
    private final String host;

    private ProcessRank(Job job, String host) {
        this.job = job;
        this.host = host;
    }

    static Mpi init(ThreadLevel required, Settings settings) {
        HostId host = HostId.ofThisProcess();
        Job job = Bootstrap.join(System::getenv, settings, host, ProcessRank::jobEnded);
        ProcessRank ties = new ProcessRank(job, host.name());
        ties.endJobWith(Thread.currentThread());
        return new Rank(ProcessStart.start(job, settings, host), ties, required);
    }

    /** From now on an exception that leaves this thread, the rank's main thread, ends the job. */
    private void endJobWith(Thread main) {
        Thread.UncaughtExceptionHandler before = main.getUncaughtExceptionHandler();
        main.setUncaughtExceptionHandler((thread, thrown) -> {
            System.out.flush();
            if (before == null || before instanceof ThreadGroup) {
                System.err.print("Exception in thread \"" + thread.getName() + "\" of rank " + job.rank() + " on " + host + " ");
                thrown.printStackTrace();
            } else {
                before.uncaughtException(thread, thrown);
            }
            System.err.flush();
            job.abort(1, ThreadRanks.trace(thrown));
            Runtime.getRuntime().halt(1);
        });
    }

    /** The job ended without this rank: says so once for all of them, and ends. */
    private static void jobEnded(JobEnd end) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(end.code());
    }

    @Override
    public void goodbye() {
        job.goodbye();
    }

    @Override
    public void abort(int code, String reason) {
        System.out.flush();
        System.err.flush();
        job.abort(code, reason);
        Runtime.getRuntime().halt(code);
    }
}

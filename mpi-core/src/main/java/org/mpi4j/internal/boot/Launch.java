package org.mpi4j.internal.boot;

import org.jspecify.annotations.Nullable;
import org.mpi4j.Info;
import org.mpi4j.Mpi;
import org.mpi4j.RankBody;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.settings.Settings;

/** The composition root: makes ranks of processes and of threads. Stateless. */
public final class Launch {
    private Launch() {}

    /** Joins the job that this process's environment names. */
    public static Mpi init(ThreadLevel required, String... args) {
        return ProcessRank.init(required, Settings.ofProcess());
    }

    /** Runs ranks as threads of this JVM. */
    public static void run(int ranks, RankBody body) {
        run(ranks, Settings.ofProcess(), body);
    }

    /** Runs ranks as threads of this JVM, with other settings than the process's own. */
    public static void run(int ranks, Settings settings, RankBody body) {
        new ThreadRanks(ranks, settings, HostId.ofThisProcess()).run(body);
    }

    public static String version() {
        String version = Launch.class.getPackage().getImplementationVersion();
        return "MPI 5.0 (mpi4j " + (version == null ? "from the class folder" : version) + ")";
    }

    /** How this process was started, as the standard's keys tell it. */
    public static Info environment(String... args) {
        return StartInfo.of(System::getenv, System::getProperty, HostId.ofThisProcess().name(), args);
    }

    /** The name of the transport that carries messages to a rank of the job; {@code self} for the rank itself, null for an Mpi not of ours. */
    public static @Nullable String transportTo(Mpi mpi, int rank) {
        return mpi instanceof Rank ours ? ours.transportTo(rank) : null;
    }

    /** The settings in force for a rank. */
    public static Settings settings(Mpi mpi) {
        return mpi instanceof Rank ours ? ours.settings() : Settings.ofProcess();
    }
}

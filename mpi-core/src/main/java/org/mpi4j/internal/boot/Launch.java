package org.mpi4j.internal.boot;

import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorHandler;
import org.mpi4j.Info;
import org.mpi4j.Mpi;
import org.mpi4j.RankBody;
import org.mpi4j.Session;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.settings.Settings;

/** The composition root: makes ranks of processes and of threads. Stateless. */
public final class Launch {
    private Launch() {}

    /** Joins the job that this process's environment names. */
    public static Mpi init(ThreadLevel required, String... args) {
        return rank().openWorld(required);
    }

    /** Opens a session of the rank that the calling thread belongs to. */
    public static Session initSession(Info info, ErrorHandler errorHandler) {
        return rank().openSession(info, errorHandler);
    }

    /** Whether the rank that the calling thread belongs to has begun with the world model. */
    public static boolean isInitialized() {
        Rank rank = rankIfAny();
        return rank != null && rank.hadWorld();
    }

    /** Whether it has closed the world that it had last. */
    public static boolean isFinalized() {
        Rank rank = rankIfAny();
        return rank != null && rank.closedWorld();
    }

    private static Rank rank() {
        Rank current = ThreadRanks.current();
        return current == null ? ProcessRank.join(Settings.ofProcess()) : current;
    }

    private static @Nullable Rank rankIfAny() {
        Rank current = ThreadRanks.current();
        return current == null ? ProcessRank.joined() : current;
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
        return "MPI 5.0 (" + libraryVersion() + ")";
    }

    public static String libraryVersion() {
        String version = Launch.class.getPackage().getImplementationVersion();
        return "mpi4j " + (version == null ? "from the class folder" : version);
    }

    /** How this process was started, as the standard's keys tell it. */
    public static Info environment(String... args) {
        return StartInfo.of(System::getenv, System::getProperty, HostId.ofThisProcess().name(), args);
    }

    /** The name of the transport that carries messages to a rank of the job; {@code self} for the rank itself, null for an Mpi not of ours. */
    public static @Nullable String transportTo(Mpi mpi, int rank) {
        return mpi instanceof World ours ? ours.rank().transportTo(rank) : null;
    }

    /** The settings in force for a rank. */
    public static Settings settings(Mpi mpi) {
        return mpi instanceof World ours ? ours.rank().settings() : Settings.ofProcess();
    }
}

package org.mpi4j.internal.boot;

import org.mpi4j.Mpi;
import org.mpi4j.RankBody;
import org.mpi4j.ThreadLevel;

/** The composition root. */
public final class Launch {
    private Launch() {}

    public static Mpi init(ThreadLevel required, String... args) {
        throw new IllegalStateException(required.toString() + args.length);
    }

    public static void run(int ranks, RankBody body) {
        throw new IllegalStateException(ranks + body.toString());
    }

    public static String version() {
        return "MPI 5.0 (mpi4j 0.1.0)";
    }
}

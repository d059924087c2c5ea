package org.mpi4j.bench;

import java.util.Locale;
import org.mpi4j.bench.loops.Test;

/** OSU's names for what {@link Test} measures. Immutable. */
enum OsuTest {
    OSU_LATENCY("Latency Test", Test.LATENCY, Kind.LATENCY),
    OSU_MULTI_LAT("Multi Latency Test", Test.LATENCY, Kind.LATENCY),
    OSU_LATENCY_MT("Multi-threaded Latency Test", Test.LATENCY_MT, Kind.LATENCY),
    OSU_BW("Bandwidth Test", Test.BW, Kind.BANDWIDTH),
    OSU_BIBW("Bi-Directional Bandwidth Test", Test.BIBW, Kind.BANDWIDTH),
    OSU_MBW_MR("Multiple Bandwidth / Message Rate Test", Test.BW, Kind.RATE),
    OSU_BARRIER("Barrier Latency Test", Test.BARRIER, Kind.BARRIER),
    OSU_BCAST("Broadcast Latency Test", Test.BCAST, Kind.COLLECTIVE),
    OSU_REDUCE("Reduce Latency Test", Test.REDUCE, Kind.COLLECTIVE),
    OSU_ALLREDUCE("Allreduce Latency Test", Test.ALLREDUCE, Kind.COLLECTIVE),
    OSU_ALLGATHER("Allgather Latency Test", Test.ALLGATHER, Kind.COLLECTIVE),
    OSU_ALLTOALL("All-to-All Personalized Exchange Latency Test", Test.ALLTOALL, Kind.COLLECTIVE),
    OSU_SCATTER("Scatter Latency Test", Test.SCATTER, Kind.COLLECTIVE),
    OSU_GATHER("Gather Latency Test", Test.GATHER, Kind.COLLECTIVE),
    OSU_IBARRIER("Non-blocking Barrier Latency Test", Test.BARRIER, Kind.OVERLAP),
    OSU_IBCAST("Non-blocking Broadcast Latency Test", Test.BCAST, Kind.OVERLAP),
    OSU_IREDUCE("Non-blocking Reduce Latency Test", Test.REDUCE, Kind.OVERLAP),
    OSU_IALLREDUCE("Non-blocking Allreduce Latency Test", Test.ALLREDUCE, Kind.OVERLAP),
    OSU_IALLGATHER("Non-blocking Allgather Latency Test", Test.ALLGATHER, Kind.OVERLAP),
    OSU_IALLTOALL("Non-blocking All-to-All Latency Test", Test.ALLTOALL, Kind.OVERLAP),
    OSU_ISCATTER("Non-blocking Scatter Latency Test", Test.SCATTER, Kind.OVERLAP),
    OSU_IGATHER("Non-blocking Gather Latency Test", Test.GATHER, Kind.OVERLAP);

    /** What the columns are. */
    enum Kind {
        LATENCY,
        BANDWIDTH,
        RATE,
        BARRIER,
        COLLECTIVE,
        OVERLAP
    }

    private static final long LARGEST_OF_A_PAIR = 4L << 20;
    private static final long LARGEST_OF_ALL = 1L << 20;

    private final String title;
    private final Test test;
    private final Kind kind;

    OsuTest(String title, Test test, Kind kind) {
        this.title = title;
        this.test = test;
        this.kind = kind;
    }

    String title() {
        return title;
    }

    Test test() {
        return test;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it needs exactly two ranks; else it needs two or more. */
    boolean isForTwo() {
        return switch (this) {
            case OSU_LATENCY, OSU_LATENCY_MT, OSU_BW, OSU_BIBW -> true;
            case OSU_MULTI_LAT, OSU_MBW_MR, OSU_BARRIER, OSU_BCAST, OSU_REDUCE, OSU_ALLREDUCE, OSU_ALLGATHER, OSU_ALLTOALL, OSU_SCATTER, OSU_GATHER,
                    OSU_IBARRIER, OSU_IBCAST, OSU_IREDUCE, OSU_IALLREDUCE, OSU_IALLGATHER, OSU_IALLTOALL, OSU_ISCATTER, OSU_IGATHER ->
                false;
        };
    }

    /** A vector of doubles has at least one. */
    long smallest() {
        return test == Test.REDUCE || test == Test.ALLREDUCE ? Double.BYTES : 1;
    }

    long largest() {
        return test.isCollective() ? LARGEST_OF_ALL : LARGEST_OF_A_PAIR;
    }

    /** The name on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

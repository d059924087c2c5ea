package org.mpi4j;

import java.util.stream.Stream;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/**
 * Where a test of standard behaviour runs: so many ranks, as threads of this JVM, over one transport; collective calls by messages alone, or on {@code board},
 * which is shared memory, by a board from the first call on.
 */
record Ranks(String transport, int size) {
    private static final String BOARD = "board";

    /** What each rank does with a communicator. */
    @FunctionalInterface
    interface Body {
        void run(Comm comm) throws Exception;
    }

    static Stream<Ranks> everywhere() {
        return Stream.concat(
                Stream.of("shm", "tcp").flatMap(transport -> Stream.of(1, 2, 3, 5, 8).map(size -> new Ranks(transport, size))),
                Stream.of(2, 3, 8).map(size -> new Ranks(BOARD, size)));
    }

    static Stream<Ranks> inThrees() {
        return Stream.of(new Ranks("shm", 3), new Ranks("tcp", 3), new Ranks(BOARD, 3));
    }

    /** Runs the body on the world, on each rank alone, on a duplicate, and on both halves, whose ranks run backwards. */
    void run(Body body) {
        runMpi(mpi -> {
            Comm world = mpi.world();
            on(world, body);
            on(mpi.self(), body);
            try (Comm dup = world.dup()) {
                dup.setName("dup");
                on(dup, body);
            }
            try (Comm half = world.split(world.rank() % 2, -world.rank())) {
                half.setName("half");
                on(half, body);
            }
        });
    }

    /** Runs the body on the world alone. */
    void runWorld(Body body) {
        runMpi(mpi -> body.run(mpi.world()));
    }

    void runMpi(RankBody body) {
        Launch.run(size, settings(), body);
    }

    Settings settings() {
        boolean boards = transport.equals(BOARD);
        return Settings.ofProcess().with(Setting.TRANSPORT, boards ? "shm" : transport).with(Setting.COLL_BOARD, boards ? "0" : "off");
    }

    private static void on(Comm comm, Body body) {
        try {
            body.run(comm);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("on " + comm + ": " + e.getMessage(), e);
        }
    }
}

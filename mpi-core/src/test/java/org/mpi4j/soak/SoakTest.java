package org.mpi4j.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** A random mix of everything, about 20 seconds in all, or {@code -Dmpi4j.soak.seconds} for each case; {@code -Dmpi4j.soak.seed} repeats one. */
class SoakTest {
    static Stream<Arguments> everywhere() {
        return Stream.of("shm", "tcp").flatMap(transport -> Stream.of(2, 3, 5, 8).map(size -> Arguments.of(transport, size)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everywhere")
    @Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRandomMixOfAllOperationsGivesWhatItMust(String transport, int size) {
        long seconds = Long.getLong("mpi4j.soak.seconds", 2);
        long seed = Long.getLong("mpi4j.soak.seed", System.nanoTime() & 0xFFFF_FFFFL);
        int tracks = 1 + (int) (seed % 3);
        System.out.println("soak: seed=" + seed + " transport=" + transport + " size=" + size + " tracks=" + tracks);
        AtomicInteger steps = new AtomicInteger();
        Launch.run(size, settings(transport, seed), mpi -> steps.addAndGet(Soak.run(mpi, seed, tracks, seconds * 1_000_000_000L)));
        assertTrue(steps.get() > 0);
        System.out.println("soak: steps=" + steps.get() / size);
    }

    /** The seed also chooses how large messages must be for the protocols to change. */
    private static Settings settings(String transport, long seed) {
        List<String> limits = List.of("16k", "16k", "0", "100", "64k");
        List<String> windows = List.of("1m", "1m", "2k", "64k");
        return Settings.ofProcess()
                .with(Setting.TRANSPORT, transport)
                .with(Setting.EAGER_LIMIT, limits.get((int) (seed / 3 % limits.size())))
                .with(Setting.EAGER_WINDOW, windows.get((int) (seed / 15 % windows.size())));
    }
}

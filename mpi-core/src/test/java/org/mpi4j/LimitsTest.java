package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** What is large: messages above 2 GiB, counts above 2^31, a million messages that nobody has asked for. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
    private static final long ABOVE_2_GIB = (2L << 30) + 12_345;
    private static final int MILLION = 1_000_000;

    private static Settings over(String transport) {
        return Settings.ofProcess().with(Setting.TRANSPORT, transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void aMessageOfMoreThan2GibArrivesWhole(String transport) {
        Launch.run(2, over(transport), mpi -> {
            Comm world = mpi.world();
            try (Arena arena = Arena.ofShared()) {
                MemorySegment memory = arena.allocate(ABOVE_2_GIB);
                if (world.rank() == 0) {
                    for (long at = 0; at + 8 <= ABOVE_2_GIB; at += 1_000_003) {
                        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, at * 31);
                    }
                    world.send(Buf.of(memory, Datatype.BYTE), 1, 1);
                } else {
                    Status status = world.recv(Buf.of(memory, Datatype.BYTE), 0, 1);
                    assertEquals(ABOVE_2_GIB, status.bytes());
                    assertEquals(ABOVE_2_GIB, status.count(Datatype.BYTE));
                    for (long at = 0; at + 8 <= ABOVE_2_GIB; at += 1_000_003) {
                        assertEquals(at * 31, memory.get(ValueLayout.JAVA_LONG_UNALIGNED, at));
                    }
                }
                world.barrier();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void aMillionUnexpectedMessagesWaitForASlowRank(String transport) {
        Launch.run(2, over(transport), mpi -> {
            Comm world = mpi.world();
            int[] value = new int[1];
            if (world.rank() == 0) {
                for (int i = 0; i < MILLION; i++) {
                    value[0] = i;
                    world.send(Buf.of(value), 1, i & 1);
                }
            } else {
                long busyUntil = System.nanoTime() + 200_000_000;
                while (System.nanoTime() < busyUntil) {
                    Thread.onSpinWait(); // computes, and calls nothing
                }
                for (int i = 0; i < MILLION; i++) {
                    world.recv(Buf.of(value), 0, i & 1);
                    assertEquals(i, value[0]);
                }
            }
        });
    }

    @Test
    void aMessageBehindAMillionUnexpectedOnesIsReceivedFirst() {
        Mpi.run(2, mpi -> {
            Comm world = mpi.world();
            if (world.rank() == 0) {
                List<Request> requests = new ArrayList<>();
                int[] values = new int[MILLION];
                for (int i = 0; i < MILLION; i++) {
                    values[i] = i;
                    requests.add(world.isend(Buf.of(values, i, 1), 1, 1));
                }
                world.send(Buf.of(new int[] {42}), 1, 2);
                Request.awaitAll(requests.toArray(Request[]::new));
            } else {
                int[] value = new int[1];
                world.recv(Buf.of(value), 0, 2);
                assertEquals(42, value[0]);
                for (int i = 0; i < MILLION; i++) {
                    world.recv(Buf.of(value), Comm.ANY_SOURCE, Comm.ANY_TAG);
                    assertEquals(i, value[0]);
                }
            }
        });
    }
}

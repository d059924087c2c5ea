package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Off-heap memory as a buffer: whoever drives must be able to reach it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArenaTest {
    @Test
    void memoryConfinedToOneThreadIsRefused() {
        Mpi.run(1, mpi -> {
            try (Arena arena = Arena.ofConfined()) {
                Buf buf = Buf.of(arena.allocate(8), Datatype.LONG);
                Errors.expect(ErrorClass.BUFFER, "Arena.ofShared()", () -> mpi.world().send(buf, 0, 1));
                Errors.expect(ErrorClass.BUFFER, "Arena.ofShared()", () -> mpi.world().irecv(buf, 0, 1));
                Errors.expect(ErrorClass.BUFFER, "Arena.ofShared()", () -> mpi.world().bcast(buf, 0));
            }
        });
    }

    @Test
    void memoryOfAClosedArenaIsRefused() {
        Mpi.run(1, mpi -> {
            Arena arena = Arena.ofShared();
            Buf buf = Buf.of(arena.allocate(8), Datatype.LONG);
            arena.close();
            Errors.expect(ErrorClass.BUFFER, "closed", () -> mpi.world().send(buf, 0, 1));
        });
    }

    @Test
    void memoryOfASharedArenaIsSentAndReceived() {
        Mpi.run(2, mpi -> {
            Comm world = mpi.world();
            MemorySegment memory = Arena.ofAuto().allocate(8);
            if (world.rank() == 0) {
                memory.set(ValueLayout.JAVA_LONG, 0, 42);
                world.send(Buf.of(memory, Datatype.LONG), 1, 1);
            } else {
                world.recv(Buf.of(memory, Datatype.LONG), 0, 1);
                assertEquals(42, memory.get(ValueLayout.JAVA_LONG, 0));
            }
        });
    }
}

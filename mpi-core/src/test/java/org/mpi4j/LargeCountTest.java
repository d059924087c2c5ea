package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.internal.datatype.TypeMap;

/** Counts and sizes above 2 to the 31st, without so much memory: elements that lie over each other, or far apart. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeCountTest {
    private static final int MIB = 1 << 20;

    /** So many times the same memory. */
    private static Datatype again(long times, int ints) {
        return Datatype.contiguous(times, Datatype.resized(Datatype.contiguous(ints, Datatype.INT), 0, 0));
    }

    @Test
    void aPartOfALargeTypeIsPackedFromTheRightPlace() {
        int[] memory = new int[1024];
        Arrays.setAll(memory, i -> i);
        Datatype big = again(1L << 22, 1024);
        assertEquals(1L << 34, big.size());
        int[] packed = new int[4];
        TypeMap.of(big).pack(MemorySegment.ofArray(memory), 0, (1L << 33) + 4092, MemorySegment.ofArray(packed), 0, 16);
        assertArrayEquals(new int[] {1023, 0, 1, 2}, packed);
        assertEquals((1L << 31) + 1, new Status(0, 0, (1L << 33) + 4, false).elements(big));
        assertEquals(3L << 33, Datatype.contiguous(3L << 30, Datatype.LONG).packExternalSize(1));
    }

    @Test
    void blocksFarApartInMappedMemoryTravel(@TempDir Path folder) throws IOException {
        long far = 3L << 30;
        Datatype two = Datatype.hindexed(new long[] {1, 1}, new long[] {far, 0}, Datatype.INT);
        assertEquals(far + 4, two.extent());
        try (FileChannel file = FileChannel.open(folder.resolve("sparse"), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Arena arena = Arena.ofShared()) {
            MemorySegment memory = file.map(FileChannel.MapMode.READ_WRITE, 0, far + 4, arena);
            memory.set(ValueLayout.JAVA_INT, 0, 7);
            memory.set(ValueLayout.JAVA_INT, far, 8);
            new Ranks("shm", 2).runWorld(comm -> {
                if (comm.rank() == 0) {
                    comm.send(Buf.of(memory, two), 1, 0);
                } else {
                    int[] got = new int[2];
                    comm.recv(Buf.of(got), 0, 0);
                    assertArrayEquals(new int[] {8, 7}, got);
                }
            });
        }
    }

    @Test
    void countsAboveTwoToTheThirtyOneAreSent() {
        long many = (1L << 32) + 5;
        Datatype nothing = Datatype.contiguous(0, Datatype.INT);
        new Ranks("shm", 2).runWorld(comm -> {
            Buf buf = Buf.of(MemorySegment.ofArray(new int[0]), many, nothing);
            assertEquals(many, buf.count());
            if (comm.rank() == 0) {
                comm.send(buf, 1, 0);
            } else {
                assertEquals(0, comm.recv(buf, 0, 0).bytes());
            }
        });
    }

    @Test
    void aMessageOfMoreThanTwoToTheThirtyOneBytesArrives() {
        long times = 2049;
        new Ranks("shm", 2).runWorld(comm -> {
            int[] memory = new int[MIB / 4];
            Datatype big = again(times, memory.length);
            if (comm.rank() == 0) {
                Arrays.setAll(memory, i -> 3 * i);
                comm.send(Buf.of(memory, big), 1, 0);
            } else {
                Status status = comm.recv(Buf.of(memory, big), 0, 0);
                assertEquals(times * MIB, status.bytes());
                assertEquals(1, status.count(big));
                assertEquals(times * MIB / 4, status.elements(big));
                for (int i = 0; i < memory.length; i++) {
                    assertEquals(3 * i, memory[i]);
                }
            }
        });
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Section 3.2: the buffer of a message may lie off the heap at either end, or at one of them only, whatever its length. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NativeMemoryTest {
    private static final int[] LENGTHS = {0, 1, 16, 17, 2_000, 16_384, 16_385, 32_768, 100_001, 5 << 20, 9_000_001};

    private static MemorySegment memory(boolean isNative, int bytes) {
        return isNative ? Arena.ofAuto().allocate(Math.max(1, bytes), 1).asSlice(0, bytes) : MemorySegment.ofArray(new byte[bytes]);
    }

    private static void fill(MemorySegment memory, int seed) {
        for (long i = 0; i < memory.byteSize(); i++) {
            memory.set(ValueLayout.JAVA_BYTE, i, (byte) (i * 31 + (i >>> 12) + seed));
        }
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    void messagesOfAllLengthsArriveWhole(Ranks ranks) {
        ranks.runWorld(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int length : LENGTHS) {
                for (int kinds = 0; kinds < 4; kinds++) {
                    MemorySegment send = memory((kinds & 1) != 0, length);
                    MemorySegment recv = memory((kinds & 2) != 0, length);
                    MemorySegment expected = memory(false, length);
                    fill(send, comm.rank());
                    fill(expected, from);
                    Status status = comm.sendrecv(Buf.of(send, Datatype.BYTE), to, 1, Buf.of(recv, Datatype.BYTE), from, 1);
                    assertEquals(length, status.bytes());
                    assertEquals(-1, recv.mismatch(expected), "length=" + length + " kinds=" + kinds);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    void alsoWhereTheReceiveComesLateOrIsTooShort(Ranks ranks) {
        ranks.runWorld(comm -> {
            MemorySegment memory = memory(true, 200_000);
            Buf all = Buf.of(memory, Datatype.BYTE);
            if (comm.rank() == 0) {
                fill(memory, 5);
                try (Request late = comm.isend(all, 1, 1); Request tooLong = comm.isend(all, 1, 2); Request whole = comm.isend(all, 1, 3)) {
                    comm.barrier();
                    Request.awaitAll(late, tooLong, whole);
                }
            } else {
                comm.barrier();
                if (comm.rank() == 1) {
                    MemorySegment expected = memory(false, 200_000);
                    fill(expected, 5);
                    Buf half = Buf.of(memory.asSlice(0, 100_000), Datatype.BYTE);
                    comm.recv(all, 0, 1);
                    assertEquals(-1, memory.mismatch(expected));
                    memory.fill((byte) 0);
                    MpiException error = assertThrows(MpiException.class, () -> comm.recv(half, 0, 2));
                    assertEquals(ErrorClass.TRUNCATE, error.errorClass());
                    assertEquals(100_000, memory.mismatch(expected), "what there was room for has come, and nothing more");
                    comm.recv(all, 0, 3);
                    assertEquals(-1, memory.mismatch(expected));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    void manyLargeMessagesAtOnce(Ranks ranks) {
        ranks.runWorld(comm -> {
            int messages = 20;
            Request[] requests = new Request[2 * messages * (comm.size() - 1)];
            MemorySegment[] received = new MemorySegment[requests.length / 2];
            int next = 0;
            for (int i = 0; i < messages; i++) {
                for (int peer = 0; peer < comm.size(); peer++) {
                    if (peer != comm.rank()) {
                        MemorySegment send = memory(i % 3 != 0, 50_000 + i * 7_919);
                        fill(send, comm.rank() + i);
                        received[next] = memory(i % 2 == 0, 50_000 + i * 7_919);
                        requests[next] = comm.irecv(Buf.of(received[next], Datatype.BYTE), peer, i);
                        requests[received.length + next++] = comm.isend(Buf.of(send, Datatype.BYTE), peer, i);
                    }
                }
            }
            Request.awaitAll(requests);
            next = 0;
            for (int i = 0; i < messages; i++) {
                for (int peer = 0; peer < comm.size(); peer++) {
                    if (peer != comm.rank()) {
                        MemorySegment expected = memory(false, 50_000 + i * 7_919);
                        fill(expected, peer + i);
                        assertTrue(received[next++].mismatch(expected) == -1, "message " + i + " from " + peer);
                    }
                }
            }
        });
    }
}

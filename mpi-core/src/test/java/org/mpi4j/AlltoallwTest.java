package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;

/** MPI 5.0, section 6.8: all-to-all with a datatype for each pair of ranks. */
class AlltoallwTest {
    private static int value(int from, int to, int i) {
        return from * 1_000_003 + to * 7_919 + i;
    }

    private static int[] filled(int from, int to, int count) {
        return IntStream.range(0, count).map(i -> value(from, to, i)).toArray();
    }

    /** What {@code from} sends to {@code to}, as contiguous numbers or every second of an array. */
    private static Buf send(int from, int to, int unit) {
        int[] data = filled(from, to, unit * (1 + (from + to) % 3));
        if (to % 2 == 0) {
            return Buf.of(data);
        }
        int[] wide = new int[2 * data.length];
        Arrays.setAll(wide, i -> i % 2 == 0 ? data[i / 2] : -1);
        return Buf.of(wide, 0, 1, Datatype.vector(data.length, 1, 2, Datatype.INT));
    }

    @Everywhere
    void eachPairOfRanksHasItsOwnCountAndDatatype(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int rank = comm.rank();
            for (int unit : new int[] {0, 1, 6000}) {
                for (boolean waits : new boolean[] {true, false}) {
                    Buf[] sends = IntStream.range(0, size).mapToObj(to -> send(rank, to, unit)).toArray(Buf[]::new);
                    int[][] into = IntStream.range(0, size).mapToObj(from -> new int[unit * (1 + (from + rank) % 3)]).toArray(int[][]::new);
                    Buf[] recvs = Arrays.stream(into).map(Buf::of).toArray(Buf[]::new);
                    if (waits) {
                        comm.alltoallw(sends, recvs);
                    } else {
                        comm.ialltoallw(sends, recvs).await();
                    }
                    for (int from = 0; from < size; from++) {
                        assertArrayEquals(filled(from, rank, into[from].length), into[from]);
                    }
                }
            }
        });
    }

    @Everywhere
    void inPlaceEachBufferIsReplaced(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int rank = comm.rank();
            for (boolean waits : new boolean[] {true, false}) {
                int[][] data = IntStream.range(0, size).mapToObj(peer -> filled(rank, peer, 2 + rank + peer)).toArray(int[][]::new);
                boolean[] flags = {rank % 2 == 0};
                Buf[] bufs = Arrays.stream(data).map(Buf::of).toArray(Buf[]::new);
                bufs[rank] = Buf.of(flags);
                if (waits) {
                    comm.alltoallw(bufs);
                } else {
                    comm.ialltoallw(bufs).await();
                }
                for (int peer = 0; peer < size; peer++) {
                    assertArrayEquals(filled(peer == rank ? rank : peer, rank, 2 + rank + peer), data[peer]);
                }
                assertEquals(rank % 2 == 0, flags[0]);
            }
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            Buf[] good = IntStream.range(0, size).mapToObj(_ -> Buf.of(new int[1])).toArray(Buf[]::new);
            Buf[] longer = good.clone();
            longer[comm.rank()] = Buf.of(new int[2]);
            Buf[] holes = new Buf[size];
            Buf[] fixed = good.clone();
            fixed[0] = Buf.of(java.nio.IntBuffer.wrap(new int[1]).asReadOnlyBuffer());
            Errors.expect(ErrorClass.ARG, "sends=" + (size + 1), () -> comm.alltoallw(new Buf[size + 1], good));
            Errors.expect(ErrorClass.ARG, "recvs=0 needed=" + size, () -> comm.ialltoallw(good, new Buf[0]));
            Errors.expect(ErrorClass.COUNT, "sends[rank] bytes=8", () -> comm.alltoallw(longer, good));
            Errors.expect(ErrorClass.BUFFER, "bufs[0]=null", () -> comm.alltoallw(holes));
            Errors.expect(ErrorClass.BUFFER, "read-only", () -> comm.alltoallw(good, fixed));
            comm.alltoallw(good, IntStream.range(0, size).mapToObj(_ -> Buf.of(new int[1])).toArray(Buf[]::new));
        });
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

/** MPI 5.0, section 3.10: to send and to receive at once. */
class SendrecvTest {
    private static final Status NO_PROCESS = new Status(Comm.PROC_NULL, Comm.ANY_TAG, 0, false);

    private static int right(Comm comm) {
        return (comm.rank() + 1) % comm.size();
    }

    private static int left(Comm comm) {
        return (comm.rank() + comm.size() - 1) % comm.size();
    }

    /** A chain: its first rank receives from nobody, its last sends to nobody. */
    @Everywhere
    void theEndsOfAChainAreNoProcess(Ranks ranks) {
        ranks.run(comm -> {
            int after = comm.rank() == comm.size() - 1 ? Comm.PROC_NULL : comm.rank() + 1;
            int before = comm.rank() == 0 ? Comm.PROC_NULL : comm.rank() - 1;
            for (int count : new int[] {1, 50_000}) {
                int[] mine = new int[count];
                Arrays.fill(mine, comm.rank());
                int[] expected = new int[count];
                Arrays.fill(expected, comm.rank() == 0 ? 0 : comm.rank() - 1);
                Status status = comm.rank() == 0 ? NO_PROCESS : new Status(before, 1, 4L * count, false);
                int[] in = new int[count];
                assertEquals(status, comm.sendrecv(Buf.of(mine), after, 1, Buf.of(in), before, 1));
                assertArrayEquals(expected, in);
                int[] replaced = mine.clone();
                assertEquals(status, comm.sendrecvReplace(Buf.of(replaced), after, 1, before, 1));
                assertArrayEquals(expected, replaced);
                int[] later = new int[count];
                assertEquals(status, comm.isendrecv(Buf.of(mine), after, 1, Buf.of(later), before, 1).await());
                assertArrayEquals(expected, later);
                int[] replacedLater = mine.clone();
                assertEquals(status, comm.isendrecvReplace(Buf.of(replacedLater), after, 1, before, 1).await());
                assertArrayEquals(expected, replacedLater);
            }
        });
    }

    @Everywhere
    void whatIsReplacedKeepsItsGaps(Ranks ranks) {
        ranks.run(comm -> {
            for (int rows : new int[] {3, 20_000}) {
                Datatype column = Datatype.vector(rows, 1, 3, Datatype.INT);
                int[] matrix = new int[3 * rows];
                Arrays.setAll(matrix, i -> comm.rank() * 1_000_000 + i);
                int[] expected = matrix.clone();
                for (int i = 0; i < 3 * rows; i += 3) {
                    expected[i] = left(comm) * 1_000_000 + i;
                }
                Status status = comm.sendrecvReplace(Buf.of(matrix, column), right(comm), 1, left(comm), 1);
                assertEquals(1, status.count(column));
                assertArrayEquals(expected, matrix);
                comm.isendrecvReplace(Buf.of(matrix, column), left(comm), 2, right(comm), 2).await();
                Arrays.setAll(expected, i -> comm.rank() * 1_000_000 + i);
                assertArrayEquals(expected, matrix);
            }
        });
    }

    @Everywhere
    void theMessagesMatchThoseOfOtherCalls(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[1];
            Request receive = comm.irecv(Buf.of(in), left(comm), 1);
            Request both = comm.isendrecv(Buf.of(new int[] {comm.rank()}), right(comm), 1, Buf.of(new int[2]), Comm.ANY_SOURCE, Comm.ANY_TAG);
            receive.await();
            assertEquals(left(comm), in[0]);
            comm.barrier();
            comm.send(Buf.of(new int[2]), right(comm), 7);
            assertEquals(new Status(left(comm), 7, 8, false), both.await());
        });
    }

    @Everywhere
    void booleansAreReplacedToo(Ranks ranks) {
        ranks.run(comm -> {
            boolean[] flags = {comm.rank() % 2 == 0, true, false};
            boolean[] expected = {left(comm) % 2 == 0, true, false};
            comm.sendrecvReplace(Buf.of(flags), right(comm), 1, left(comm), 1);
            assertArrayEquals(expected, flags);
            comm.isendrecvReplace(Buf.of(flags), left(comm), 2, right(comm), 2).await();
            expected[0] = comm.rank() % 2 == 0;
            assertArrayEquals(expected, flags);
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            Buf one = Buf.of(new int[1]);
            int none = comm.size();
            Errors.expect(ErrorClass.RANK, "sendrecv: no such process: dest=" + none, () -> comm.sendrecv(one, none, 0, one, 0, 0));
            Errors.expect(ErrorClass.RANK, "sendrecvReplace: no such process: source=" + none, () -> comm.sendrecvReplace(one, 0, 0, none, 0));
            Errors.expect(ErrorClass.TAG, "isendrecv: not between 0 and TAG_UB: tag=-1", () -> comm.isendrecv(one, 0, -1, one, 0, 0));
            Errors.expect(ErrorClass.TAG, "isendrecvReplace: neither ANY_TAG nor between 0 and TAG_UB: tag=-2", () -> comm.isendrecvReplace(one, 0, 0, 0, -2));
            Errors.expect(ErrorClass.BUFFER, "sendrecv: no buffer: buf=IN_PLACE", () -> comm.sendrecv(one, 0, 0, Buf.IN_PLACE, 0, 0));
            Errors.expect(ErrorClass.BUFFER, "isendrecvReplace: no buffer: buf=IN_PLACE", () -> comm.isendrecvReplace(Buf.IN_PLACE, 0, 0, 0, 0));
            comm.barrier();
            int[] small = new int[1];
            Errors.expect(
                    ErrorClass.TRUNCATE,
                    "sendrecv: the message is longer than the buffer",
                    () -> comm.sendrecv(Buf.of(new int[2]), right(comm), 1, Buf.of(small), left(comm), 1));
            Request both = comm.isendrecv(Buf.of(new int[2]), right(comm), 1, Buf.of(small), left(comm), 1);
            Errors.expect(ErrorClass.TRUNCATE, "isendrecv: the message is longer than the buffer", both::await);
        });
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages and collectives of objects. */
class ObjectTest {
    record Point(double x, List<String> names) implements Serializable {}

    @Everywhere
    void anObjectOfAnySizeArrivesWhole(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int length : new int[] {0, 10, 40_000, 1_000_000}) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) comm.rank());
                Request sending = comm.isendObject(bytes, to, length);
                byte[] got = comm.recvObject(Comm.ANY_SOURCE, length);
                sending.await();
                byte[] expected = new byte[length];
                Arrays.fill(expected, (byte) from);
                assertArrayEquals(expected, got);
            }
            comm.isendObject(null, to, 1);
            assertNull(comm.<Object>recvObject(from, 1));
        });
    }

    @Everywhere
    void objectsKeepTheirOrderAmongOtherMessages(Ranks ranks) {
        ranks.run(comm -> {
            Point sent = new Point(1.5, List.of("a", "b"));
            ObjectRequest<Point> first = comm.irecvObject(comm.rank(), 1);
            ObjectRequest<Map<String, Integer>> second = comm.irecvObject(Comm.ANY_SOURCE, Comm.ANY_TAG);
            comm.sendObject(sent, comm.rank(), 1);
            comm.sendObject(Map.of("k", 1), comm.rank(), 2);
            assertEquals(sent, first.get());
            assertNotSame(sent, first.get());
            assertEquals(2, second.await().tag());
            assertEquals(Map.of("k", 1), second.get());
            Request sending = comm.isendObject("late", comm.rank(), 3);
            Status status = comm.probe(comm.rank(), 3);
            assertTrue(status.bytes() > 4);
            assertEquals("late", comm.mprobe(status.source(), status.tag()).<String>recvObject());
            sending.await();
            Request synchronous = comm.irecvObject(comm.rank(), 4);
            comm.ssendObject(1, comm.rank(), 4);
            synchronous.await();
        });
    }

    @Everywhere
    void everyModeHasItsForm(Ranks ranks) {
        ranks.run(comm -> {
            int right = (comm.rank() + 1) % comm.size();
            int left = (comm.rank() + comm.size() - 1) % comm.size();
            String large = "x".repeat(100_000);
            comm.bsendObject(large + comm.rank(), right, 1);
            Request buffered = comm.ibsendObject(comm.rank(), right, 2);
            assertTrue(buffered.test().isPresent());
            Request synchronous = comm.issendObject(List.of(comm.rank()), right, 3);
            assertEquals(List.of(left), comm.<List<Integer>>recvObject(left, 3));
            synchronous.await();
            assertEquals(left, comm.<Integer>recvObject(left, 2));
            assertEquals(large + left, comm.<String>recvObject(left, 1));
            assertEquals(large + left, comm.<String>sendrecvObject(large + comm.rank(), right, 4, Comm.ANY_SOURCE, 4));
            assertNull(comm.<String>sendrecvObject("to nobody", Comm.PROC_NULL, 4, Comm.PROC_NULL, 4));
            Errors.expect(ErrorClass.RANK, "sendrecvObject: no such process: source=" + comm.size(), () -> comm.sendrecvObject(1, right, 5, comm.size(), 5));
        });
    }

    @Everywhere
    void aProbedMessageIsReceivedAsAnObject(Ranks ranks) {
        ranks.run(comm -> {
            String large = "y".repeat(100_000);
            for (String sent : List.of("small", large)) {
                Request sending = comm.isendObject(sent, comm.rank(), 1);
                Message message = comm.mprobe(Comm.ANY_SOURCE, 1);
                ObjectRequest<String> receiving = message.irecvObject();
                assertEquals(sent, receiving.get());
                assertEquals(message.status(), receiving.await());
                sending.await();
                Errors.expect(ErrorClass.REQUEST, "message.irecvObject: the message has been received already", message::irecvObject);
            }
            assertNull(comm.mprobe(Comm.PROC_NULL, 1).irecvObject().get());
        });
    }

    @Everywhere
    void objectsMoveInCollectives(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            String mine = "x".repeat(comm.rank() * 20_000) + comm.rank();
            List<String> everyone = new ArrayList<>();
            for (int r = 0; r < size; r++) {
                everyone.add("x".repeat(r * 20_000) + r);
            }
            assertEquals(everyone, comm.allgatherObject(mine));
            for (int root = 0; root < size; root++) {
                assertEquals(everyone.get(root), comm.bcastObject(comm.rank() == root ? mine : null, root));
                List<String> gathered = comm.gatherObject(mine, root);
                assertEquals(comm.rank() == root ? everyone : null, gathered);
                String scattered = comm.scatterObject(comm.rank() == root ? everyone : null, root);
                assertEquals(mine, scattered);
            }
            List<Point> out = new ArrayList<>();
            List<Point> expected = new ArrayList<>();
            for (int r = 0; r < size; r++) {
                out.add(new Point(comm.rank() * 100 + r, List.of("to " + r)));
                expected.add(new Point(r * 100 + comm.rank(), List.of("to " + comm.rank())));
            }
            assertEquals(expected, comm.alltoallObject(out));
            assertNull(comm.bcastObject(null, 0));
        });
    }

    @Everywhere
    void anObjectThatCannotBeSerialisedIsAnErrorThatLeavesNobodyWaiting(Ranks ranks) {
        ranks.run(comm -> {
            Errors.expect(ErrorClass.TYPE, "class=java.lang.Object", () -> comm.sendObject(new Object(), comm.rank(), 0));
            int bad = comm.size() - 1;
            Object object = comm.rank() == bad ? new Object() : "fine";
            Errors.expect(comm.rank() == bad ? ErrorClass.TYPE : ErrorClass.OTHER, "Object", () -> comm.allgatherObject(object));
            Errors.expect(comm.rank() == bad ? ErrorClass.TYPE : ErrorClass.OTHER, "Object", () -> comm.bcastObject(object, bad));
            comm.barrier();
        });
    }

    /** Text, a length before it. */
    private static final class TextSerializer implements ObjectSerializer {
        @Override
        public void write(@Nullable Object object, OutputStream out) throws IOException {
            out.write(("text:" + object).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Object read(InputStream in) throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Everywhere
    void aCommunicatorsSerializerIsUsedAndInherited(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm texts = comm.dup()) {
                texts.setSerializer(new TextSerializer());
                try (Comm child = texts.split(0, 0)) {
                    child.sendObject(17, child.rank(), 1);
                    assertEquals("text:17", child.<String>recvObject(child.rank(), 1));
                    assertEquals(child.size(), child.<Object>allgatherObject('c').size());
                }
                comm.sendObject(17, comm.rank(), 1);
                assertEquals(17, comm.<Integer>recvObject(comm.rank(), 1));
            }
        });
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records of primitives as C structs, in messages and collectives. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordTypeTest {
    record Particle(double x, double y, double z, int id) {}

    private record All(byte b, long l, boolean flag, short s, char c, float f, int i, double d) {}

    record Point(float x, float y) {}

    record Segment(byte kind, Point from, Point to, boolean open) {}

    record Text(String text) {}

    record Empty() {}

    record Loop(int a, Loop next) {}

    record Positive(int value) {
        Positive {
            if (value < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    private static Particle particle(int i) {
        return new Particle(i, i / 2.0, -i, i);
    }

    @Test
    void aParticleIsTheStructOfC() {
        RecordType<Particle> type = RecordType.of(Particle.class);
        assertEquals(28, type.datatype().size());
        assertEquals(32, type.datatype().extent());
        assertEquals("Particle", type.datatype().name());
        assertEquals(24, type.layout().byteOffset(PathElement.groupElement("id")));
    }

    @Test
    void everyPrimitiveLiesAtAMultipleOfItsSize() {
        RecordType<All> type = RecordType.of(All.class);
        List<Long> offsets = new ArrayList<>();
        for (String name : List.of("b", "l", "flag", "s", "c", "f", "i", "d")) {
            offsets.add(type.layout().byteOffset(PathElement.groupElement(name)));
        }
        assertEquals(List.of(0L, 8L, 16L, 18L, 20L, 24L, 28L, 32L), offsets);
        All one = new All((byte) -1, Long.MIN_VALUE, true, (short) -3, '€', 1.5f, 7, Double.NaN);
        assertEquals(one, type.unpack(type.pack(List.of(one)))[0]);
        MemorySegment memory = type.pack(List.of(one)).memory();
        assertEquals(Long.MIN_VALUE, memory.get(ValueLayout.JAVA_LONG_UNALIGNED, 8));
        assertEquals('€', memory.get(ValueLayout.JAVA_CHAR_UNALIGNED, 20));
    }

    @Test
    void recordsWithinRecordsAreStructsWithinStructs() {
        RecordType<Segment> type = RecordType.of(Segment.class);
        assertEquals(24, type.datatype().extent());
        assertEquals(18, type.datatype().size());
        assertEquals(16, type.layout().byteOffset(PathElement.groupElement("to"), PathElement.groupElement("y")));
        Segment one = new Segment((byte) 3, new Point(1, 2), new Point(3, 4), true);
        assertEquals(one, type.get(type.pack(new Segment[] {one}), 0));
    }

    @Test
    void arraysAndListsComeBack() {
        RecordType<Particle> type = RecordType.of(Particle.class);
        Particle[] particles = {particle(1), particle(2), particle(3)};
        Buf buf = type.pack(particles);
        assertEquals(3, buf.count());
        assertArrayEquals(particles, type.unpack(buf));
        assertArrayEquals(new Particle[] {particle(1), particle(2)}, type.unpack(type.pack(List.of(particles)), 2));
        type.set(buf, 1, particle(9));
        assertEquals(particle(9), type.get(buf, 1));
        assertEquals(particle(3), type.get(buf, 2));
        assertEquals(new Particle(0, 0, 0, 0), type.get(type.allocate(5), 4));
        assertEquals(0, type.unpack(type.allocate(0)).length);
    }

    @Test
    void structsInMemoryOfNativeCodeAreReadToo() {
        RecordType<Point> type = RecordType.of(Point.class);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4);
            assertArrayEquals(new Point[] {new Point(1, 2), new Point(3, 4)}, type.unpack(Buf.of(memory, type.datatype())));
        }
    }

    @Everywhere
    void particlesAreSentAndReceived(Ranks ranks) {
        ranks.runWorld(comm -> {
            RecordType<Particle> type = RecordType.of(Particle.class);
            int next = (comm.rank() + 1) % comm.size();
            int previous = (comm.rank() + comm.size() - 1) % comm.size();
            Particle[] mine = new Particle[1000 + comm.rank()];
            for (int i = 0; i < mine.length; i++) {
                mine[i] = particle(i * comm.size() + comm.rank());
            }
            Buf incoming = type.allocate(2000);
            Status status = comm.sendrecv(type.pack(mine), next, 1, incoming, previous, 1);
            Particle[] got = type.unpack(incoming, status.count(type.datatype()));
            assertEquals(1000 + previous, got.length);
            for (int i = 0; i < got.length; i++) {
                assertEquals(particle(i * comm.size() + previous), got[i]);
            }
        });
    }

    @Everywhere
    void collectivesMoveAndReduceThem(Ranks ranks) {
        ranks.runWorld(comm -> {
            RecordType<Particle> type = RecordType.of(Particle.class);
            Buf all = type.allocate(comm.size());
            comm.allgather(type.pack(List.of(particle(comm.rank()))), all);
            for (int r = 0; r < comm.size(); r++) {
                assertEquals(particle(r), type.get(all, r));
            }
            Buf greatest = type.pack(List.of(particle(comm.rank()), particle(-comm.rank())));
            comm.allreduce(greatest, type.op((a, b) -> a.id() >= b.id() ? a : b, true));
            assertArrayEquals(new Particle[] {particle(comm.size() - 1), particle(0)}, type.unpack(greatest));
        });
    }

    @Test
    void aLookupOpensWhatIsClosed() {
        RecordType<Point> type = RecordType.of(Point.class, MethodHandles.lookup());
        assertEquals(new Point(1, 2), type.get(type.pack(List.of(new Point(1, 2))), 0));
        MpiException e = Errors.expect(
                ErrorClass.TYPE, "is closed to mpi4j", () -> RecordType.of(All.class, MethodHandles.publicLookup()));
        assertEquals(IllegalAccessException.class, e.getCause().getClass());
    }

    @Test
    void componentsThatAreNoPrimitivesAreNamed() {
        Errors.expect(ErrorClass.TYPE, "component=text type=java.lang.String", () -> RecordType.of(Text.class));
        Errors.expect(ErrorClass.TYPE, "Empty has no components", () -> RecordType.of(Empty.class));
        Errors.expect(ErrorClass.TYPE, "Loop contains itself", () -> RecordType.of(Loop.class));
    }

    @Test
    void misuseIsNamed() {
        RecordType<Point> type = RecordType.of(Point.class);
        Buf two = type.allocate(2);
        Errors.expect(ErrorClass.COUNT, "count=-1", () -> type.allocate(-1));
        Errors.expect(ErrorClass.COUNT, "count=9223372036854775807", () -> type.allocate(Long.MAX_VALUE));
        Errors.expect(ErrorClass.TYPE, "buf.type=INT type=Point", () -> type.unpack(Buf.of(new int[4])));
        Errors.expect(ErrorClass.COUNT, "count=3 buf.count=2", () -> type.unpack(two, 3));
        Errors.expect(ErrorClass.COUNT, "count=-1", () -> type.unpack(two, -1));
        Errors.expect(ErrorClass.ARG, "index=2 buf.count=2", () -> type.get(two, 2));
        Errors.expect(ErrorClass.ARG, "index=-1", () -> type.set(two, -1, new Point(1, 2)));
        Buf readOnly = Buf.of(two.memory().asReadOnly(), type.datatype());
        Errors.expect(ErrorClass.BUFFER, "read-only", () -> type.set(readOnly, 0, new Point(1, 2)));
        Errors.expect(ErrorClass.TYPE, "recordType.op", () -> type.op((a, _) -> a, true).reduceLocal(Buf.of(new int[1]), Buf.of(new int[1])));
    }

    @Test
    void whatAConstructorThrowsComesOut() {
        RecordType<Positive> type = RecordType.of(Positive.class);
        Buf buf = Buf.of(new byte[] {-1, -1, -1, -1}, type.datatype());
        org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, () -> type.unpack(buf));
    }
}

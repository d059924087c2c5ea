import java.lang.foreign.*;
import java.util.Arrays;
import org.mpi4j.*;

/** Tiles of a matrix, records and packed messages: datatypes say where the data lie, and nothing is copied by hand. */
class Datatypes {
    record Particle(double x, double y, double z, int id) {}

    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            tile(world);
            particles(world);
            pack(world);
        }
    }

    /** Rank 0 has a matrix of 4 x 4; rank r receives the tile of 2 x 2 that the grid of 2 x 2 gives it. */
    static void tile(Comm world) {
        int[] matrix = new int[16], tile = new int[4];
        if (world.rank() == 0) {
            Arrays.setAll(matrix, i -> i);
            for (int r = 1; r < 4; r++) world.send(Buf.of(matrix, tileOf(r)), r, 0);
        } else {
            world.recv(Buf.of(tile), 0, 0);
            if (world.rank() == 3) world.send(Buf.of(tile), 0, 1);
        }
        if (world.rank() == 0) {
            world.recv(Buf.of(tile), 3, 1);
            System.out.println("tile of rank 3: " + Arrays.toString(tile));
        }
    }

    static Datatype tileOf(int rank) {
        long[] sizes = {4, 4}, subsizes = {2, 2}, starts = {rank / 2 * 2, rank % 2 * 2};
        return Datatype.subarray(sizes, subsizes, starts, Datatype.Order.C, Datatype.INT);
    }

    /** Records travel as C structs; an operation on records reduces them. */
    static void particles(Comm world) {
        RecordType<Particle> type = RecordType.of(Particle.class);
        Particle[] mine = {new Particle(world.rank(), 0.5, 0, world.rank())};
        Buf all = type.allocate(world.size());
        world.allgather(type.pack(mine), all);
        Buf farthest = type.pack(mine);
        world.allreduce(farthest, type.op((a, b) -> a.x() >= b.x() ? a : b, true));
        if (world.rank() == 0) System.out.println(type.unpack(all).length + " particles, the farthest is " + type.get(farthest, 0));
    }

    /** Different data in one message. */
    static void pack(Comm world) {
        MemorySegment packed = MemorySegment.ofArray(new byte[100]);
        int[] n = {3};
        double[] x = {1.5, 2.5, 3.5};
        if (world.rank() == 1) {
            long position = Buf.of(n).pack(packed, 0);
            position = Buf.of(x).pack(packed, position);
            world.send(Buf.of(packed, position, Datatype.PACKED), 0, 2);
        } else if (world.rank() == 0) {
            Status status = world.recv(Buf.of(packed, Datatype.PACKED), 1, 2);
            double[] y = new double[3];
            Buf.of(y).unpack(packed, Buf.of(n).unpack(packed, 0));
            System.out.println(status.bytes() + " bytes: " + n[0] + " " + Arrays.toString(y));
        }
    }
}
// jrun -n 4 docs/examples/Datatypes.java prints:
// tile of rank 3: [10, 11, 14, 15]
// 4 particles, the farthest is Particle[x=3.0, y=0.5, z=0.0, id=3]
// 28 bytes: 3 [1.5, 2.5, 3.5]

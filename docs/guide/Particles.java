import java.util.*;
import org.mpi4j.*;

class Particles {
    record Particle(double x, double y, double z, int id) {}

    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            RecordType<Particle> type = RecordType.of(Particle.class);
            if (world.rank() == 0) {
                Particle[] particles = {new Particle(1, 2, 3, 7), new Particle(4, 5, 6, 8)};
                world.send(type.pack(particles), 1, 0);
            } else if (world.rank() == 1) {
                Buf two = type.allocate(2);
                world.recv(two, 0, 0);
                System.out.println(Arrays.toString(type.unpack(two)));
            }

            Buf leftmost = type.pack(List.of(new Particle(-world.rank(), 0, 0, world.rank())));
            world.allreduce(leftmost, type.op((a, b) -> a.x() <= b.x() ? a : b, true));
            if (world.rank() == 0) {
                System.out.println(type.get(leftmost, 0));
            }
        }
    }
}

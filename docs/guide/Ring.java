import java.util.*;
import org.mpi4j.*;

class Ring {
    record Visit(int rank, String note) implements java.io.Serializable {}

    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int next = (world.rank() + 1) % world.size();
            int previous = (world.rank() + world.size() - 1) % world.size();

            List<Visit> visits = world.rank() == 0 ? new ArrayList<>() : world.recvObject(previous, 0);
            visits.add(new Visit(world.rank(), "seen by " + world.rank()));
            world.sendObject(visits, next, 0);

            if (world.rank() == 0) {
                List<Visit> all = world.recvObject(previous, 0);
                all.forEach(visit -> System.out.println(visit));
            }
        }
    }
}

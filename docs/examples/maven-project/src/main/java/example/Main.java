package example;

import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Op;

/** Adds up the ranks of the job. */
public class Main {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int sum = world.allreduce(world.rank(), Op.SUM);
            if (world.rank() == 0) System.out.println("ranks: " + world.size() + ", sum: " + sum);
        }
    }
}

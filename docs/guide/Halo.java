import java.util.*;
import org.mpi4j.*;

class Halo {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int rank = world.rank();
            int left = rank == 0 ? Comm.PROC_NULL : rank - 1;
            int right = rank == world.size() - 1 ? Comm.PROC_NULL : rank + 1;

            double[] x = new double[6]; // four cells of our own between two of our neighbours'
            Arrays.fill(x, 1, 5, rank);
            world.sendrecv(Buf.of(x, 4, 1), right, 0, Buf.of(x, 0, 1), left, 0);
            world.sendrecv(Buf.of(x, 1, 1), left, 0, Buf.of(x, 5, 1), right, 0);

            List<double[]> all = world.gatherObject(x, 0);
            if (rank == 0) {
                all.forEach(cells -> System.out.println(Arrays.toString(cells)));
            }
        }
    }
}

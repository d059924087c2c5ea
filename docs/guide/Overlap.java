import java.util.*;
import org.mpi4j.*;

class Overlap {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int size = world.size();
            int[][] received = new int[size][100_000];
            int[] mine = new int[100_000];
            Arrays.fill(mine, world.rank());

            List<Request> requests = new ArrayList<>();
            for (int peer = 0; peer < size; peer++) {
                requests.add(world.irecv(Buf.of(received[peer]), peer, 7));
                requests.add(world.isend(Buf.of(mine), peer, 7));
            }
            double[] table = new double[1000];
            Arrays.setAll(table, Math::sqrt); // the messages move while we compute
            Request.awaitAll(requests.toArray(Request[]::new));

            long sum = 0;
            for (int[] from : received) {
                sum += from[99_999];
            }
            System.out.println("rank " + world.rank() + ": " + sum);
        }
    }
}

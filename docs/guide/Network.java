import java.util.*;
import org.mpi4j.*;

class Network {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            // rank 0 speaks to all others; each other rank to the next, and the last to rank 0
            int rank = world.rank(), size = world.size();
            int[] to = rank == 0 ? java.util.stream.IntStream.range(1, size).toArray() : new int[] {(rank + 1) % size};
            DistGraphComm network = world.createDistGraph(new int[] {rank}, new int[] {to.length}, to, null, false);

            int[] heard = new int[network.sources().length];
            network.neighborAllgather(Buf.of(new int[] {100 + rank}), Buf.of(heard));
            Arrays.sort(heard);
            System.out.println("rank " + rank + " hears " + Arrays.toString(heard));
        }
    }
}

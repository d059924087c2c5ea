import java.util.*;
import org.mpi4j.*;

class Again {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int size = world.size();
            double[] mine = {world.rank()}, left = new double[1], right = new double[1];
            int before = (world.rank() + size - 1) % size, after = (world.rank() + 1) % size;
            PersistentRequest[] exchange = {
                world.recvInit(Buf.of(left), before, 0),
                world.recvInit(Buf.of(right), after, 1),
                world.sendInit(Buf.of(mine), after, 0),
                world.sendInit(Buf.of(mine), before, 1)
            };
            for (int step = 0; step < 100; step++) {
                PersistentRequest.startAll(exchange);
                Request.awaitAll(exchange);
                mine[0] = (left[0] + mine[0] + right[0]) / 3;
            }
            System.out.printf(Locale.ROOT, "%.3f%n", mine[0]); // all have come to the mean
        }
    }
}

import java.util.*;
import org.mpi4j.*;

class Mean {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int rank = world.rank(), size = world.size();

            // ten numbers, dealt out in parts that need not be equal
            long[] counts = new long[size];
            for (int i = 0; i < size; i++) {
                counts[i] = 10 / size + (i < 10 % size ? 1 : 0);
            }
            double[] all = rank == 0 ? new double[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3} : null;
            double[] mine = new double[(int) counts[rank]];
            world.scatterv(all == null ? null : Buf.of(all).blocks(counts), Buf.of(mine), 0);

            // each computes on its own part; all learn the sums
            double[] sums = {Arrays.stream(mine).sum(), mine.length};
            world.allreduce(Buf.of(sums), Op.SUM); // one buffer: in place
            double mean = sums[0] / sums[1];
            double greatest = world.allreduce(Arrays.stream(mine).max().orElse(Double.NEGATIVE_INFINITY), Op.MAX);

            // and the parts come back
            for (int i = 0; i < mine.length; i++) {
                mine[i] -= mean;
            }
            world.gatherv(Buf.of(mine), all == null ? null : Buf.of(all).blocks(counts), 0);
            if (rank == 0) {
                System.out.printf(Locale.ROOT, "mean %.1f greatest %.1f%n", mean, greatest);
                System.out.println("first deviation " + Math.round(all[0] * 10) / 10.0);
            }
        }
    }
}

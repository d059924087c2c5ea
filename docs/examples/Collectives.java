import java.util.*;
import org.mpi4j.*;

class Collectives {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int rank = world.rank(), size = world.size();
            double sum = world.allreduce(rank + 1.0, Op.SUM);
            int[] mine = {rank, rank * rank}, all = new int[2 * size];
            world.allgather(Buf.of(mine), Buf.of(all));
            long[] counts = new long[size];
            Arrays.setAll(counts, i -> i + 1);
            int[] part = new int[rank + 1], whole = new int[size * (size + 1) / 2];
            Arrays.fill(part, rank);
            world.gatherv(Buf.of(part), Buf.of(whole).blocks(counts), 0);
            List<String> names = world.gatherObject("rank " + rank, 0); // null elsewhere
            Op longest = Op.of((String a, String b) -> a.length() >= b.length() ? a : b, true);
            String most = world.allreduceObject("x".repeat(rank), longest);
            try (Comm half = world.split(rank % 2, rank)) {
                long evens = half.allreduce((long) rank, Op.SUM);
                Request r = half.ibarrier();
                r.await();
                if (rank == 0) System.out.println(sum + " " + all[2 * size - 1] + " " + whole[whole.length - 1] + " " + names + " " + most.length() + " " + evens);
            }
        }
    }
}

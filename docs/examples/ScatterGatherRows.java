import java.util.*;
import org.mpi4j.*;

/** Rank 0 deals out the rows of a matrix, as evenly as they go; each rank doubles its rows; rank 0 collects them. */
class ScatterGatherRows {
    static final int ROWS = 10, COLUMNS = 3;

    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            long[] counts = new long[world.size()];
            Arrays.setAll(counts, r -> COLUMNS * (ROWS / world.size() + (r < ROWS % world.size() ? 1 : 0)));
            int[] matrix = null;
            if (world.rank() == 0) {
                matrix = new int[ROWS * COLUMNS];
                Arrays.setAll(matrix, i -> i);
            }
            int[] mine = new int[(int) counts[world.rank()]];
            world.scatterv(matrix == null ? null : Buf.of(matrix).blocks(counts), Buf.of(mine), 0);
            for (int i = 0; i < mine.length; i++) mine[i] *= 2;
            world.gatherv(Buf.of(mine), matrix == null ? null : Buf.of(matrix).blocks(counts), 0);
            if (matrix != null) System.out.println(Arrays.toString(counts) + " " + Arrays.toString(matrix));
        }
    }
}
// jrun -n 4 docs/examples/ScatterGatherRows.java prints:
// [9, 9, 6, 6] [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58]

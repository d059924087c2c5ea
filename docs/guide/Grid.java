import java.util.*;
import org.mpi4j.*;

class Grid {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            int[] dims = Comm.dimsCreate(mpi.world().size(), 0, 0);
            CartComm grid = mpi.world().createCart(dims, new boolean[] {false, true}, true);
            int[] at = grid.coords();

            int[] around = {-1, -1, -1, -1}; // up, down, left, right; at an edge a block is left as it was
            grid.neighborAllgather(Buf.of(new int[] {grid.rank()}), Buf.of(around));
            CartComm.Shift rows = grid.shift(0, 1);
            System.out.println("at " + Arrays.toString(at) + " rank " + grid.rank() + " between " + rows.source() + " and " + rows.dest()
                    + ", around it " + Arrays.toString(around));
        }
    }
}

import java.util.*;
import org.mpi4j.*;

/** Parallel matrix-vector product: each rank holds some rows of A and the matching part of x; allgather brings x together. */
class MatrixVector {
    static final int ROWS_PER_RANK = 250;

    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int n = ROWS_PER_RANK * world.size(), first = ROWS_PER_RANK * world.rank();
            double[][] a = new double[ROWS_PER_RANK][n];
            double[] mine = new double[ROWS_PER_RANK];
            for (int i = 0; i < ROWS_PER_RANK; i++) {
                Arrays.setAll(a[i], j -> j);
                mine[i] = 1.0 / (first + i + 1);
            }
            double[] y = product(world, a, mine);
            double[] whole = world.rank() == 0 ? new double[n] : null;
            world.gather(Buf.of(y), whole == null ? null : Buf.of(whole), 0);
            if (whole != null) {
                double expected = 0;
                for (int j = 0; j < n; j++) expected += j / (j + 1.0);
                double error = 0;
                for (double value : whole) error = Math.max(error, Math.abs(value - expected));
                System.out.println("product of a " + n + " x " + n + " matrix and a vector: " + (error < 1e-9 ? "correct" : "wrong by " + error));
            }
        }
    }

    /** This rank's part of y = A x, from its rows of A and its part of x. */
    static double[] product(Comm comm, double[][] rows, double[] part) {
        double[] x = new double[part.length * comm.size()], y = new double[rows.length];
        comm.allgather(Buf.of(part), Buf.of(x));
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < x.length; j++) y[i] += rows[i][j] * x[j];
        }
        return y;
    }
}
// jrun -n 4 docs/examples/MatrixVector.java prints:
// product of a 1000 x 1000 matrix and a vector: correct

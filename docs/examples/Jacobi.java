import java.lang.foreign.MemorySegment;
import org.mpi4j.*;

/**
 * Heat in a plate: the Laplace equation on a square, solved by Jacobi's iteration. The ranks stand on a grid and each holds one
 * block of the plate with a border of one point, its halo, into which its neighbours' edges come before each step. Rows lie
 * together in memory; a column is a vector datatype. Rank 0 checks the result against the same steps done alone.
 */
class Jacobi {
    static final int POINTS = 48, STEPS = 500;

    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int[] dims = Comm.dimsCreate(world.size(), 0, 0);
            CartComm grid = world.createCart(dims, new boolean[] {false, false}, false);
            Block block = new Block(grid);
            double residual = 0;
            for (int step = 0; step < STEPS; step++) {
                block.exchangeHalo();
                residual = Math.sqrt(grid.allreduce(block.step(), Op.SUM));
            }
            double[] alone = new double[(POINTS + 2) * (POINTS + 2)];
            double aloneResidual = serial(alone);
            double difference = grid.allreduce(block.difference(alone), Op.MAX);
            if (grid.rank() == 0) {
                boolean same = difference < 1e-12 && Math.abs(residual - aloneResidual) < 1e-12;
                System.out.printf("residual %.6e after %d steps; same as serial: %b%n", residual, STEPS, same);
            }
        }
    }

    /** The top edge of the plate is hot, the others are cold. */
    static double fixed(int row) {
        return row == 0 ? 100 : 0;
    }

    static double serial(double[] u) {
        int width = POINTS + 2;
        for (int column = 0; column < width; column++) u[column] = fixed(0);
        double residual = 0;
        for (int step = 0; step < STEPS; step++) residual = Math.sqrt(sweep(u, new double[u.length], POINTS, POINTS));
        return residual;
    }

    /** One step over rows x columns inner points; returns the sum of the squared changes. {@code next} is room to work in. */
    static double sweep(double[] u, double[] next, int rows, int columns) {
        int width = columns + 2;
        double changes = 0;
        for (int i = 1; i <= rows; i++) {
            for (int j = 1; j <= columns; j++) {
                int at = i * width + j;
                next[at] = 0.25 * (u[at - width] + u[at + width] + u[at - 1] + u[at + 1]);
                changes += (next[at] - u[at]) * (next[at] - u[at]);
            }
        }
        for (int i = 1; i <= rows; i++) System.arraycopy(next, i * width + 1, u, i * width + 1, columns);
        return changes;
    }

    static class Block {
        final CartComm grid;
        final int firstRow, firstColumn, rows, columns, width;
        final double[] u, next;
        final Datatype column;

        Block(CartComm grid) {
            this.grid = grid;
            int[] dims = grid.dims(), me = grid.coords();
            firstRow = POINTS * me[0] / dims[0];
            firstColumn = POINTS * me[1] / dims[1];
            rows = POINTS * (me[0] + 1) / dims[0] - firstRow;
            columns = POINTS * (me[1] + 1) / dims[1] - firstColumn;
            width = columns + 2;
            u = new double[(rows + 2) * width];
            next = new double[u.length];
            column = Datatype.vector(rows, 1, width, Datatype.DOUBLE);
            if (me[0] == 0) for (int j = 0; j < width; j++) u[j] = fixed(0);
        }

        /** Past the plate's edge the neighbour is PROC_NULL, and the fixed border stays as it is. */
        void exchangeHalo() {
            CartComm.Shift down = grid.shift(0, 1), right = grid.shift(1, 1);
            Request.awaitAll(
                    grid.irecv(row(0), down.source(), 1),
                    grid.irecv(row(rows + 1), down.dest(), 2),
                    grid.isend(row(rows), down.dest(), 1),
                    grid.isend(row(1), down.source(), 2));
            grid.sendrecv(column(columns), right.dest(), 3, column(0), right.source(), 3);
            grid.sendrecv(column(1), right.source(), 4, column(columns + 1), right.dest(), 4);
        }

        Buf row(int i) {
            return Buf.of(u, i * width + 1, columns);
        }

        Buf column(int j) {
            return Buf.of(MemorySegment.ofArray(u).asSlice(8L * (width + j)), 1, column);
        }

        double step() {
            return sweep(u, next, rows, columns);
        }

        double difference(double[] whole) {
            double most = 0;
            for (int i = 1; i <= rows; i++) {
                for (int j = 1; j <= columns; j++) {
                    most = Math.max(most, Math.abs(u[i * width + j] - whole[(firstRow + i) * (POINTS + 2) + firstColumn + j]));
                }
            }
            return most;
        }
    }
}
// jrun -n 4 docs/examples/Jacobi.java prints:
// residual 7.952481e-01 after 500 steps; same as serial: true

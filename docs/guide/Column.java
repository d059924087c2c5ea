import java.util.*;
import org.mpi4j.*;

class Column {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int rows = 3, columns = 4;
            double[] matrix = new double[rows * columns]; // row after row
            Datatype column = Datatype.vector(rows, 1, columns, Datatype.DOUBLE);
            if (world.rank() == 0) {
                Arrays.setAll(matrix, i -> i);
                world.send(Buf.of(matrix, 2, 1, column), 1, 0); // the column that begins at element 2
            } else if (world.rank() == 1) {
                double[] packed = new double[rows];
                world.recv(Buf.of(packed), 0, 0);
                System.out.println(Arrays.toString(packed));
            }
        }
    }
}

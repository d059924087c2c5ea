import java.util.stream.IntStream;
import org.mpi4j.*;

class BcastArray {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int[] data = world.rank() == 0 ? IntStream.range(0, 100).toArray() : new int[100];
            world.bcast(Buf.of(data), 0);
            for (int i = 0; i < 100; i++) {
                if (data[i] != i) throw new AssertionError("data[" + i + "] = " + data[i]);
            }
        }
    }
}

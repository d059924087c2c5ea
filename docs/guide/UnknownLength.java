import java.util.*;
import org.mpi4j.*;

class UnknownLength {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            if (world.rank() == 1) {
                world.send(Buf.of(new double[] {1, 4, 9}), 0, 5);
            } else if (world.rank() == 0) {
                Message message = world.mprobe(Comm.ANY_SOURCE, Comm.ANY_TAG);
                Status status = message.status();
                double[] x = new double[(int) status.count(Datatype.DOUBLE)];
                message.recv(Buf.of(x));
                System.out.println("from " + status.source() + " with tag " + status.tag() + ": " + Arrays.toString(x));
            }
        }
    }
}

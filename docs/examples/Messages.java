import java.util.*;
import org.mpi4j.*;

class Messages {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            if (world.rank() == 0) {
                world.sendObject(Map.of("a", 7, "b", 3.14), 1, 11);
                Request r = world.isend(Buf.of(new double[] {1, 2, 3}), 1, 12);
                r.await();
                world.send(Buf.of(new int[] {9, 8, 7, 6}, 1, 2), 1, 13);
            } else if (world.rank() == 1) {
                Map<String, Number> m = world.recvObject(0, 11);
                double[] x = new double[5];
                Status s = world.irecv(Buf.of(x), 0, Comm.ANY_TAG).await();
                Status p = world.probe(Comm.ANY_SOURCE, 13);
                int[] y = new int[(int) p.count(Datatype.INT)];
                world.recv(Buf.of(y), p.source(), p.tag());
                System.out.println(m.get("a") + " " + s.count(Datatype.DOUBLE) + " " + s.tag() + " " + Arrays.toString(x) + " " + Arrays.toString(y));
                // 7 3 12 [1.0, 2.0, 3.0, 0.0, 0.0] [8, 7]
            }
        }
    }
}

import org.mpi4j.*;

class WhileComputing {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            long[] total = {world.rank() + 1};
            Request request = world.iallreduce(Buf.of(total), Op.SUM);
            int steps = 0;
            while (request.test().isEmpty()) {
                steps++; // something useful
            }
            System.out.println("rank " + world.rank() + ": " + total[0] + ", and " + (steps < 0 ? "nothing" : "something") + " done meanwhile");
        }
    }
}

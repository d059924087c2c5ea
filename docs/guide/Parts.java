import org.mpi4j.*;

class Parts {
    public static void main(String[] args) {
        int ranks = Solver.sum(1); // nobody has opened MPI for it, and it needs nobody to
        try (Mpi mpi = Mpi.init(args)) {
            if (mpi.world().rank() == 0) System.out.println(ranks + " ranks");
            int sum = Solver.sum(mpi.world().rank());
            if (mpi.world().rank() == 0) System.out.println("sum " + sum);
        }
    }

    /** A library: it opens MPI for itself, and hides it from the program. */
    static class Solver {
        static int sum(int mine) {
            try (Session session = Session.init()) {
                Group all = session.group("mpi://WORLD");
                try (Comm comm = session.createCommFromGroup(all, "com.example.solver")) {
                    return comm.allreduce(mine, Op.SUM);
                }
            }
        }
    }
}

import org.mpi4j.*;

class Hello {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            System.out.println("I am rank " + world.rank() + " of " + world.size());
        }
    }
}

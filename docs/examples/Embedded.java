import org.mpi4j.*;

class Embedded { // an ordinary program, started with plain `java`: four ranks inside this JVM
    public static void main(String[] args) {
        Mpi.run(4, mpi -> {
            Comm world = mpi.world();
            int sum = world.allreduce(world.rank(), Op.SUM);
            if (world.rank() == 0) System.out.println("sum " + sum); // sum 6
        });
    }
}

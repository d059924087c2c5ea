import org.mpi4j.*;

/** Pi as the area under 4 / (1 + x^2): the strips are dealt out to the ranks and their sums are added up. */
class Pi {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            long[] strips = {world.rank() == 0 ? 10_000_000 : 0};
            world.bcast(Buf.of(strips), 0);
            double width = 1.0 / strips[0], sum = 0;
            for (long i = world.rank(); i < strips[0]; i += world.size()) {
                double x = width * (i + 0.5);
                sum += 4 / (1 + x * x);
            }
            double pi = world.reduce(width * sum, Op.SUM, 0);
            if (world.rank() == 0) System.out.printf("pi is about %.10f, error below 1e-10: %b%n", pi, Math.abs(pi - Math.PI) < 1e-10);
        }
    }
}
// jrun -n 4 docs/examples/Pi.java prints:
// pi is about 3.1415926536, error below 1e-10: true

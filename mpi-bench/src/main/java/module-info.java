/** The programs that show and measure mpi4j: {@code mpi-bench}. */
module org.mpi4j.bench {
    requires org.mpi4j;
    requires info.picocli;
    requires static org.jspecify;
    // what compare alone needs
    requires static VectorGraphics2D;
    requires static java.desktop;
    requires static tools.jackson.core;
    requires static xchart;

    opens org.mpi4j.bench to
            info.picocli;
    opens org.mpi4j.bench.compare to
            info.picocli;
}

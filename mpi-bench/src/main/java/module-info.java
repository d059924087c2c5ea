/** The programs that show and measure mpi4j: {@code mpi-bench}. */
module org.mpi4j.bench {
    requires org.mpi4j;
    requires info.picocli;
    requires static org.jspecify;

    opens org.mpi4j.bench to
            info.picocli;
    opens org.mpi4j.bench.compare to
            info.picocli;
}

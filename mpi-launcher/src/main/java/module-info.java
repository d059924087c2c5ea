/** The launcher of mpi4j: {@code jrun}. */
module org.mpi4j.launcher {
    requires org.mpi4j;
    requires info.picocli;
    requires static org.jspecify;
}

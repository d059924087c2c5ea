/** The launcher of mpi4j: {@code jrun}. */
module org.mpi4j.launcher {
    requires org.mpi4j;
    requires jdk.compiler; // source files
    requires jdk.unsupported; // sun.misc.Signal
    requires static org.jspecify;
}

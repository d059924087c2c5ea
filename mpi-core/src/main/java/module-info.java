/** MPI for Java: message passing between JVMs, as the MPI standard describes it. */
module org.mpi4j {
    requires static transitive org.jspecify;
    requires jdk.net;
    requires static io.netty.transport;
    requires static io.netty.common;
    requires static io.netty.buffer;

    exports org.mpi4j;
    exports org.mpi4j.spi;
    exports org.mpi4j.internal.boot to
            org.mpi4j.launcher,
            org.mpi4j.bench;
    exports org.mpi4j.internal.boot.exchange to
            org.mpi4j.launcher;
    exports org.mpi4j.internal.boot.pmi to
            org.mpi4j.launcher;
    exports org.mpi4j.internal.boot.slurm to
            org.mpi4j.launcher;
    exports org.mpi4j.internal.coll to
            org.mpi4j.bench;
    exports org.mpi4j.internal.net to
            org.mpi4j.launcher;
    exports org.mpi4j.internal.settings to
            org.mpi4j.launcher,
            org.mpi4j.bench;
    exports org.mpi4j.internal.transport.shm to
            org.mpi4j.launcher,
            org.mpi4j.bench;

    uses org.mpi4j.spi.TransportProvider;
}

package org.mpi4j.internal.settings;

import java.util.Locale;

/**
 * Everything that can be set, with its default and what it does. A system property such as {@code mpi4j.eager.limit} wins over the
 * environment variable of the same name in capitals, {@code MPI4J_EAGER_LIMIT}; sizes take k, m and g, times take us, ms and s.
 */
public enum Setting {
    TRANSPORT("mpi4j.transport", "shm,tcp", "transports that may be used, the preferred one first"),
    COLL_BOARD(
            "mpi4j.coll.board",
            "auto",
            "after how many blocking collective calls a communicator of ranks of one host takes a board in shared memory for small data; auto: 4, or off among virtual threads; off: never; the same on all ranks"),
    COLL_BARRIER("mpi4j.coll.barrier", "auto", "algorithm of barrier: auto, dissemination or linear; as of those below, board where there is one"),
    COLL_BCAST("mpi4j.coll.bcast", "auto", "algorithm of bcast: auto, linear, binomial, chain or scatter-ring"),
    COLL_GATHER("mpi4j.coll.gather", "auto", "algorithm of gather: auto, binomial or linear"),
    COLL_SCATTER("mpi4j.coll.scatter", "auto", "algorithm of scatter: auto, binomial or linear"),
    COLL_ALLGATHER(
            "mpi4j.coll.allgather",
            "auto",
            "algorithm of allgather and allgatherv: auto, bruck, ring, spread or recursive-doubling (allgather, if the size is a power of two)"),
    COLL_ALLTOALL("mpi4j.coll.alltoall", "auto", "algorithm of alltoall, and of alltoallv but for bruck: auto, bruck, spread or pairwise"),
    COLL_REDUCE("mpi4j.coll.reduce", "auto", "algorithm of reduce: auto, linear, binomial or chain (if the op commutes or the root is 0)"),
    COLL_ALLREDUCE(
            "mpi4j.coll.allreduce", "auto", "algorithm of allreduce: auto, linear, recursive-doubling, or if the op commutes rabenseifner or ring"),
    COLL_REDUCE_SCATTER(
            "mpi4j.coll.reduce.scatter",
            "auto",
            "algorithm of reduceScatter and reduceScatterBlock: auto, doubling, pairwise or halving (if the op commutes)"),
    COLL_SEGMENT("mpi4j.coll.segment", "64k", "bytes of a segment of bcast and reduce along a chain"),
    CHECK("mpi4j.check", "false", "whether ranks compare what they say of each collective before it runs, without boards then; the same on all ranks"),
    EAGER_LIMIT("mpi4j.eager.limit", "auto", "the largest message, in bytes, that is sent before its receive is known; auto: 16k over shared memory, 64k over TCP"),
    EAGER_WINDOW("mpi4j.eager.window", "1m", "eager bytes that one peer may send before they are received; more go by rendezvous"),
    SPIN("mpi4j.spin", "auto", "how long a waiting rank polls without giving up its core; auto: 1ms if the host has a core per local rank, else 0us"),
    YIELD("mpi4j.yield", "auto", "how long a waiting rank then polls and yields, before it sleeps; auto: 10ms; among ranks of one JVM 50us, or 0us if they are virtual threads"),
    CORES("mpi4j.cores", "auto", "how many cores this host's ranks share; auto: as many as a rank's JVM may use. jrun says it where it binds each rank to some of them"),
    SHM_RING("mpi4j.shm.ring", "auto", "bytes of the ring of small messages in each rank's shared-memory inbox; auto: 1m, less with more than 8 ranks on a host; less where memory is short"),
    SHM_CHUNK("mpi4j.shm.chunk", "32k", "bytes of a chunk, the most that one frame of a large message carries through shared memory"),
    SHM_CHUNKS("mpi4j.shm.chunks", "auto", "chunks in each inbox, at most 64; auto: 64, or 32 with more than 32 ranks on a host; fewer where memory is short"),
    SERIAL_FILTER(
            "mpi4j.serial.filter", "", "which classes may come out of an object message, as the JDK's jdk.serialFilter writes it; empty: values, collections, application classes"),
    SERIAL_FORM(
            "mpi4j.serial.form", "auto", "how objects are written: auto, compact where all of an object can be and else by the JDK's serialisation; or jdk. Either is read"),
    INITIAL_ERRHANDLER(
            "mpi4j.initial.errhandler",
            "mpi_errors_return",
            "what a rank's first communicators do with errors: mpi_errors_return, mpi_errors_are_fatal or mpi_errors_abort"),
    REPORT_UNCLOSED(
            "mpi4j.report.unclosed",
            "false",
            "whether a rank tells at its end, on standard error, which communicators and requests it has not closed, and where each was opened"),
    ABORT_HOOKS("mpi4j.abort.hooks", "0s", "how long the shutdown hooks of a rank's JVM may run when the job is aborted; 0s: they do not run"),
    BOOT_TIMEOUT("mpi4j.boot.timeout", "60s", "how long a rank waits at start for the launcher or rank 0, and these for the ranks"),
    BOOT_SILENCE("mpi4j.boot.silence", "10s", "a rank's or the launcher's host that has been silent for so long is taken for lost"),
    HANG_TIMEOUT(
            "mpi4j.hang.timeout",
            "0",
            "a job in which all ranks wait and none has made progress for so long is ended with exit code 125, and what each waits for is told; 0: never"),
    PMI("mpi4j.pmi", "auto", "the version of PMI to ask for first, 1 or 2; auto: 1; off: use neither PMI nor PMIx"),
    SLURM_PORTS("mpi4j.slurm.ports", "28000-31999", "where rank 0 serves the start of a job that plain srun started; 8 ports for each step"),
    SLURM_SECRET(
            "mpi4j.slurm.secret",
            "auto",
            "how the ranks of a step that plain srun started come to share a secret: munge, file, auto: munge or else file, or ids: worked out from what anybody may know"),
    SLURM_SECRET_FOLDER("mpi4j.slurm.secret.folder", "", "the folder, shared by all hosts, for the secret's file; empty: .mpi4j in the home folder"),
    RUN_THREADS("mpi4j.run.threads", "auto", "threads of the ranks that Mpi.run makes: platform, virtual, or auto: platform up to 64 ranks"),
    HELPER("mpi4j.helper", "true", "whether a helper thread makes progress while the application computes"),
    TLS("mpi4j.tls", "false", "whether ranks encrypt what they send each other over TCP, by TLS 1.3; the same on all ranks"),
    TCP_INTERFACES("mpi4j.tcp.interfaces", "", "interfaces that a job may use, by name (eth0) or network (10.1.0.0/16, fd00::/8), parted by commas; empty: all"),
    TCP_PORTS("mpi4j.tcp.ports", "0", "port to listen at, or a range such as 20000-20100, for ranks and for who serves their start; 0: any free one"),
    TCP_FRAME("mpi4j.tcp.frame", "512k", "the largest payload of one frame on TCP, in bytes; the same on all ranks"),
    TCP_BUFFER("mpi4j.tcp.buffer", "0", "the socket's send and receive buffers, in bytes; 0: as the kernel tunes them"),
    TCP_CONNECT_TIMEOUT("mpi4j.tcp.connect.timeout", "8s", "how long to try a peer's addresses, or the launcher's, until one of them accepts"),
    TCP_HANDSHAKE_TIMEOUT("mpi4j.tcp.handshake.timeout", "0s", "how long a peer whose host has accepted a connection may take to answer, which it does in its next call of MPI; 0s: as long as its process lives");

    private final String key;
    private final String defaultValue;
    private final String meaning;

    Setting(String key, String defaultValue, String meaning) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    public String variable() {
        return key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String meaning() {
        return meaning;
    }
}

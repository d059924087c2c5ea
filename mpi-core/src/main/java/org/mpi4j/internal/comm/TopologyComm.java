package org.mpi4j.internal.comm;

/** A communicator with a topology, which those made of it by {@code dup} have too. Thread-safe. */
abstract sealed class TopologyComm extends IntraComm permits CartIntraComm, GraphIntraComm, DistGraphIntraComm {
    TopologyComm(CommParts parts) {
        super(parts);
    }
}

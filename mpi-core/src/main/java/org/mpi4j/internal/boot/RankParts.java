package org.mpi4j.internal.boot;

import java.util.List;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.Transport;

/**
 * What a rank is put together from. Immutable.
 *
 * @param hosts for each rank of the job, the number of its host
 * @param hostNames for each rank of the job, the name of its host, for people
 * @param coreShares how much of a core each rank of the job has: 1, or less where more ranks run on its host than there are cores
 * @param transports this rank's, the preferred one first
 */
record RankParts(
        int rank, int size, int[] hosts, double[] coreShares, List<String> hostNames, Engine engine, List<Transport> transports, Routes routes, Settings settings) {
    /** This rank's host. */
    String hostName() {
        return hostNames.get(rank);
    }
}

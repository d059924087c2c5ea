package org.mpi4j.internal.boot.exchange;

/**
 * Who wants to join an exchange. Immutable.
 *
 * @param job the name of the job
 * @param secret how this rank comes to know what the server and it must both know
 * @param host the name of this host, for messages
 * @param server what serves the exchange, for messages: {@code the launcher}, {@code rank 0}
 * @param silenceSeconds a server whose host is silent for so long is lost
 */
public record Member(String job, int rank, int size, SecretSource secret, String host, String server, int silenceSeconds) {
    private static final String FIRST = "rank 0";

    /** The rank whose process serves the exchange; {@link JobEnd#NO_RANK} if the launcher does. */
    int serverRank() {
        return server.startsWith(FIRST) ? 0 : JobEnd.NO_RANK;
    }
}

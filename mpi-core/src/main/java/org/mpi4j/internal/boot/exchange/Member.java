package org.mpi4j.internal.boot.exchange;

/**
 * Who wants to join an exchange. Immutable.
 *
 * @param job the name of the job
 * @param secret how this rank comes to know what the server and it must both know
 * @param host the name of this host, for messages
 * @param serverRank the rank whose process serves the exchange; {@link JobEnd#NO_RANK} if the launcher does
 * @param server what serves the exchange, for messages
 * @param silenceSeconds a server whose host is silent for so long is lost
 */
public record Member(String job, int rank, int size, SecretSource secret, String host, int serverRank, String server, int silenceSeconds) {}

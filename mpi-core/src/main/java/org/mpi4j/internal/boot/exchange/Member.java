package org.mpi4j.internal.boot.exchange;

/**
 * Who wants to join an exchange. Immutable.
 *
 * @param job the name of the job
 * @param secret what the server and the rank must both know
 * @param host the name of this host, for messages
 * @param server what serves the exchange, for messages: {@code the launcher}, {@code rank 0}
 * @param silenceSeconds a server whose host is silent for so long is lost
 */
public record Member(String job, int rank, int size, byte[] secret, String host, String server, int silenceSeconds) {}

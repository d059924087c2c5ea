package org.mpi4j.internal.boot.exchange;

/**
 * How long to look for the exchange's server. Immutable.
 *
 * @param joinNanos until it has welcomed us
 * @param pathNanos until anybody at one of its places has taken a connection
 * @param isServerUp whether it was there before us, so that a refusal is no sign of a host that will serve soon
 */
public record JoinLimits(long joinNanos, long pathNanos, boolean isServerUp) {}

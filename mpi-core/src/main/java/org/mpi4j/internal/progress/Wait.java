package org.mpi4j.internal.progress;

/**
 * A thread that waits in this rank, as one sees it who asks. Immutable.
 *
 * @param completion what it waits for
 * @param idleNanos how long nothing has come for this rank while it waited
 */
public record Wait(Thread thread, Completion completion, long idleNanos) {}

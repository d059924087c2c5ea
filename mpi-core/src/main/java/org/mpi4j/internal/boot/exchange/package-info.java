/**
 * The exchange of small things while a job starts, and the word that it has ended: one server for each job, one connection for each
 * rank, kept open for the rank's life. Depends on the wire layout, this host's addresses and the public errors only. Threads: the server has one thread of
 * its own, a client one reader.
 */
@NullMarked
package org.mpi4j.internal.boot.exchange;

import org.jspecify.annotations.NullMarked;

/**
 * This host's addresses and ports: which there are, which of them a job may use, and in which order to try another host's. Depends on the
 * settings' names only. Threads: all is immutable or stateless.
 */
@NullMarked
package org.mpi4j.internal.net;

import org.jspecify.annotations.NullMarked;

/**
 * Which receive a message goes to: MPI's order rule over hashed queues. Depends on nothing. Threads: confined to the driver.
 */
@NullMarked
package org.mpi4j.internal.match;

import org.jspecify.annotations.NullMarked;

/**
 * {@code jrun}: parses, places, spawns, forwards, reaps. Depends on the exchange server of the core, not on its engine.
 * Threads: {@link JobRun} is confined to the main thread and hears of everything else through its queue of calls.
 */
@NullMarked
package org.mpi4j.launcher;

import org.jspecify.annotations.NullMarked;

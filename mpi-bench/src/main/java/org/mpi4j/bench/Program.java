package org.mpi4j.bench;

import java.io.PrintStream;
import org.mpi4j.Mpi;

/** One subcommand: what each rank does once it has joined the job. Confined to the rank's main thread. */
sealed interface Program permits HelloWorld, RingTest, PingPong, ObjectPingPong, JobInfo, MemoryUse, Scale, Model, Loops, Osu {
    /**
     * Does this rank's part.
     *
     * @param out where the report goes; rank 0 alone writes there
     * @throws UsageException if the options make no sense for this job; thrown by all ranks alike, before any message
     */
    void run(Mpi mpi, PrintStream out);
}

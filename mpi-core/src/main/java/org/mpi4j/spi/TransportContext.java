package org.mpi4j.spi;

import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * What a transport is given at its start.
 *
 * @param rank this rank in the job
 * @param size how many ranks the job has
 * @param job a name of the job, unique among all jobs that run on these hosts; letters, digits, {@code -} and {@code _}
 * @param secret what all ranks of the job know and no stranger does; peers prove to each other that they know it
 * @param receiver where frames go
 * @param sleeper where this rank sleeps, to register channels with and to wake it
 * @param driving whether the calling thread is the driver, for assertions and for {@code inEventLoop}
 * @param setting the value in force of a setting such as {@code mpi4j.tcp.interfaces}
 */
public record TransportContext(
        int rank,
        int size,
        String job,
        byte[] secret,
        FrameReceiver receiver,
        Sleeper sleeper,
        BooleanSupplier driving,
        UnaryOperator<String> setting) {}

package org.mpi4j.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Request;
import org.mpi4j.Status;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one message costs without a wire: the call, the matching and the copy, to this rank itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelfMessage {
    private static final int TAG = 7;

    private final byte[] eight = new byte[8];
    private final byte[] room = new byte[8];
    private final Buf send = Buf.of(new byte[8]);
    private final Buf receive = Buf.of(new byte[8]);
    private Mpi mpi;
    private Comm self;

    /** Joins a job of one rank. */
    @Setup
    public void join() {
        mpi = Mpi.init();
        self = mpi.self();
    }

    /** Leaves it. */
    @TearDown
    public void leave() {
        mpi.close();
    }

    @Benchmark
    public Buf makeBuf() {
        return Buf.of(eight);
    }

    @Benchmark
    public long eager() {
        self.send(Buf.of(eight), 0, TAG);
        return self.recv(Buf.of(room), 0, TAG).bytes();
    }

    @Benchmark
    public Status isendThenReceive() {
        Request sent = self.isend(send, 0, TAG);
        Status status = self.recv(receive, 0, TAG);
        sent.await();
        return status;
    }

    @Benchmark
    public Status sendrecv() {
        return self.sendrecv(send, 0, TAG, receive, 0, TAG);
    }
}

package org.mpi4j.bench.jmh;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** There and back between two ranks that are threads of this JVM, so that the profiler counts what both sides allocate. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ThreadEcho {
    private static final int ECHO = 1;
    private static final int STOP = 2;

    /** Bytes of the message. */
    @Param({"8", "4096"})
    public int size;

    private final CountDownLatch done = new CountDownLatch(1);
    private Buf buf;
    private Comm world;
    private Thread ranks;

    /** Starts the ranks; this benchmark's thread acts as a thread of rank 0. */
    @Setup
    public void start() {
        buf = Buf.of(new byte[size]);
        CompletableFuture<Comm> zero = new CompletableFuture<>();
        ranks = Thread.ofPlatform().start(() -> Mpi.run(2, mpi -> {
            if (mpi.world().rank() == 0) {
                zero.complete(mpi.world());
                done.await();
                mpi.world().send(Buf.of(new byte[0]), 1, STOP);
            } else {
                echo(mpi.world(), new byte[size]);
            }
        }));
        world = zero.join();
    }

    private static void echo(Comm world, byte[] room) {
        Buf buf = Buf.of(room);
        while (world.recv(buf, 0, Comm.ANY_TAG).tag() == ECHO) {
            world.send(buf, 0, ECHO);
        }
    }

    /** Ends the ranks. */
    @TearDown
    public void stop() throws InterruptedException {
        done.countDown();
        ranks.join();
    }

    @Benchmark
    public long thereAndBack() {
        world.send(buf, 1, ECHO);
        return world.recv(buf, 1, ECHO).bytes();
    }
}

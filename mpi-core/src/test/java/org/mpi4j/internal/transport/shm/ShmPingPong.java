package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectableChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;
import org.mpi4j.spi.TransportContext;

/**
 * Measures the transport alone between two processes that spin: the time one way of a frame that goes to and fro, the rate of
 * frames that go one way, and for comparison a bare flag and copy through the same kind of memory. Started without arguments it
 * starts the other process itself.
 */
final class ShmPingPong implements FrameReceiver {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final int[] LENGTHS = {0, 8, 24, 64, 256, 1024, 2008, 2048, 4096, 16384, 32768};
    private static final int WINDOWS = 300;
    private static final int SPINS_BEFORE_YIELD = 2_000;
    private static final String JOB = "pingpong";

    private final MemorySegment target = MemorySegment.ofArray(new byte[1 << 20]);
    private final MemorySegment source = MemorySegment.ofArray(new byte[1 << 20]);
    private final boolean first;
    private final ShmTransport transport;
    private final Link link;
    private final MemorySegment bare;
    private long received;
    private long flag;
    private long spins;

    private ShmPingPong(int rank, ShmSegment segment, ShmSegment bareSegment) throws IOException {
        first = rank == 0;
        TransportContext context = new TransportContext(
                rank, 2, JOB, new byte[0], this, new NoSleep(), () -> true, key -> key);
        transport = new ShmTransport(
                context, segment, rank, new int[] {0, 1}, false, Doorbell.ofProcess(context.sleeper()));
        link = transport.open(1 - rank, new byte[0]);
        bare = bareSegment.ring(0);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            String job = JOB + ProcessHandle.current().pid();
            ShmLayout layout = ShmLayout.near(2, Integer.getInteger("ring", 256 << 10), 32 << 10, 32);
            ShmSegment segment = ShmSegment.create(job, 0, layout);
            ShmSegment bare = ShmSegment.create(job, 1, layout);
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp", System.getProperty("java.class.path"), ShmPingPong.class.getName(), job,
                            segment.path().orElseThrow().toString(), bare.path().orElseThrow().toString())
                    .inheritIO()
                    .start();
            new ShmPingPong(0, segment, bare).run();
            other.waitFor();
            segment.unlink();
            bare.unlink();
        } else {
            ShmSegment segment = ShmSegment.map(Path.of(args[1]), args[0], 2, 1);
            new ShmPingPong(1, segment, ShmSegment.map(Path.of(args[2]), args[0], 2, 1)).run();
        }
    }

    private void run() {
        print("# us: the best of the windows, and the best tenth of them");
        print("# bytes   one way: min   tenth    bare copy: min   tenth    us/frame one direction   MB/s");
        for (int length : LENGTHS) {
            int loops = length <= 4096 ? 500 : 100;
            double[] pingPong = new double[WINDOWS];
            double[] copy = new double[WINDOWS];
            double[] stream = new double[WINDOWS];
            for (int i = -WINDOWS; i < WINDOWS; i++) {
                int window = Math.max(i, 0);
                pingPong[window] = pingPong(length, loops);
                copy[window] = bare(length, loops);
                stream[window] = stream(length, loops);
            }
            Arrays.sort(pingPong);
            Arrays.sort(copy);
            Arrays.sort(stream);
            double each = stream[WINDOWS / 10];
            print(String.format(
                    "%7d %15.3f %7.3f %17.3f %7.3f %25.3f %6.0f",
                    length, pingPong[0], pingPong[WINDOWS / 10], copy[0], copy[WINDOWS / 10], each, length / each));
        }
    }

    @SuppressWarnings("ThreadPriorityCheck")
    private void pause() {
        if (++spins % SPINS_BEFORE_YIELD == 0) {
            Thread.yield();
            if (spins % (SPINS_BEFORE_YIELD << 16) == 0 && !first && ProcessHandle.current().parent().isEmpty()) {
                System.exit(1);
            }
        } else {
            Thread.onSpinWait();
        }
    }

    private void print(String line) {
        if (first) {
            System.out.println(line);
        }
    }

    private double pingPong(int length, int loops) {
        long start = System.nanoTime();
        for (int i = 0; i < loops; i++) {
            if (first) {
                send(i, length);
                receive(received + 1);
            } else {
                receive(received + 1);
                send(i, length);
            }
        }
        return (System.nanoTime() - start) / 2e3 / loops;
    }

    private double stream(int length, int loops) {
        long start = System.nanoTime();
        if (first) {
            for (int i = 0; i < loops; i++) {
                send(i, length);
            }
            receive(received + 1);
        } else {
            receive(received + loops);
            send(0, 0);
        }
        return (System.nanoTime() - start) / 1e3 / loops;
    }

    private double bare(int length, int loops) {
        long out = first ? 4096 : 131072;
        long in = first ? 131072 : 4096;
        long start = System.nanoTime();
        for (int i = 0; i < loops; i++) {
            flag++;
            if (first) {
                MemorySegment.copy(source, 0, bare, out + 8, length);
                LONG.setRelease(bare, out, flag);
            }
            while ((long) LONG.getAcquire(bare, in) != flag) {
                pause();
            }
            MemorySegment.copy(bare, in + 8, target, 0, length);
            if (!first) {
                MemorySegment.copy(source, 0, bare, out + 8, length);
                LONG.setRelease(bare, out, flag);
            }
        }
        return (System.nanoTime() - start) / 2e3 / loops;
    }

    private void send(long number, int length) {
        while (!link.trySend(1, number, 3, length, source, 0, length)) {
            transport.poll();
            pause();
        }
    }

    private void receive(long until) {
        while (received < until) {
            if (transport.poll() == 0) {
                pause();
            }
        }
    }

    @Override
    public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        MemorySegment.copy(payload, offset, target, 0, length);
        received++;
    }

    @Override
    public void broken(int peer, String why, boolean lossy) {
        throw new IllegalStateException(why);
    }

    /** For ranks that never sleep. */
    private record NoSleep() implements Sleeper {
        @Override
        public void watch(SelectableChannel channel, int operations) {}

        @Override
        public void wake() {}
    }
}

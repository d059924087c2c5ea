package org.mpi4j.bench;

import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Datatype;
import org.mpi4j.Mpi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ranks 0 and 1 send a message there and back; half of that time is one sample. The other ranks wait. */
@Command(name = "pingpong", description = "Measures latency and bandwidth between ranks 0 and 1.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class PingPong implements Program {
    private static final int TAG = 4;
    private static final int MOST_LOOPS = 10_000;
    private static final int FEWEST_LOOPS = 10;
    private static final long BYTES_PER_ROW = 1L << 29;

    @Option(names = {"-m", "--min-size"}, paramLabel = "min", description = "smallest message in bytes (default: ${DEFAULT-VALUE})", converter = CommandLines.Bytes.class)
    private long minBytes = 1;

    @Option(names = {"-n", "--max-size"}, paramLabel = "max", description = "largest message in bytes (default: ${DEFAULT-VALUE})", converter = CommandLines.Bytes.class)
    private long maxBytes = 1 << 22;

    @Option(names = {"-l", "--loops"}, paramLabel = "loops", description = "samples per row (default: 10000, fewer for large messages)")
    private @Nullable Integer loops;

    @Option(names = {"-s", "--skip"}, paramLabel = "skip", description = "loops before the samples (default: as many as samples)")
    private @Nullable Integer skip;

    @Option(names = "--object", description = "send byte arrays as objects, serialised")
    private boolean object;

    @Override
    public void run(Mpi mpi, PrintStream out) {
        Comm world = mpi.world();
        check(world.size());
        if (world.rank() == 0) {
            out.println("# MPI PingPong Test");
            out.println("# Size [B]  Bandwidth [MB/s] | Time Mean [s] ± StdDev [s]  Samples");
        }
        if (world.rank() < 2) {
            if (minBytes == 0) {
                row(world, 0, out);
            }
            for (long size = firstPower(minBytes); size > 0 && size <= maxBytes; size <<= 1) {
                row(world, size, out);
            }
        }
        world.barrier();
    }

    private void check(int size) {
        if (minBytes < 0 || maxBytes < minBytes || (loops != null && loops < 1) || (skip != null && skip < 0)) {
            throw new UsageException("needs 0 <= min <= max, loops of 1 or more and skip of 0 or more, has min=" + minBytes + " max=" + maxBytes
                    + " loops=" + loops + " skip=" + skip);
        }
        if (object && maxBytes > Integer.MAX_VALUE - 8) {
            throw new UsageException("a byte array as an object has less than 2g, has max=" + maxBytes);
        }
        if (size < 2) {
            throw new UsageException("needs 2 ranks or more, has size=" + size);
        }
    }

    /** The smallest power of two that is not below {@code bytes}. */
    static long firstPower(long bytes) {
        return bytes <= 1 ? 1 : Long.highestOneBit(bytes - 1) << 1;
    }

    private int loopsFor(long size) {
        return loops != null ? loops : Math.clamp(BYTES_PER_ROW / Math.max(1, size), FEWEST_LOOPS, MOST_LOOPS);
    }

    private void row(Comm world, long size, PrintStream out) {
        double[] seconds = new double[loopsFor(size)];
        int unmeasured = skip != null ? skip : seconds.length;
        if (object) {
            byte[] message = new byte[Math.toIntExact(size)];
            for (int loop = -unmeasured; loop < seconds.length; loop++) {
                double took = thereAndBackAsObject(world, message);
                seconds[Math.max(0, loop)] = took;
            }
        } else {
            try (Arena arena = Arena.ofShared()) {
                Buf message = Buf.of(arena.allocate(Math.max(1, size), 64), size, Datatype.BYTE);
                for (int loop = -unmeasured; loop < seconds.length; loop++) {
                    double took = thereAndBack(world, message);
                    seconds[Math.max(0, loop)] = took;
                }
            }
        }
        if (world.rank() == 0) {
            out.println(report(size, seconds));
        }
    }

    private static double thereAndBack(Comm world, Buf message) {
        if (world.rank() == 1) {
            world.recv(message, 0, TAG);
            world.send(message, 0, TAG);
            return 0;
        }
        long start = System.nanoTime();
        world.send(message, 1, TAG);
        world.recv(message, 1, TAG);
        return (System.nanoTime() - start) * 0.5e-9;
    }

    private static double thereAndBackAsObject(Comm world, byte[] message) {
        if (world.rank() == 1) {
            world.sendObject(world.<byte[]>recvObject(0, TAG), 0, TAG);
            return 0;
        }
        long start = System.nanoTime();
        world.sendObject(message, 1, TAG);
        byte[] back = world.recvObject(1, TAG);
        assert back.length == message.length;
        return (System.nanoTime() - start) * 0.5e-9;
    }

    static String report(long size, double[] seconds) {
        double sum = 0;
        for (double s : seconds) {
            sum += s;
        }
        double mean = sum / seconds.length;
        double squares = 0;
        for (double s : seconds) {
            squares += (s - mean) * (s - mean);
        }
        double deviation = seconds.length < 2 ? 0 : Math.sqrt(squares / (seconds.length - 1));
        double megabytesPerSecond = mean == 0 ? 0 : size / mean * 1e-6;
        return String.format(Locale.ROOT, "%10d%18.2f | %.7e ± %.4e  %8d", size, megabytesPerSecond, mean, deviation, seconds.length);
    }
}

package org.mpi4j.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Op;
import org.mpi4j.bench.loops.Buffers;
import org.mpi4j.bench.loops.Loop;
import org.mpi4j.bench.loops.Memory;
import org.mpi4j.bench.loops.NonBlocking;
import org.mpi4j.bench.loops.Sizes;
import org.mpi4j.bench.loops.Span;
import org.mpi4j.bench.loops.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One of the programs that people know from OSU, with their options and columns, and the loops of {@code compare} inside. */
@Command(mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class Osu implements Program {
    private static final int MANY_FOR_PAIRS = 10_000;
    private static final int MANY_FOR_ALL = 1_000;
    private static final int MANY_WINDOWS = 100;
    private static final int WARM_UP_AT_ONCE = 10;
    private static final int FEWER_WHEN_LARGE = 10;
    private static final long LARGE_BYTES = 8 << 10;
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final OsuTest osu;

    @Option(names = {"-m", "--message-size"}, paramLabel = "[MIN:]MAX", description = "sizes in bytes: powers of two from MIN to MAX")
    private @Nullable String sizes;

    @Option(names = {"-i", "--iterations"}, paramLabel = "n", description = "measured iterations per size (default: 10000 for latency, 100 windows for bandwidth, 1000 for the collective ones; a tenth above 8 KiB)")
    private @Nullable Integer iterations;

    @Option(names = {"-x", "--warmup"}, paramLabel = "n", description = "iterations before time is taken (default: for 0.3 s)")
    private @Nullable Integer warmUp;

    @Option(names = {"-f", "--full"}, description = "minimum and maximum over the ranks too")
    private boolean full;

    @Option(names = "--memory", paramLabel = "heap|off_heap", description = "where the buffers are (default: off_heap, as in C)")
    private String memory = "off_heap";

    Osu(OsuTest osu) {
        this.osu = osu;
    }

    @Override
    public void run(Mpi mpi, PrintStream out) {
        Comm world = mpi.world();
        Range range = range();
        check(world.size(), range);
        if (world.rank() == 0) {
            out.println("# OSU-style MPI " + osu.title() + ", " + Mpi.version());
            if (osu.kind() == OsuTest.Kind.RATE) {
                out.println("# [ pairs: " + world.size() / 2 + " ] [ window size: " + osu.test().operations() + " ]");
            }
            out.println(OsuColumns.headings(osu.kind(), full));
        }
        for (long bytes = range.smallest(); bytes <= range.largest(); bytes = Math.max(1, 2 * bytes)) {
            String row = osu.kind() == OsuTest.Kind.OVERLAP ? overlap(world, bytes) : row(world, bytes);
            if (world.rank() == 0) {
                out.println(row);
            }
        }
    }

    private record Range(long smallest, long largest) {}

    private Range range() {
        if (osu.test().shape() == Test.Shape.NO_DATA) {
            return new Range(1, 1);
        }
        if (sizes == null) {
            return new Range(osu.smallest(), osu.largest());
        }
        int colon = sizes.indexOf(':');
        try {
            long largest = Sizes.parse(sizes.substring(colon + 1));
            return new Range(colon < 0 ? osu.smallest() : Math.max(osu.smallest(), Sizes.parse(sizes.substring(0, colon))), largest);
        } catch (NumberFormatException | ArithmeticException _) {
            throw new UsageException("needs -m [MIN:]MAX in bytes, has m=" + sizes);
        }
    }

    private void check(int size, Range range) {
        if (osu.isForTwo() ? size != 2 : size < 2) {
            throw new UsageException("needs " + (osu.isForTwo() ? "2 ranks" : "2 ranks or more") + ", has size=" + size);
        }
        if (range.smallest() < 0 || range.largest() < range.smallest() || (iterations != null && iterations < 1) || (warmUp != null && warmUp < 0)) {
            throw new UsageException("needs 0 <= MIN <= MAX, -i of 1 or more and -x of 0 or more, has m=" + sizes + " i=" + iterations + " x=" + warmUp);
        }
        if (!memory.equals("heap") && !memory.equals("off_heap")) {
            throw new UsageException("needs --memory heap or off_heap, has memory=" + memory);
        }
    }

    private int iterationsFor(long bytes) {
        if (iterations != null) {
            return iterations;
        }
        int many = switch (osu.kind()) {
            case LATENCY -> MANY_FOR_PAIRS;
            case BANDWIDTH, RATE -> MANY_WINDOWS;
            case BARRIER, COLLECTIVE, OVERLAP -> MANY_FOR_ALL;
        };
        return bytes > LARGE_BYTES ? Math.max(1, many / FEWER_WHEN_LARGE) : many;
    }

    private Buffers buffers() {
        return new Buffers(Memory.valueOf(memory.toUpperCase(Locale.ROOT)), false);
    }

    private String row(Comm world, long bytes) {
        Loop loop = osu.test().loop(world, buffers(), bytes);
        int count = iterationsFor(bytes);
        warmUp(world, loop);
        world.barrier();
        long start = System.nanoTime();
        loop.run(count);
        double micros = (System.nanoTime() - start) * 1e-3 / ((double) count * osu.test().operations());
        boolean isIdle = !osu.test().isCollective() && world.rank() == world.size() - 1 && world.size() % 2 == 1;
        double messages = osu.test() == Test.BIBW ? micros / 2 : micros;
        Span span = Span.over(world, isIdle ? Double.NaN : messages);
        return OsuColumns.row(osu.kind(), full, bytes, span, count, world.size() / 2);
    }

    /** As many as asked for, or as many as rank 0 finds time for. */
    private void warmUp(Comm world, Loop loop) {
        if (warmUp != null) {
            loop.run(warmUp);
            return;
        }
        long end = System.nanoTime() + WARM_UP_NANOS;
        do {
            loop.run(WARM_UP_AT_ONCE);
        } while (world.allreduce(world.rank() == 0 && System.nanoTime() < end ? 1 : 0, Op.MAX) == 1);
    }

    private String overlap(Comm world, long bytes) {
        NonBlocking loop = new NonBlocking(world, osu.test(), buffers(), bytes);
        int count = iterationsFor(bytes);
        warmUp(world, n -> loop.run(n, 0));
        world.barrier();
        double pureNanos = Span.over(world, loop.run(count, 0).nanos() / (double) count).mean();
        warmUp(world, n -> loop.run(n, Math.round(pureNanos)));
        world.barrier();
        NonBlocking.Spent spent = loop.run(count, Math.round(pureNanos));
        double overallNanos = Span.over(world, spent.nanos() / (double) count).mean();
        double computeNanos = Span.over(world, spent.computeNanos() / (double) count).mean();
        return OsuColumns.overlap(bytes, overallNanos * 1e-3, computeNanos * 1e-3, pureNanos * 1e-3);
    }
}

package org.mpi4j.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.bench.compare.Protocol;
import org.mpi4j.bench.compare.Variant;
import org.mpi4j.bench.loops.Buffers;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Measurement;
import org.mpi4j.bench.loops.Memory;
import org.mpi4j.bench.loops.Sizes;
import org.mpi4j.bench.loops.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What {@code compare} runs as ranks: the same arguments, and the same lines on standard output, as {@code loops.c}. */
@Command(name = "loops", hidden = true, description = "Measures one test; for mpi-bench compare.")
final class Loops implements Program {
    /** How many warm-ups of one size come before the first measurement, for each rank that a core has to serve. */
    private static final int REHEARSALS = 12;

    @Parameters(index = "0", paramLabel = "test")
    private String test = "";

    @Parameters(index = "1", paramLabel = "sizes")
    private String sizes = "";

    @Parameters(index = "2", paramLabel = "warmup_ms")
    private long warmUpMillis;

    @Parameters(index = "3", paramLabel = "batch_ms")
    private long batchMillis;

    @Parameters(index = "4", paramLabel = "batches")
    private int batches;

    @Parameters(index = "5", paramLabel = "most_ms")
    private long mostMillis;

    @Parameters(index = "6", paramLabel = "limit_s")
    private long limitSeconds;

    @Parameters(index = "7", paramLabel = "variants")
    private String variants = "";

    @Parameters(index = "8", paramLabel = "heap|off_heap")
    private String memory = "heap";

    @Override
    public void run(Mpi mpi, PrintStream out) {
        Comm world = mpi.world();
        endAfterLimit();
        Measurement measurement = new Measurement(
                world,
                Test.valueOf(test.toUpperCase(Locale.ROOT)),
                new Buffers(Memory.valueOf(memory.toUpperCase(Locale.ROOT)), Variant.WRITTEN.isIn(variants)),
                new Effort(warmUpMillis, batchMillis, batches, mostMillis));
        if (world.rank() == 0) {
            out.println(Protocol.library(Mpi.version()));
        }
        List<Long> all = Sizes.parseAll(sizes);
        rehearse(measurement, all);
        for (long bytes : all) {
            double[] micros = measurement.of(bytes);
            if (world.rank() == 0) {
                out.println(Protocol.row(bytes, micros));
            }
        }
    }

    /** Runs each size without result until the compiler's threads, which take the ranks' cores, have come to rest. */
    private void rehearse(Measurement measurement, List<Long> all) {
        long crowd = Math.ceilDiv(measurement.comm().size(), Runtime.getRuntime().availableProcessors());
        long millis = Math.ceilDiv(REHEARSALS * warmUpMillis * crowd, all.size());
        Measurement rehearsal = measurement.with(new Effort(millis, batchMillis, 1, batchMillis));
        all.forEach(rehearsal::of);
    }

    /** As {@code alarm} does in C: whatever becomes of who started this. */
    private void endAfterLimit() {
        Thread.ofPlatform().daemon().name("limit").start(() -> {
            try {
                TimeUnit.SECONDS.sleep(limitSeconds);
                Runtime.getRuntime().halt(142);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}

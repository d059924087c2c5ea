package org.mpi4j.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Op;
import picocli.CommandLine.Command;

/** What a rank holds after it has talked to more and more peers: heap after a collection, and shared memory that is mapped. Rank 0 prints the most of all. */
@Command(name = "memory", description = "Shows heap and mapped memory per rank.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class MemoryUse implements Program {
    private static final int TAG = 5;
    private static final int COLLECTIONS = 2;

    /** Bytes of this process. */
    private record Held(long heap, long mapped, long resident) {}

    @Override
    public void run(Mpi mpi, PrintStream out) {
        Comm world = mpi.world();
        int size = world.size();
        if (world.rank() == 0) {
            out.printf(Locale.ROOT, "# the most of %d ranks, in KiB%n%-34s %10s %10s %10s%n", size, "after", "heap", "mapped", "resident");
        }
        row(world, "start", out);
        small(world, 1);
        row(world, "8 bytes to 1 peer", out);
        for (int i = 0; i < 100; i++) {
            world.barrier();
            world.allreduce(i, Op.SUM);
        }
        row(world, "100 barriers and allreduces", out);
        for (int distance = 1; distance < size; distance++) {
            small(world, distance);
        }
        row(world, "8 bytes to all " + (size - 1) + " peers", out);
        large(world);
        row(world, "1 MiB to 1 peer", out);
    }

    private static void small(Comm world, int distance) {
        long[] value = {world.rank()};
        exchange(world, distance, Buf.of(value), Buf.of(new long[1]));
    }

    private static void large(Comm world) {
        exchange(world, 1, Buf.of(new byte[1 << 20]), Buf.of(new byte[1 << 20]));
    }

    private static void exchange(Comm world, int distance, Buf send, Buf recv) {
        int size = world.size();
        int rank = world.rank();
        world.sendrecv(send, (rank + distance) % size, TAG, recv, (rank - distance + size) % size, TAG);
    }

    private static void row(Comm world, String after, PrintStream out) {
        Held held = held();
        long[] most = {held.heap, held.mapped, held.resident};
        world.reduce(Buf.of(most), Op.MAX, 0);
        if (world.rank() == 0) {
            out.printf(Locale.ROOT, "%-34s %10d %10d %10d%n", after, most[0] >> 10, most[1] >> 10, most[2] >> 10);
        }
    }

    private static Held held() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
            return new Held(heap, ofOurs(lines, "Size:"), ofOurs(lines, "Rss:"));
        } catch (IOException _) {
            return new Held(heap, 0, 0);
        }
    }

    /** The sum of a field over the mappings of the memory that ranks share. */
    static long ofOurs(List<String> smaps, String field) {
        long kibibytes = 0;
        boolean ours = false;
        for (String line : smaps) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                ours = line.contains("/inboxes-");
            } else if (ours && line.startsWith(field)) {
                kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return kibibytes << 10;
    }
}

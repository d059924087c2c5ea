package org.mpi4j.bench;

import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.MathContext;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Datatype;
import org.mpi4j.Mpi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A message in which every byte is 42 goes round all ranks; rank 0 checks what comes back, outside the measured time. */
@Command(name = "ringtest", description = "Sends a message round all ranks and checks it.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class RingTest implements Program {
    private static final byte VALUE = 42;
    private static final int TAG = 3;

    @Option(names = {"-n", "--size"}, paramLabel = "bytes", description = "size of the message (default: ${DEFAULT-VALUE})", converter = CommandLines.Bytes.class)
    private long sizeBytes = 1;

    @Option(names = {"-s", "--skip"}, paramLabel = "skip", description = "loops before time is taken (default: ${DEFAULT-VALUE})")
    private int skip = 0;

    @Option(names = {"-l", "--loops"}, paramLabel = "loops", description = "measured loops (default: ${DEFAULT-VALUE})")
    private int loops = 10;

    @Override
    public void run(Mpi mpi, PrintStream out) {
        if (sizeBytes < 0 || skip < 0 || loops < 1) {
            throw new UsageException("needs -n and -s of 0 or more and -l of 1 or more, has n=" + sizeBytes + " s=" + skip + " l=" + loops);
        }
        Comm world = mpi.world();
        long nanos = 0;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment sent = arena.allocate(Math.max(1, sizeBytes)).fill(VALUE);
            MemorySegment received = arena.allocate(Math.max(1, sizeBytes));
            Buf send = Buf.of(sent, sizeBytes, Datatype.BYTE);
            Buf receive = Buf.of(received, sizeBytes, Datatype.BYTE);
            for (int loop = -skip; loop < loops; loop++) {
                received.fill((byte) 0);
                long took = round(world, send, receive);
                nanos += loop < 0 ? 0 : took;
                if (world.rank() == 0) {
                    check(world, sent.asSlice(0, sizeBytes), received.asSlice(0, sizeBytes));
                }
            }
        }
        if (world.rank() == 0) {
            out.println(report(loops, nanos, world.size(), sizeBytes));
        }
    }

    private static long round(Comm world, Buf send, Buf receive) {
        int next = (world.rank() + 1) % world.size();
        int previous = (world.rank() + world.size() - 1) % world.size();
        long start = System.nanoTime();
        if (world.size() == 1) {
            world.sendrecv(send, next, TAG, receive, previous, TAG);
        } else if (world.rank() == 0) {
            world.send(send, next, TAG);
            world.recv(receive, previous, TAG);
        } else {
            world.recv(receive, previous, TAG);
            world.send(receive, next, TAG);
        }
        return System.nanoTime() - start;
    }

    private static void check(Comm world, MemorySegment sent, MemorySegment received) {
        long at = sent.mismatch(received);
        if (at >= 0) {
            System.err.println("mpi-bench ringtest: the message came back changed: " + mismatch(received, at));
            world.abort(2);
        }
    }

    static String mismatch(MemorySegment received, long at) {
        return "byte=" + at + " of=" + received.byteSize() + " value=" + received.get(ValueLayout.JAVA_BYTE, at) + " expected=" + VALUE;
    }

    static String report(int loops, long nanos, int size, long sizeBytes) {
        String seconds = BigDecimal.valueOf(nanos, 9).round(new MathContext(4)).stripTrailingZeros().toPlainString();
        return "time for " + loops + " loops = " + seconds + " seconds (" + size + " processes, " + sizeBytes + " bytes)";
    }
}

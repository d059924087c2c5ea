package org.mpi4j.internal.boot.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.fuzz.Fuzz;

/** Lists of hosts that nobody in his right mind would write. */
@Timeout(value = 3600, threadMode = SEPARATE_THREAD)
public class HostlistFuzzTest {
    /** A short list may name 65,536 hosts; no more. */
    private static final long MOST_HOSTS_BYTES = 128L << 20;

    /** Also the entry of a fuzzer that is guided by coverage. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Hostlist.parse(new String(input, UTF_8));
        } catch (IllegalArgumentException _) {
            // declared
        }
    }

    @Test
    void aListIsReadOrRefused() {
        List<byte[]> seeds = Stream.of("node[1-3,7],gpu[01-04]x,rack[1-2]n[1-2],login", "node1", "a[1-100]b[2-9],c[000001-000100]", "n[5]").map(s -> s.getBytes(UTF_8)).toList();
        new Fuzz(HostlistFuzzTest::fuzzerTestOneInput, seeds, MOST_HOSTS_BYTES).run();
    }
}

package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Passes;

/** Jobs of jrun --tls whose ranks have a network between them. */
@Needs(Need.SSH_HOSTS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TlsIT {
    private static final String SIZES = "0,1,1000,40000,1048576";

    @TempDir
    private Path folder;

    /** New keys after each 256 KiB: in a real job after 128 GiB, which no test would reach. */
    @Test
    void messagesOfAllSizesArriveWholeThoughKeysAreRenewedOnTheWay() throws Exception {
        Path often = Files.writeString(folder.resolve("often"), "jdk.tls.keyLimits=AES/GCM/NoPadding KeyUpdate 2^18, ChaCha20-Poly1305 KeyUpdate 2^18\n");
        Result result = Hosts.jrun(Java.after(List.of("--tls", "-J-Djava.security.properties=" + often, "--host", "node1,node2"), Passes.class, SIZES)).run();
        assertEquals("", result.stderr());
        assertEquals(List.of("rank 0 of 2 on node1: all right", "rank 1 of 2 on node2: all right"), result.stdout().lines().sorted().toList());
        assertEquals(0, result.code());
    }

    @Test
    void aRankThatSpeaksPlainlyIsRefused() throws Exception {
        List<String> line = new ArrayList<>(List.of("--tls", "--host", "node1,node2", "sh", "-c", "[ $MPI4J_RANK = 0 ] || export MPI4J_TLS=false; exec \"$0\" \"$@\""));
        Result result = Hosts.jrun(Java.after(line, Passes.class, SIZES)).with("MPI4J_TCP_CONNECT_TIMEOUT", "2s").run();
        assertEquals(1, result.code(), result.stderr());
        assertEquals("", result.stdout());
        assertTrue(result.stderr().contains("cannot be reached") && result.stderr().contains("the handshake ended"), result.stderr());
    }
}

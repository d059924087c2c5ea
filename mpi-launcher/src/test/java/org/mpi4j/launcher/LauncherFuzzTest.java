package org.mpi4j.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the launcher reads, after chance has changed it: command lines, lists of hosts, an agent's frames. Only declared errors, no long work, no memory
 * out of proportion. {@code mpi4j.fuzz.inputs} says how many, {@code mpi4j.fuzz.seed} where chance begins, which a failure tells.
 */
@Timeout(value = 3600, threadMode = SEPARATE_THREAD)
public final class LauncherFuzzTest {
    private static final long MOST_NANOS = 2_000_000_000;
    private static final long MOST_BYTES = 1L << 20;
    private static final long MOST_BYTES_PER_BYTE = 1_000;
    /** A short list may name 65,536 hosts; no more. */
    private static final long MOST_HOSTS_BYTES = 160L << 20;

    /** Takes an input, and throws only what is no declared error. */
    @FunctionalInterface
    private interface Target {
        void take(byte[] input) throws Exception;
    }

    /** The entry of a fuzzer that is guided by coverage. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        arguments(input);
        hosts(input);
        frames(input);
    }

    private static void arguments(byte[] input) {
        try {
            Arguments.parse(new String(input, UTF_8).replace("\0", "").split("\n", -1));
        } catch (UsageException _) {
            // declared
        }
    }

    private static void hosts(byte[] input) {
        try {
            HostSlots.parse(new String(input, UTF_8));
        } catch (UsageException _) {
            // declared
        }
    }

    private static void frames(byte[] input) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(input));
        try {
            while (true) {
                switch (AgentFrames.kind(in)) {
                    case START -> {
                        AgentFrames.readTexts(in);
                        AgentFrames.readMap(in);
                        AgentFrames.readText(in);
                    }
                    case INPUT, OUTPUT, ERRORS -> AgentFrames.readBytes(in);
                    case SIGNAL, REFUSED -> AgentFrames.readText(in);
                    default -> in.readInt();
                }
            }
        } catch (IOException _) {
            // declared; the end is one
        }
    }

    private static byte[] goodFrames() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(bytes);
        try {
            AgentFrames.Kind.START.writeTo(to);
            AgentFrames.writeTexts(List.of("java", "-cp", "a:b", "Main"), to);
            AgentFrames.writeMap(Map.of("PATH", "/bin", "EMPTY", ""), to);
            AgentFrames.writeText("/home", to);
            AgentFrames.Kind.OUTPUT.writeTo(to);
            AgentFrames.writeBytes(new byte[50], to);
            AgentFrames.Kind.EXITED.writeTo(to);
            to.writeInt(3);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void commandLinesAreReadOrRefused() {
        List<byte[]> seeds = new ArrayList<>(List.of("-n\n4\n-x\nA=b\n--\nMain\n:\n-n2\nOther".getBytes(UTF_8), "--host=a:4,n[1-3]\n--map-by\nnode\nprog\narg".getBytes(UTF_8),
                "--timeout\n1h30m\n--output-filename\n%r.%h\n-J-Xmx1g\n-cp\na:b\nA.java".getBytes(UTF_8)));
        for (Option option : Option.values()) {
            option.names().forEach(name -> seeds.add((name + (option.takesValue() ? "\n1" : "") + "\nprog").getBytes(UTF_8)));
        }
        feed(LauncherFuzzTest::arguments, seeds, MOST_BYTES);
    }

    @Test
    void listsOfHostsAreReadOrRefused() {
        List<byte[]> seeds = List.of("a:4,b,n[1-3,07]:2,x.example.org:999999".getBytes(UTF_8), "r[1-2]n[1-3],[fe80::1]:3".getBytes(UTF_8));
        feed(LauncherFuzzTest::hosts, seeds, MOST_HOSTS_BYTES);
    }

    @Test
    void framesOfAnAgentAreReadOrRefused() {
        feed(LauncherFuzzTest::frames, List.of(goodFrames()), MOST_BYTES);
    }

    private static void feed(Target target, List<byte[]> seeds, long mostBytes) {
        long seed = Long.getLong("mpi4j.fuzz.seed", System.nanoTime());
        int inputs = Integer.getInteger("mpi4j.fuzz.inputs", 10_000);
        for (int i = -seeds.size(); i < inputs; i++) {
            byte[] input = i < 0 ? seeds.get(-i - 1) : mutated(seeds, new Random(seed + i));
            long bytes = Meter.allocatedBytes();
            long nanos = Meter.cpuNanos();
            Throwable thrown = null;
            try {
                target.take(input);
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                thrown = e;
            }
            long took = Meter.cpuNanos() - nanos;
            long allocated = Meter.allocatedBytes() - bytes;
            if (thrown != null || took > MOST_NANOS || (i >= 0 && allocated > mostBytes + MOST_BYTES_PER_BYTE * input.length)) {
                throw new AssertionError("mpi4j.fuzz.seed=" + seed + " input=" + i + " nanos=" + took + " allocatedBytes=" + allocated + " base64="
                        + Base64.getEncoder().encodeToString(input), thrown);
            }
        }
    }

    private static byte[] mutated(List<byte[]> seeds, Random random) {
        String text = new String(seeds.get(random.nextInt(seeds.size())), ISO_8859_1);
        for (int left = random.nextInt(6); left >= 0; left--) {
            int at = random.nextInt(text.length() + 1);
            int end = at + random.nextInt(text.length() - at + 1);
            String other = new String(seeds.get(random.nextInt(seeds.size())), ISO_8859_1);
            String middle = text.substring(at, end);
            String put = switch (random.nextInt(7)) {
                case 0 -> "";
                case 1 -> middle + middle;
                case 2 -> middle + (char) random.nextInt(256);
                case 3 -> other;
                case 4 -> middle.substring(0, Math.min(middle.length(), 40)).repeat(random.nextInt(40));
                case 5 -> middle + List.of(":", ",", "[1-99]", "[", "]", "\n", "=", "-", "\377\377\377\377", "\177\377\377\377", "99999999999", "\0\0").get(random.nextInt(12));
                default -> new StringBuilder(middle).reverse().toString();
            };
            text = text.substring(0, at) + put + text.substring(end);
        }
        return text.getBytes(ISO_8859_1);
    }
}

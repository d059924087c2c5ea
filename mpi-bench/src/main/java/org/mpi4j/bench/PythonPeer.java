package org.mpi4j.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * mpi4py, two ranks of it, measuring one graph. Immutable.
 *
 * @param python the interpreter
 * @param mpirun the launcher
 */
record PythonPeer(String python, String mpirun) {
    private static final long LIMIT_SECONDS = 600;

    /** @throws IOException if it cannot be started or fails; the message tells its last line */
    List<Double> micros(ObjectGraph graph, int elements, int samples) throws IOException {
        Path script = Files.createTempFile("mpi-bench-objects", ".py");
        Path said = Files.createTempFile("mpi-bench-objects", ".txt");
        try (InputStream source = PythonPeer.class.getResourceAsStream("objects.py")) {
            if (source == null) {
                throw new IOException("no resource objects.py");
            }
            Files.write(script, source.readAllBytes());
            ProcessBuilder builder = new ProcessBuilder(
                            mpirun, "-n", "2", "--oversubscribe", "--allow-run-as-root", python, script.toString(), graph.toString(),
                            Integer.toString(elements), Integer.toString(samples))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            return samples(builder.start(), said);
        } finally {
            Files.delete(script);
            Files.delete(said);
        }
    }

    private static List<Double> samples(Process process, Path said) throws IOException {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("not over within " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        List<String> lines = Files.readString(said, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + (lines.isEmpty() ? "" : ": " + lines.getLast()));
        }
        return lines.stream().filter(line -> line.startsWith("us ")).map(line -> Double.valueOf(line.substring(3))).toList();
    }
}

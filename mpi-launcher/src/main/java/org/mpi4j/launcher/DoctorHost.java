package org.mpi4j.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The doctor's end of a {@link DoctorAgent} on one host. Confined to the thread that asks. */
final class DoctorHost implements AutoCloseable {
    private static final String GONE = "\0gone";

    final String name;
    private final Process process;
    private final PrintStream orders;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Talk talk;

    private DoctorHost(String name, Process process) {
        this.name = name;
        this.process = process;
        this.talk = Talk.listen(name, process.getErrorStream());
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts what leads to the host. @throws IOException with the host's own words if no agent answers in time */
    static DoctorHost open(String name, List<String> command, long limitSeconds) throws IOException, InterruptedException {
        DoctorHost host = new DoctorHost(name, new ProcessBuilder(command).start());
        Thread.ofPlatform().daemon().name("doctor-" + name).start(host::read);
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        try {
            host.awaitHello(endNanos);
        } catch (IOException e) {
            host.close();
            throw e;
        }
        return host;
    }

    /** Passes over the talk of a login shell. */
    private void awaitHello(long endNanos) throws IOException, InterruptedException {
        String line = next(endNanos);
        while (!line.equals(DoctorAgent.HELLO)) {
            line = next(endNanos);
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException _) {
            // it is gone
        }
        lines.add(GONE);
    }

    /** Asks, and returns what is answered. @throws IOException if nothing is in time */
    Map<String, String> ask(String request, long limitSeconds) throws IOException, InterruptedException {
        orders.println(request);
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        Map<String, String> answer = new LinkedHashMap<>();
        for (String line = next(endNanos); !line.equals(DoctorAgent.END); line = next(endNanos)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                answer.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return answer;
    }

    private String next(long endNanos) throws IOException, InterruptedException {
        String line = lines.poll(Math.max(1, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (line == null || line.equals(GONE)) {
            if (line != null) {
                talk.awaitEnd();
            }
            String said = talk.lastLines();
            throw new IOException(said.isEmpty() ? (line == null ? "no answer in time" : "the connection was closed") : said);
        }
        return line;
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
    }
}

package org.mpi4j.internal.boot.pmi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

/** A process manager that speaks PMI-1 over TCP to a whole job, as Hydra does with {@code -pmi-port}. Thread-safe. */
public final class FakePmi1Server implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final CyclicBarrier barrier;
    private final int size;
    private final int maxValueChars;

    public FakePmi1Server(int size, int maxValueChars) throws IOException {
        this.size = size;
        this.maxValueChars = maxValueChars;
        this.barrier = new CyclicBarrier(size);
        for (int i = 0; i < size; i++) {
            Thread.ofPlatform().daemon().start(this::serve);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        try (Socket socket = listener.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = answer(Reply.parse(line, ' '));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException | BrokenBarrierException _) {
            // the client sees the end of its line
        }
    }

    private String answer(Reply question) throws IOException, InterruptedException, BrokenBarrierException {
        return switch (question.value("cmd")) {
            case "initack" -> "cmd=initack rc=0\ncmd=set size=" + size + "\ncmd=set rank=" + question.number("pmiid") + "\ncmd=set debug=0\n";
            case "init" -> "cmd=response_to_init pmi_version=1 pmi_subversion=1 rc=0\n";
            case "get_maxes" -> "cmd=maxes kvsname_max=256 keylen_max=64 vallen_max=" + (maxValueChars + 1) + "\n";
            case "get_my_kvsname" -> "cmd=my_kvsname kvsname=kvs_1\n";
            case "put" -> put(question.value("key"), question.value("value"));
            case "get" -> "cmd=get_result rc=0 msg=success value=" + values.get(question.value("key")) + "\n";
            case "barrier_in" -> {
                barrier.await();
                yield "cmd=barrier_out\n";
            }
            case "finalize" -> "cmd=finalize_ack\n";
            default -> throw new IOException(question.text());
        };
    }

    private String put(String key, String value) {
        boolean fits = value.length() <= maxValueChars && values.putIfAbsent(key, value) == null;
        return "cmd=put_result rc=" + (fits ? 0 : -1) + "\n";
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

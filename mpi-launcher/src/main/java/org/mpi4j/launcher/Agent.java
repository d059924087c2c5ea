package org.mpi4j.launcher;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mpi4j.internal.transport.shm.ShmDirectory;

/**
 * The launcher's hand on another host: starts ranks there, carries their output back, and passes signals on. Its standard input is the
 * launcher's word, and when that ends, the launcher is gone: then all ranks here are killed. Reports may come from any thread; the rest
 * is confined to the main thread.
 */
final class Agent {
    /** What the launcher calls it by: {@code jrun --agent}, over ssh. Not for people, so no page lists it. */
    static final String WORD = "--agent";

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int CANNOT_START = 127;

    private final DataInputStream orders = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    /** Guarded by itself. */
    private final DataOutputStream reports = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES));

    private final Map<Integer, RankProcess> running = new ConcurrentHashMap<>();
    private final Map<Integer, OutputStream> inputs = new ConcurrentHashMap<>();

    /** What a report says after its kind and its rank. */
    @FunctionalInterface
    private interface Rest {
        void writeTo(DataOutputStream to) throws IOException;
    }

    private Agent() {}

    /** Returns the exit code, when the launcher wants nothing more or is gone. */
    static int run() throws IOException {
        return new Agent().serve();
    }

    private int serve() throws IOException {
        synchronized (reports) {
            reports.write(AgentFrames.HELLO.getBytes(StandardCharsets.US_ASCII));
            reports.flush();
        }
        String job;
        try {
            job = AgentFrames.readText(orders);
        } catch (EOFException _) {
            return 0;
        }
        try (LocalKeeper keeper = LocalKeeper.of(job, this::full)) {
            try {
                while (true) {
                    obey(AgentFrames.kind(orders), keeper, job);
                }
            } catch (IOException _) {
                // the launcher has closed the connection, or lost it
            }
            if (!running.isEmpty()) {
                keeper.killAll();
                ShmDirectory.remove(job);
            }
        }
        return 0;
    }

    private void obey(AgentFrames.Kind kind, LocalKeeper keeper, String job) throws IOException {
        switch (kind) {
            case START -> start(keeper, job);
            case INPUT -> input(orders.readInt(), AgentFrames.readBytes(orders));
            case SIGNAL -> {
                String signal = AgentFrames.readText(orders);
                keeper.signalAllBut(signal, running.get(orders.readInt()));
            }
            case KILL -> {
                keeper.killAll();
                ShmDirectory.remove(job);
            }
            case STARTED, REFUSED, FAILED, NOTE, OUTPUT, ERRORS, EXITED -> throw new IOException("an order that is a report: " + kind);
        }
    }

    private void start(LocalKeeper keeper, String job) throws IOException {
        int rank = orders.readInt();
        int localRank = orders.readInt();
        Placement.Seat seat = new Placement.Seat(rank, 0, AgentFrames.readText(orders), localRank);
        List<String> command = new ArrayList<>(AgentFrames.readTexts(orders));
        command.set(0, here(command.getFirst()));
        Map<String, String> environment = AgentFrames.readMap(orders);
        Path directory = here(Path.of(AgentFrames.readText(orders)));
        String pattern = AgentFrames.readText(orders);
        int size = orders.readInt();
        boolean hasInput = orders.readBoolean();
        RankTools tools = RankTools.read(orders);
        OutputFiles files = new OutputFiles(pattern.isEmpty() ? null : pattern, job, size);
        Redirect from = hasInput ? Redirect.PIPE : Redirect.from(Path.of("/dev/null").toFile());
        RankProcess started;
        try {
            started = keeper.spawn(new Keeper.Order(seat, command, environment, directory, from, files, tools));
        } catch (IOException e) {
            report(AgentFrames.Kind.REFUSED, rank, to -> AgentFrames.writeText(String.valueOf(e.getMessage()), to));
            report(AgentFrames.Kind.EXITED, rank, to -> to.writeInt(CANNOT_START));
            return;
        }
        running.put(rank, started);
        if (hasInput) {
            inputs.put(rank, started.process().getOutputStream());
        }
        report(AgentFrames.Kind.STARTED, rank, to -> to.writeLong(started.pid()));
        for (String note : started.notes()) {
            report(AgentFrames.Kind.NOTE, rank, to -> AgentFrames.writeText(note, to));
        }
        carry(started.process().getInputStream(), AgentFrames.Kind.OUTPUT, rank);
        carry(started.process().getErrorStream(), AgentFrames.Kind.ERRORS, rank);
        var _ = started.process().onExit().thenAccept(process -> ended(started, keeper));
    }

    /** The launcher's own Java may lie elsewhere here: what runs this agent will do as well. */
    private static String here(String program) {
        Path file = Path.of(program);
        boolean isLacking = file.isAbsolute() && file.endsWith("bin/java") && !Files.exists(file);
        return isLacking ? Path.of(System.getProperty("java.home"), "bin/java").toString() : program;
    }

    /** Where files are shipped nothing else need be there, and a folder of the job's own does for a working folder that this host lacks. */
    private static Path here(Path directory) throws IOException {
        String shipped = System.getenv(ShipScript.FOLDER_VARIABLE);
        return shipped == null || Files.isDirectory(directory) ? directory : Files.createDirectories(Path.of(shipped, "work"));
    }

    private void full(RankProcess rank, String why) {
        report(AgentFrames.Kind.FAILED, rank.rank(), to -> AgentFrames.writeText(why, to));
    }

    private void ended(RankProcess rank, LocalKeeper keeper) {
        keeper.ending(rank);
        running.remove(rank.rank());
        keeper.ended(rank);
        report(AgentFrames.Kind.EXITED, rank.rank(), to -> to.writeInt(rank.process().exitValue()));
    }

    private void carry(InputStream from, AgentFrames.Kind kind, int rank) {
        Thread.ofPlatform().daemon().name(kind + "-" + rank).start(() -> {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    byte[] bytes = Arrays.copyOf(buffer, n);
                    report(kind, rank, to -> AgentFrames.writeBytes(bytes, to));
                }
            } catch (IOException _) {
                // closed: the rank is gone
            }
            report(kind, rank, to -> AgentFrames.writeBytes(new byte[0], to));
        });
    }

    private void input(int rank, byte[] bytes) {
        OutputStream to = inputs.get(rank);
        if (to == null) {
            return;
        }
        try {
            if (bytes.length == 0) {
                inputs.remove(rank);
                to.close();
            } else {
                to.write(bytes);
                to.flush();
            }
        } catch (IOException _) {
            inputs.remove(rank); // the rank does not read any more
        }
    }

    /** Nobody listens any more once the launcher is gone; the main thread sees that too, and ends all. */
    private void report(AgentFrames.Kind kind, int rank, Rest rest) {
        synchronized (reports) {
            try {
                kind.writeTo(reports);
                reports.writeInt(rank);
                rest.writeTo(reports);
                reports.flush();
            } catch (IOException _) {
                // as said above
            }
        }
    }
}

package org.mpi4j.launcher;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ranks of another host, through an {@link Agent} there, to which a command such as ssh leads. Orders may be given before the
 * agent is there. Thread-safe.
 */
final class AgentKeeper implements Keeper {
    private static final long CLOSE_LIMIT_MILLIS = 2_000;
    private static final int LONGEST_TALK_BYTES = 64 << 10;
    private static final int NONE = -1;
    private static final int SHIP_BYTES = 64 << 10;

    /** Who hears what agents tell; called by their threads. */
    interface Listener {
        /** A rank could not be started. */
        void refused(RankProcess rank, String why);

        /** The user is to be told something of a rank. */
        default void noted(RankProcess rank, String note) {}

        /** The host's agent is there. */
        default void answered(String host) {}

        /** The job cannot go on because of a rank, whose process may live. */
        default void failed(RankProcess rank, String why) {}

        /** The agent cannot be reached, or not any more, though it had something to do. */
        void lost(String host, String why);
    }

    /** What an order says. */
    @FunctionalInterface
    private interface Rest {
        void writeTo(DataOutputStream to) throws IOException;
    }

    private final String host;
    private final Process link;
    private final Listener listener;
    private final long answerLimitSeconds;
    /** Guarded by itself. */
    private final DataOutputStream orders;

    private final Map<Integer, RankProcess> ranks = new ConcurrentHashMap<>();
    private final Talk talk;
    /** What was said while files are on their way; null once they have arrived. Guarded by the orders. */
    private @Nullable List<Rest> waiting = new ArrayList<>();

    private final CountDownLatch shipped = new CountDownLatch(1);
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean answered;
    private volatile boolean closed;

    private AgentKeeper(String host, Process link, Listener listener, long answerLimitSeconds) {
        this.host = host;
        this.link = link;
        this.listener = listener;
        this.answerLimitSeconds = answerLimitSeconds;
        this.orders = new DataOutputStream(new BufferedOutputStream(link.getOutputStream()));
        this.talk = Talk.listen(host, link.getErrorStream());
    }

    /**
     * Starts the command that leads to the host, and returns at once.
     *
     * @param command runs an agent on the host, whose standard input and output it carries
     * @param job the job's name
     * @param shipment what the command reads before the agent's orders, or null
     */
    static AgentKeeper open(String host, List<String> command, String job, @Nullable Shipment shipment, long answerLimitSeconds, Listener listener)
            throws IOException {
        Process link = new ProcessBuilder(Guard.inOwnSession(command)).start();
        AgentKeeper keeper = new AgentKeeper(host, link, listener, answerLimitSeconds);
        Thread.ofPlatform().daemon().name("agent-" + host).start(keeper::listen);
        Thread.ofPlatform().daemon().name("patience-" + host).start(keeper::giveUpInTime);
        keeper.tell(to -> AgentFrames.writeText(job, to));
        if (shipment == null) {
            keeper.tellWhatWaits();
        } else {
            Thread.ofPlatform().daemon().name("ship-" + host).start(() -> keeper.ship(shipment));
        }
        return keeper;
    }

    private void ship(Shipment shipment) {
        OutputStream to = new FilterOutputStream(link.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                heardNanos = System.nanoTime();
            }
        };
        try {
            shipment.writeTo(new DataOutputStream(new BufferedOutputStream(to, SHIP_BYTES)));
        } catch (Shipment.Unreadable e) {
            talk.add(String.valueOf(e.getMessage()));
            link.destroy();
        } catch (IOException _) {
            // the command is gone or does not read; listen() tells of it, with its last words
        }
        tellWhatWaits();
    }

    private void tellWhatWaits() {
        synchronized (orders) {
            List<Rest> told = waiting;
            waiting = null;
            if (told != null) {
                told.forEach(this::tell);
            }
        }
        shipped.countDown();
    }

    // ---- orders ----

    @Override
    public RankProcess spawn(Order order) throws IOException {
        int number = order.seat().rank();
        RemoteRank process = new RemoteRank(new Input(number));
        RankProcess rank = new RankProcess(order.seat(), process, this);
        ranks.put(number, rank);
        String pattern = order.output().pattern();
        order(AgentFrames.Kind.START, to -> {
            to.writeInt(number);
            to.writeInt(order.seat().localRank());
            AgentFrames.writeText(order.seat().host(), to);
            AgentFrames.writeTexts(order.commandLine(), to);
            AgentFrames.writeMap(order.environment(), to);
            AgentFrames.writeText(order.directory().toString(), to);
            AgentFrames.writeText(pattern == null ? "" : pattern, to);
            to.writeInt(order.output().size());
            to.writeBoolean(order.stdin().type() == ProcessBuilder.Redirect.Type.PIPE);
            order.tools().writeTo(to);
        });
        return rank;
    }

    @Override
    public void ended(RankProcess rank) {
        // the agent has seen it first
    }

    @Override
    public void signalAllBut(String signal, @Nullable RankProcess spared) {
        order(AgentFrames.Kind.SIGNAL, to -> {
            AgentFrames.writeText(signal, to);
            to.writeInt(spared == null ? NONE : spared.rank());
        });
    }

    @Override
    public void killAll() {
        order(AgentFrames.Kind.KILL, _ -> {});
    }

    /** An agent that cannot be reached any more needs no orders: it ends its ranks itself. */
    private void order(AgentFrames.Kind kind, Rest rest) {
        tell(to -> {
            kind.writeTo(to);
            rest.writeTo(to);
        });
    }

    private void tell(Rest rest) {
        synchronized (orders) {
            if (waiting != null) {
                waiting.add(rest);
                return;
            }
            try {
                rest.writeTo(orders);
                orders.flush();
            } catch (IOException _) {
                // listen() tells of it
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (shipped.getCount() > 0) {
            link.destroy(); // its thread holds the stream
        }
        try {
            link.getOutputStream().close();
        } catch (IOException _) {
            // it is gone
        }
        try {
            if (!link.waitFor(CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                link.destroyForcibly();
            }
        } catch (InterruptedException _) {
            link.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    // ---- reports ----

    private void listen() {
        String why = "the connection was closed";
        try {
            DataInputStream reports = new DataInputStream(new BufferedInputStream(link.getInputStream()));
            awaitHello(reports);
            answered = true;
            listener.answered(host);
            while (true) {
                take(AgentFrames.kind(reports), reports);
            }
        } catch (IOException e) {
            why = e.getMessage() == null ? why : e.getMessage();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!closed) {
            listener.lost(host, reason(why));
        }
        ranks.values().forEach(rank -> remote(rank).lost());
    }

    private void awaitHello(InputStream from) throws IOException {
        StringBuilder said = new StringBuilder();
        while (said.indexOf(AgentFrames.HELLO, said.length() - AgentFrames.HELLO.length()) < 0) {
            int next = from.read();
            if (next < 0 || said.length() > LONGEST_TALK_BYTES) {
                throw new IOException("no agent of mpi4j has answered");
            }
            said.append((char) next);
        }
    }

    private void take(AgentFrames.Kind kind, DataInputStream from) throws IOException, InterruptedException {
        RankProcess rank = ranks.get(from.readInt());
        if (rank == null) {
            throw new IOException("a report of a rank that is none of this host's: " + kind);
        }
        switch (kind) {
            case STARTED -> remote(rank).started(from.readLong());
            case FAILED -> listener.failed(rank, AgentFrames.readText(from));
            case REFUSED -> listener.refused(rank, AgentFrames.readText(from));
            case NOTE -> listener.noted(rank, AgentFrames.readText(from));
            case OUTPUT -> remote(rank).output.put(AgentFrames.readBytes(from));
            case ERRORS -> remote(rank).errors.put(AgentFrames.readBytes(from));
            case EXITED -> remote(rank).exited(from.readInt());
            case START, INPUT, SIGNAL, KILL -> throw new IOException("a report that is an order: " + kind);
        }
    }

    private static RemoteRank remote(RankProcess rank) {
        return (RemoteRank) rank.process();
    }

    /** What happened, in the host's own words if it had some: they may come after the end of the reports. */
    private String reason(String why) {
        try {
            boolean ended = link.waitFor(1, TimeUnit.SECONDS);
            talk.awaitEnd();
            String said = talk.lastLines();
            return why + (ended ? " (" + ExitCode.describe(link.exitValue()) + ")" : "") + (said.isEmpty() ? "" : ": " + said);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return why;
        }
    }

    private void giveUpInTime() {
        try {
            long limitNanos = TimeUnit.SECONDS.toNanos(answerLimitSeconds);
            long restNanos = limitNanos;
            while (restNanos > 0 && !link.waitFor(restNanos, TimeUnit.NANOSECONDS)) {
                restNanos = limitNanos - (System.nanoTime() - heardNanos);
            }
            if (link.isAlive() && !answered && !closed) {
                listener.lost(host, "no agent of mpi4j has answered within limitSeconds=" + answerLimitSeconds + (talk.lastLines().isEmpty() ? "" : ": " + talk.lastLines()));
                link.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What goes to a rank's standard input. */
    private final class Input extends OutputStream {
        private final int rank;

        Input(int rank) {
            this.rank = rank;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (length > 0) {
                send(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        }

        @Override
        public void close() {
            send(new byte[0]);
        }

        private void send(byte[] bytes) {
            try {
                shipped.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            order(AgentFrames.Kind.INPUT, to -> {
                to.writeInt(rank);
                AgentFrames.writeBytes(bytes, to);
            });
        }
    }
}

package org.mpi4j.internal.boot.pmi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.net.Listeners;
import org.mpi4j.internal.net.Ports;

/**
 * A process manager that speaks PMI-1 over TCP to the ranks of one job, so that programs of MPICH and its kin find each other. Each proves who it is by a
 * number that only its environment holds. Thread-safe: each connection has a thread of its own. It is no virtual one: the thread that polls for those is in native
 * code for ever, and a JVM waits 300 ms for such at its end.
 */
public final class Pmi1Server implements AutoCloseable {
    private static final int SPARE_CONNECTIONS = 64;
    private static final int BACKLOG = 1024;
    private static final long PAUSE_NANOS = 10_000_000;

    /**
     * One rank.
     *
     * @param id what it gives as {@code PMI_ID}: hard to guess, and no other's
     * @param appnum which of several programs it runs
     */
    public record Seat(int id, int appnum, String host) {}

    private final Listeners listeners;
    private final Pmi1Space space;
    private final Semaphore room;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Pmi1Server(Listeners listeners, Pmi1Space space) {
        this.listeners = listeners;
        this.space = space;
        this.room = new Semaphore(space.size() + SPARE_CONNECTIONS);
    }

    /**
     * Serves at once.
     *
     * @param seats by rank
     * @param owner is told when a rank initialises, finalises, aborts or is lost in between
     * @param addresses where to listen; none: at all addresses of this host
     */
    public static Pmi1Server start(List<Seat> seats, int maxValueChars, ExchangeOwner owner, List<InetAddress> addresses, Ports ports) throws IOException {
        Pmi1Server server = new Pmi1Server(Listeners.open(addresses, ports, BACKLOG, 0), new Pmi1Space(seats, maxValueChars, owner));
        for (ServerSocketChannel each : server.listeners.sockets()) {
            each.configureBlocking(true);
            Thread.ofPlatform().daemon().name("mpi4j-pmi").start(() -> server.accept(each.socket()));
        }
        return server;
    }

    public int port() {
        return listeners.port();
    }

    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept(); // the kernel may hand over one last connection after the close
                open.add(socket);
                if (!closed && room.tryAcquire()) {
                    Thread.ofPlatform().daemon().name("mpi4j-pmi-rank").start(() -> serve(socket));
                } else {
                    hangUp(socket);
                }
            } catch (IOException _) {
                LockSupport.parkNanos(PAUSE_NANOS); // closed, or out of descriptors for a moment
            }
        }
    }

    private void serve(Socket socket) {
        try {
            new Pmi1Session(socket, space).serve();
        } catch (IOException _) {
            // the session has told of a loss
        } finally {
            hangUp(socket);
            room.release();
        }
    }

    private void hangUp(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }

    /** Hangs up on whoever is connected, a rank or nobody yet. */
    @Override
    public void close() {
        closed = true;
        try {
            listeners.close();
        } catch (IOException _) {
            // nobody comes any more in any case
        }
        open.forEach(this::hangUp);
    }
}

package org.mpi4j.internal.boot.exchange;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether the other end's host has gone while something was on its way to it. {@link KeepAlive} does so for a connection over which nothing is
 * sent; but a kernel that has something to send probes nobody, and sends it again for a quarter of an hour. As a probe's, an answer is the kernel's: a
 * process that is stopped does not read, and yet its host acknowledges, or says that there is no room.
 *
 * <p>Confined to the thread that reads the connection, but for {@link #sent}.
 */
final class Outstanding {
    private final long limitNanos;
    private volatile boolean some;
    private boolean again;
    private long sinceNanos;

    /** @param silenceSeconds for how long a host may be silent; half of it without an acknowledgement, as for a keepalive's probes, says that it is lost */
    Outstanding(int silenceSeconds) {
        limitNanos = Math.max(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(silenceSeconds) / 2);
    }

    /** How often the kernel is to be asked, as long as there is some. */
    static long periodNanos(int silenceSeconds) {
        return Math.min(TimeUnit.SECONDS.toNanos(silenceSeconds) / 4, TimeUnit.SECONDS.toNanos(1));
    }

    /** Something was given to the kernel. From any thread. */
    void sent() {
        some = true;
    }

    boolean isSome() {
        return some;
    }

    /** Whether there is some, for who is about to ask the kernel; what is sent from now on counts anew. */
    boolean takeSome() {
        boolean taken = some;
        some = false;
        return taken;
    }

    /** Whether the other end's host has to be taken for lost, by what the kernel has said since {@link #takeSome}. */
    boolean isLost(Deliveries deliveries, int localPort, InetSocketAddress remote, long now) {
        Deliveries.Delivery delivery = deliveries.of(localPort, remote);
        if (delivery != Deliveries.Delivery.ALL) {
            some = true;
        }
        if (delivery != Deliveries.Delivery.SENT_AGAIN) {
            again = false;
            return false;
        }
        if (!again) {
            again = true;
            sinceNanos = now;
        }
        return now - sinceNanos >= limitNanos;
    }
}

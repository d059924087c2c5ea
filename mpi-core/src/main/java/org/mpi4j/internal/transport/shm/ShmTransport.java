package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Panels;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/** Carries frames between the ranks of one host through a {@link ShmSegment}. Confined to the driver. */
public final class ShmTransport implements Transport {
    /**
     * How long a rank sleeps at most while a link refuses its frames. The peer rings when it has made room, but looks for the wish
     * without a fence, so that a poll costs none; this bounds the rare miss.
     */
    private static final long LONGEST_WAIT_FOR_ROOM_NANOS = 1_000_000;

    private final FrameReceiver receiver;
    private final BooleanSupplier driving;
    private final ShmSegment segment;
    private final int localRank;
    private final int[] jobRanks;
    private final boolean sharesCores;
    private final Doorbell doorbell;
    private final ShmInbox inbox;
    private final @Nullable ShmPanels panels;
    private final List<ShmLink> refused = new ArrayList<>();
    private final Map<Integer, String> lost = new LinkedHashMap<>();
    private boolean closed;

    /**
     * Starts the transport for one local rank. It then owns the doorbell and one use of the segment, and closes both.
     *
     * @param localRank whose inbox of the segment is this rank's
     * @param jobRanks the rank in the job of each local rank; not copied, and not to be changed
     * @param sharesCores whether this host has fewer cores than local ranks
     */
    public ShmTransport(TransportContext context, ShmSegment segment, int localRank, int[] jobRanks, boolean sharesCores, Doorbell doorbell) {
        if (jobRanks.length != segment.layout().inboxes() || jobRanks[localRank] != context.rank()) {
            throw new IllegalArgumentException("local ranks and inboxes differ: localRank=" + localRank + " rank="
                    + context.rank() + " localRanks=" + jobRanks.length + " inboxes="
                    + segment.layout().inboxes());
        }
        this.receiver = context.receiver();
        this.driving = context.driving();
        this.segment = segment;
        this.localRank = localRank;
        this.jobRanks = jobRanks;
        this.sharesCores = sharesCores;
        this.doorbell = doorbell;
        this.inbox = new ShmInbox(this, segment, localRank, this.jobRanks);
        this.panels = segment.layout().hasPanels() ? new ShmPanels(this, segment, localRank) : null;
    }

    @Override
    public String name() {
        return "shm";
    }

    @Override
    public byte[] card() {
        return new byte[0];
    }

    @Override
    public @Nullable Panels panels() {
        return panels;
    }

    @Override
    public boolean reaches(int peer, byte[] card) {
        return localRankOf(peer) >= 0;
    }

    @Override
    public Link open(int peer, byte[] card) {
        assert driving() : "open outside of the driver";
        int localPeer = localRankOf(peer);
        if (localPeer < 0) {
            throw new IllegalArgumentException("not on this host: peer=" + peer);
        }
        try {
            return new ShmLink(this, segment, localPeer, localRank, sharesCores);
        } catch (IOException e) {
            lose(localPeer, e);
            return new UnmappedLink(segment.layout().chunkBytes());
        }
    }

    @Override
    public int poll() {
        assert driving() : "poll outside of the driver";
        return inbox.poll(receiver);
    }

    /** Always true: a frame is in the peer's inbox as soon as its link has taken it. */
    @Override
    public boolean flushed() {
        return true;
    }

    @Override
    public boolean prepareSleep() {
        assert driving() : "prepareSleep outside of the driver";
        if (!lost.isEmpty()) {
            tellLost();
            return false;
        }
        for (int i = refused.size() - 1; i >= 0; i--) {
            if (!refused.get(i).awaitRoom()) {
                return false;
            }
        }
        return inbox.trySleep(doorbell.port());
    }

    @Override
    public long longestSleepNanos() {
        long longest = doorbell.longestSleepNanos();
        return refused.isEmpty() ? longest : Math.min(longest, LONGEST_WAIT_FOR_ROOM_NANOS);
    }

    @Override
    public void endSleep() {
        assert driving() : "endSleep outside of the driver";
        inbox.wake();
        doorbell.answer();
    }

    /** Marks the inbox closed: frames that peers send here from now on are dropped. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        inbox.close();
        doorbell.close();
        segment.close();
    }

    boolean driving() {
        return driving.getAsBoolean();
    }

    void ring(int localPeer) {
        doorbell.ring(localPeer, inbox.portOf(segment.layout(), localPeer));
    }

    /** Rings all local ranks whose bit (local rank mod 64) is set. */
    void ringAll(long bits) {
        if (bits == 0) {
            return;
        }
        for (int peer = 0; peer < jobRanks.length; peer++) {
            if (peer != localRank && ((bits >>> peer) & 1) != 0) {
                ring(peer);
            }
        }
    }

    /** Notes that a link refuses frames, or no longer does. */
    void refused(ShmLink link, boolean nowRefused) {
        if (nowRefused) {
            refused.add(link);
        } else {
            refused.remove(link);
        }
    }

    /** Notes that a peer's memory could not be mapped. Whoever waits for it will be told before this rank sleeps. */
    void lose(int localPeer, IOException why) {
        lost.putIfAbsent(jobRanks[localPeer], "no shared memory: " + why.getMessage());
    }

    private void tellLost() {
        Map<Integer, String> told = Map.copyOf(lost);
        lost.clear();
        told.forEach((peer, why) -> receiver.broken(peer, why, false)); // nothing had been taken
    }

    int localRankOf(int peer) {
        if (peer >= 0 && peer < jobRanks.length && jobRanks[peer] == peer) {
            return peer;
        }
        for (int i = 0; i < jobRanks.length; i++) {
            if (jobRanks[i] == peer) {
                return i;
            }
        }
        return -1;
    }
}

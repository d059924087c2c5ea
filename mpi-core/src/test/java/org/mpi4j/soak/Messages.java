package org.mpi4j.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.mpi4j.Comm;
import org.mpi4j.Message;
import org.mpi4j.Request;
import org.mpi4j.Status;

/**
 * The messages between two ranks of one step. Receives of early ones are posted before anything is sent, so these may be sent in every
 * mode; late ones are received afterwards, so they are sent without waiting. Messages of a group have one destination and one tag, and are
 * received from any source. Confined to its track.
 */
@SuppressWarnings("ThreadPriorityCheck") // a loop that probes gives way to other ranks of this host
final class Messages {
    private static final int[] EDGES = {0, 8, 24, 512, 1968, 2008, 2048, 4096, 16 << 10, 32 << 10, 64 << 10, 128 << 10, 256 << 10, 1 << 20};
    private static final int GROUP_TAG = 1 << 20;

    private final Track track;
    private final Track.Division division;
    private final List<Planned> plan = new ArrayList<>();
    private final boolean ready;
    private final boolean anyTagEarly;

    private enum Where { BASE, DUP, ANY_TAG, SPLIT }

    private enum Mode { SEND, SSEND, BSEND, RSEND, ISEND, ISSEND, IBSEND, IRSEND, SENDRECV_PART }

    /** @param group the wildcard group, -1 for none; its members count up in {@code number} */
    private record Planned(int number, Where where, int source, int dest, int tag, int bytes, Mode mode, boolean early, int group) {}

    Messages(Track track, Track.Division division, Random random) {
        this.track = track;
        this.division = division;
        this.ready = random.nextInt(4) == 0;
        this.anyTagEarly = random.nextBoolean();
        int count = random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(12);
        boolean small = count > 12;
        for (int i = 0; i < count; i++) {
            add(random, random.nextInt(track.size), -1, random.nextInt(5), random.nextBoolean(), small);
        }
        int groups = random.nextInt(3);
        for (int g = 0; g < groups; g++) {
            int dest = random.nextInt(track.size);
            boolean early = random.nextBoolean();
            for (int i = random.nextInt(10); i > 0; i--) {
                add(random, dest, g, GROUP_TAG + track.step * 32 + g, early, true);
            }
        }
    }

    private void add(Random random, int dest, int group, int tag, boolean wanted, boolean small) {
        int number = plan.size();
        int source = random.nextInt(track.size);
        Where where = Where.values()[group >= 0 ? group % 2 : random.nextInt(4)];
        if (where == Where.SPLIT && division.colors()[source] != division.colors()[dest]) {
            where = Where.BASE;
        }
        boolean early = where == Where.ANY_TAG ? anyTagEarly : wanted;
        Mode[] modes = early
                ? (ready ? Mode.values() : new Mode[] {Mode.SEND, Mode.SSEND, Mode.BSEND, Mode.ISEND, Mode.ISSEND, Mode.IBSEND})
                : new Mode[] {Mode.ISEND, Mode.ISSEND, Mode.IBSEND, Mode.BSEND};
        Mode mode = modes[random.nextInt(modes.length)];
        int bytes = bytes(random, small);
        plan.add(new Planned(number, where, source, dest, early ? tag : tag + 10, group >= 0 ? bytes + 4 : bytes, mode, early, group));
    }

    private static int bytes(Random random, boolean small) {
        int edge = EDGES[random.nextInt(small ? 9 : EDGES.length)];
        int bytes =
                switch (random.nextInt(4)) {
                    case 0 -> edge + random.nextInt(5) - 2;
                    case 1 -> random.nextInt(edge + 1);
                    case 2 -> random.nextInt(100);
                    default -> small || random.nextInt(10) > 0 ? random.nextInt(20_000) : random.nextInt(3 << 20);
                };
        return Math.max(0, bytes);
    }

    private Comm comm(Planned p) {
        return switch (p.where) {
            case BASE -> track.base;
            case DUP -> division.dup();
            case ANY_TAG -> division.anyTag();
            case SPLIT -> division.split();
        };
    }

    private int rankIn(Planned p, int rank) {
        return p.where == Where.SPLIT ? division.ranks()[rank] : rank;
    }

    private byte content(int message, int at) {
        long x = (track.step * 1_000_003L + message) * 0x9E37_79B9_7F4A_7C15L + (at >>> 3) * 0xC2B2_AE3D_27D4_EB4FL;
        x ^= x >>> 29;
        return (byte) (x >>> ((at & 7) * 8));
    }

    // ---- receiving ----

    void postEarly(List<Track.Pending> pending) {
        track.doing = "posts receives";
        Map<Integer, int[]> last = new HashMap<>();
        for (Planned p : plan) {
            if (p.dest == track.rank && p.early) {
                Mem mem = Mem.ofBytes(room(p), track.own());
                Request request = comm(p).irecv(mem.buf(), p.group >= 0 ? Comm.ANY_SOURCE : rankIn(p, p.source), tag(p));
                pending.add(new Track.Pending(request, () -> check(p, mem, request.await(), last)));
            }
        }
        if (ready) {
            track.base.barrier();
        }
    }

    private int room(Planned p) {
        if (p.group < 0) {
            return p.bytes + (track.own().nextBoolean() ? track.own().nextInt(30) : 0);
        }
        return plan.stream().filter(q -> q.group == p.group && q.dest == p.dest).mapToInt(Planned::bytes).max().orElse(0);
    }

    void receiveLate(List<Track.Pending> pending) {
        Map<Integer, int[]> last = new HashMap<>();
        for (Planned p : plan) {
            if (p.dest != track.rank || p.early) {
                continue;
            }
            Comm comm = comm(p);
            int source = p.group >= 0 ? Comm.ANY_SOURCE : rankIn(p, p.source);
            int tag = tag(p);
            int way = track.own().nextInt(7);
            track.doing = "receives " + p + " way=" + way;
            Mem mem = Mem.ofBytes(room(p), track.own());
            switch (way) {
                case 0, 1 -> check(p, mem, comm.recv(mem.buf(), source, tag), last);
                case 2 -> {
                    Request request = comm.irecv(mem.buf(), source, tag);
                    pending.add(new Track.Pending(request, () -> check(p, mem, request.await(), last)));
                    if (p.group >= 0) {
                        request.await(); // the order within the group is checked in the order of receiving
                        check(p, mem, request.await(), last);
                        pending.removeLast();
                    }
                }
                case 3 -> {
                    Status probed = comm.probe(source, tag);
                    Status status = comm.recv(mem.buf(), probed.source(), probed.tag());
                    track.check(probed.equals(status), "status of probe " + p, probed, status);
                    check(p, mem, status, last);
                }
                case 4 -> {
                    Message message = comm.mprobe(source, tag);
                    check(p, mem, message.recv(mem.buf()), last);
                }
                case 5 -> {
                    Optional<Message> message = comm.improbe(source, tag);
                    while (message.isEmpty()) {
                        Thread.yield();
                        message = comm.improbe(source, tag);
                    }
                    check(p, mem, message.get().irecv(mem.buf()).await(), last);
                }
                default -> {
                    while (comm.iprobe(source, tag).isEmpty()) {
                        Thread.yield();
                    }
                    check(p, mem, comm.recv(mem.buf(), source, tag), last);
                }
            }
        }
    }

    /** Within a communicator on which all receives of a step come before or after all sends, messages of one source match by their order alone. */
    private int tag(Planned p) {
        return p.where == Where.ANY_TAG && track.own().nextBoolean() ? Comm.ANY_TAG : p.tag;
    }

    private void check(Planned p, Mem mem, Status status, Map<Integer, int[]> last) {
        Planned came = p;
        if (p.group >= 0) {
            int number = (mem.getByte(0) & 0xFF) | ((mem.getByte(1) & 0xFF) << 8);
            track.check(number < plan.size() && plan.get(number).group == p.group, "member of group " + p, p.group, number);
            came = plan.get(number);
            int[] before = last.computeIfAbsent(p.group, _ -> new int[track.size]);
            track.check(before[came.source] <= number, "order from source=" + came.source + " " + p, before[came.source], number);
            before[came.source] = number + 1;
        }
        String what = "message " + came;
        track.check(status.source() == rankIn(came, came.source), "source of " + what, came.source, status.source());
        track.check(status.tag() == came.tag, "tag of " + what, came.tag, status.tag());
        track.check(status.bytes() == came.bytes, "bytes of " + what, came.bytes, status.bytes());
        for (int i = came.group >= 0 ? 2 : 0; i < came.bytes; i++) {
            byte expected = content(came.number, i);
            if (mem.getByte(i) != expected) {
                track.checkEquals(expected, mem.getByte(i), what, i);
            }
        }
        track.checkEquals(-1, mem.firstStrayByte(came.bytes), "byte beside " + what, 0);
    }

    // ---- sending ----

    void send(List<Track.Pending> pending) {
        for (Planned p : plan) {
            if (p.source == track.rank) {
                send(p, pending);
            }
        }
    }

    private void send(Planned p, List<Track.Pending> pending) {
        track.doing = "sends " + p;
        Mem mem = Mem.ofBytes(p.bytes, track.own());
        for (int i = 0; i < p.bytes; i++) {
            mem.setByte(i, content(p.number, i));
        }
        if (p.group >= 0) {
            mem.setByte(0, (byte) p.number);
            mem.setByte(1, (byte) (p.number >> 8));
        }
        Comm comm = comm(p);
        int dest = rankIn(p, p.dest);
        Request request =
                switch (p.mode) {
                    case SEND -> {
                        comm.send(mem.buf(), dest, p.tag);
                        yield null;
                    }
                    case SSEND -> {
                        comm.ssend(mem.buf(), dest, p.tag);
                        yield null;
                    }
                    case BSEND -> {
                        comm.bsend(mem.buf(), dest, p.tag);
                        yield null;
                    }
                    case RSEND -> {
                        comm.rsend(mem.buf(), dest, p.tag);
                        yield null;
                    }
                    case SENDRECV_PART -> {
                        comm.sendrecv(mem.buf(), dest, p.tag, mem.buf(), Comm.PROC_NULL, 0);
                        yield null;
                    }
                    case ISEND -> comm.isend(mem.buf(), dest, p.tag);
                    case ISSEND -> comm.issend(mem.buf(), dest, p.tag);
                    case IBSEND -> comm.ibsend(mem.buf(), dest, p.tag);
                    case IRSEND -> comm.irsend(mem.buf(), dest, p.tag);
                };
        if (request != null) {
            pending.add(new Track.Pending(request, () -> {}));
        }
    }
}

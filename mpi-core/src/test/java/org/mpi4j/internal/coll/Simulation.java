package org.mpi4j.internal.coll;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import org.mpi4j.spi.Board;

/**
 * Runs the schedules of all ranks of a communicator without a network. Every send waits for its receive, so that what depends on buffering is a
 * deadlock here. An element is one atom or several, an atom is a long; an atom that nobody has written may not be read. On the board an atom is a byte, and a post stays
 * there until all have left it, so that a rank that does not wait for others can run as far ahead as a panel has room.
 */
final class Simulation {
    /** What is in memory that nobody has written. */
    static final long UNWRITTEN = 0xDEAD_BEEF_0BAD_F00DL;

    private final List<Schedule> schedules;
    private final long[][] send;
    private final long[][] recv;
    private final long[][] temp;
    private final int sendWidth;
    private final int recvWidth;
    private final LongBinaryOperator op;
    private final Deque<Post>[] sends;
    private final Deque<Post>[] receives;
    private final int[] round;
    private final int[] open;
    private final long[] heard;
    private final long[] hears;

    /** What each rank has posted in which round, and which ranks wait on the board. */
    private final List<Map<Integer, Posted>> posts = new ArrayList<>();

    private final Set<Integer> onBoard = new TreeSet<>();
    private final Deque<Integer> ready = new ArrayDeque<>();

    private record Post(int rank, Place place, long heard) {}

    private record Posted(long[] content, long heard) {}

    /** What the simulation finds wrong. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Simulation(List<Schedule> schedules, long[][] send, long[][] recv, int sendWidth, int recvWidth, LongBinaryOperator op) {
        int size = schedules.size();
        this.schedules = schedules;
        this.send = send;
        this.recv = recv;
        this.sendWidth = sendWidth;
        this.recvWidth = recvWidth;
        this.op = op;
        this.temp = new long[size][];
        this.sends = new Deque[size * size];
        this.receives = new Deque[size * size];
        this.round = new int[size];
        this.open = new int[size];
        this.heard = new long[size];
        this.hears = new long[size];
    }

    /**
     * @param send buffers of the ranks, in atoms, where they have one
     * @param recv the same; the result is left here
     * @param sendWidth atoms of an element of the send buffer
     * @return for each rank, the set of ranks that something came from directly or not, as bits; itself too
     */
    static long[] run(List<Schedule> schedules, long[][] send, long[][] recv, int sendWidth, int recvWidth, LongBinaryOperator op) {
        Simulation simulation = new Simulation(schedules, send, recv, sendWidth, recvWidth, op);
        simulation.run();
        return simulation.heard;
    }

    private void run() {
        for (int rank = 0; rank < schedules.size(); rank++) {
            Schedule schedule = schedules.get(rank);
            temp[rank] = unwritten(Math.toIntExact(schedule.tempCount() * width(rank, Space.TEMP)));
            round[rank] = -1;
            heard[rank] = 1L << rank;
            posts.add(new HashMap<>());
            ready.add(rank);
        }
        do {
            while (!ready.isEmpty()) {
                advance(ready.removeFirst());
            }
            List.copyOf(onBoard).forEach(this::look);
        } while (!ready.isEmpty());
        for (int rank = 0; rank < schedules.size(); rank++) {
            if (round[rank] < schedules.get(rank).rounds().size()) {
                throw new Fault("deadlock: rank=" + rank + ", round=" + round[rank] + " " + schedules.get(rank).rounds().get(round[rank]));
            }
        }
    }

    /** The messages of this rank's round are complete: does the local steps, then starts the next round. */
    private void advance(int rank) {
        List<Round> rounds = schedules.get(rank).rounds();
        if (round[rank] >= 0) {
            heard[rank] |= hears[rank];
            rounds.get(round[rank]).locals().forEach(local -> local(rank, local));
        }
        round[rank]++;
        if (round[rank] == rounds.size()) {
            return;
        }
        Round next = rounds.get(round[rank]);
        check(rank, next);
        if (next.board() != null) {
            onBoard.add(rank);
            look(rank);
            return;
        }
        open[rank] = next.receives().size() + next.sends().size() + 1;
        for (Step.Recv step : next.receives()) {
            post(step.peer(), rank, receives, sends, new Post(rank, step.into(), 0));
        }
        for (Step.Send step : next.sends()) {
            read(rank, step.from());
            post(rank, step.peer(), sends, receives, new Post(rank, step.from(), heard[rank]));
        }
        complete(rank);
    }

    /** Posts if there is room, and goes on if all that the rank waits for has been posted. */
    private void look(int rank) {
        BoardRound board = schedules.get(rank).rounds().get(round[rank]).board();
        Step.Post post = board.post();
        int oldest = round[rank] - Board.DEPTH;
        if (post != null && !posts.get(rank).containsKey(round[rank])) {
            if (IntStream.range(0, schedules.size()).anyMatch(other -> round[other] <= oldest)) {
                return;
            }
            long[] all = post.bytes() == 0 ? new long[0] : read(rank, post.from());
            fault(post.bytes() > board.bytes() || post.skip() + post.bytes() > all.length, rank, post);
            posts.get(rank).put(round[rank], new Posted(Arrays.copyOfRange(all, (int) post.skip(), (int) post.skip() + post.bytes()), heard[rank]));
            posts.get(rank).remove(oldest);
        }
        for (int other = 0; other < schedules.size(); other++) {
            boolean awaited = other != rank && (board.awaits() == BoardRound.ALL || board.awaits() == other);
            if (awaited && !posts.get(other).containsKey(round[rank])) {
                return;
            }
            hears[rank] |= awaited ? posts.get(other).get(round[rank]).heard : 0;
        }
        onBoard.remove(rank);
        ready.addLast(rank);
    }

    /** What a peer has posted in this rank's round, which it must have waited for. */
    private long[] posted(int rank, int peer, Step step) {
        BoardRound board = schedules.get(rank).rounds().get(round[rank]).board();
        fault(board == null || (peer != rank && board.awaits() != peer && board.awaits() != BoardRound.ALL), rank, step);
        Posted post = posts.get(peer).get(round[rank]);
        fault(post == null, rank, step);
        return post.content;
    }

    private void post(int from, int to, Deque<Post>[] mine, Deque<Post>[] theirs, Post post) {
        int pair = from * schedules.size() + to;
        Post match = theirs[pair] == null ? null : theirs[pair].pollFirst();
        if (match == null) {
            mine[pair] = mine[pair] == null ? new ArrayDeque<>() : mine[pair];
            mine[pair].addLast(post);
            return;
        }
        boolean sending = post.rank == from;
        deliver(sending ? post : match, sending ? match : post);
        complete(post.rank);
        complete(match.rank);
    }

    private void deliver(Post from, Post into) {
        write(into.rank, into.place, read(from.rank, from.place), "message from " + from.rank);
        hears[into.rank] |= from.heard;
    }

    private void complete(int rank) {
        open[rank]--;
        if (open[rank] == 0) {
            ready.addLast(rank);
        }
    }

    private void local(int rank, Step.Local local) {
        switch (local) {
            case Step.Copy(Place from, Place to) -> {
                fault(from.overlaps(to), rank, local);
                write(rank, to, read(rank, from), "copy of " + from);
            }
            case Step.Copies copies -> {
                for (int i = 0; i < copies.times(); i++) {
                    local(rank, copies.get(i));
                }
            }
            case Step.Fetch fetch -> {
                long[] post = posted(rank, fetch.peer(), fetch);
                fault(fetch.at() + fetch.bytes() > post.length, rank, fetch);
                int into = index(rank, fetch.into(), fetch.into().offset());
                fault(fetch.skip() + fetch.bytes() > (long) index(rank, fetch.into(), fetch.into().end()) - into, rank, fetch);
                System.arraycopy(post, (int) fetch.at(), memory(rank, fetch.into()), into + (int) fetch.skip(), (int) fetch.bytes());
            }
            case Step.Fold(Place own, long at, Place into) -> {
                fault(!own.equals(into) && own.overlaps(into), rank, local);
                long[] mine = read(rank, own);
                long[] sum = new long[mine.length];
                for (int peer = 0; peer < schedules.size(); peer++) {
                    long[] theirs = peer == rank ? mine : posted(rank, peer, local);
                    int from = peer == rank ? 0 : (int) at;
                    fault(theirs.length < from + sum.length, rank, local);
                    boolean isFirst = peer == 0;
                    Arrays.setAll(sum, i -> isFirst ? theirs[from + i] : op.applyAsLong(sum[i], theirs[from + i]));
                }
                write(rank, into, sum, "reduction of all posts");
            }
            case Step.Reduce(Place in, Place inout) -> {
                fault(in.overlaps(inout), rank, local);
                long[] left = read(rank, in);
                long[] right = read(rank, inout);
                fault(left.length != right.length, rank, local);
                Arrays.setAll(right, i -> op.applyAsLong(left[i], right[i]));
                write(rank, inout, right, "reduction of " + in);
            }
        }
    }

    private static void check(int rank, Round round) {
        List<Place> received = new ArrayList<>();
        for (Step.Recv step : round.receives()) {
            fault(step.peer() == rank || overlaps(received, step.into()), rank, step);
            received.add(step.into());
        }
        for (Step.Send step : round.sends()) {
            fault(step.peer() == rank || overlaps(received, step.from()), rank, step);
        }
    }

    private static boolean overlaps(List<Place> places, Place place) {
        for (Place other : places) {
            if (other.overlaps(place)) {
                return true;
            }
        }
        return false;
    }

    private static void fault(boolean wrong, int rank, Step step) {
        if (wrong) {
            throw new Fault("wrong step: rank=" + rank + ", step=" + step);
        }
    }

    private long[] read(int rank, Place place) {
        int from = index(rank, place, place.offset());
        int to = index(rank, place, place.end());
        long[] content = Arrays.copyOfRange(memory(rank, place), from, to);
        for (long atom : content) {
            if (atom == UNWRITTEN) {
                throw new Fault("read what nobody wrote: rank=" + rank + ", place=" + place);
            }
        }
        return content;
    }

    private void write(int rank, Place place, long[] content, String what) {
        int from = index(rank, place, place.offset());
        int length = index(rank, place, place.end()) - from;
        if (length != content.length) {
            throw new Fault(what + ": rank=" + rank + ", length=" + content.length + ", place=" + place);
        }
        if (place.space() == Space.SEND) {
            throw new Fault("write into the send buffer: rank=" + rank + ", place=" + place);
        }
        System.arraycopy(content, 0, memory(rank, place), from, length);
    }

    private int index(int rank, Place place, long element) {
        long index = element * width(rank, place.space());
        if (index > memory(rank, place).length) {
            throw new Fault("outside of the buffer: rank=" + rank + ", place=" + place);
        }
        return (int) index;
    }

    private long[] memory(int rank, Place place) {
        long[] memory =
                switch (place.space()) {
                    case SEND -> send[rank];
                    case RECV -> recv[rank];
                    case TEMP -> temp[rank];
                    case SENDS, RECVS -> throw new Fault("a buffer for each peer: rank=" + rank + ", place=" + place);
                };
        if (memory == null) {
            throw new Fault("no such buffer: rank=" + rank + ", place=" + place);
        }
        return memory;
    }

    private int width(int rank, Space space) {
        return switch (space) {
            case SEND -> sendWidth;
            case RECV -> recvWidth;
            case TEMP -> width(rank, schedules.get(rank).tempType());
            case SENDS, RECVS -> throw new Fault("a buffer for each peer: rank=" + rank);
        };
    }

    static long[] unwritten(int atoms) {
        long[] memory = new long[atoms];
        Arrays.fill(memory, UNWRITTEN);
        return memory;
    }
}

package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.wire.Sha256;

/**
 * Who has joined the exchange, what each has given to the collective in progress, and how the job ends. Confined to the server's
 * thread, but for {@link #awaitAllGone}. A rank that has said goodbye is away: its connection stays, it may return, and the end of its
 * process harms nobody.
 */
final class Members {
    private static final int MAX_NAMED_RANKS = 16;

    private final ExchangeServer.Plan plan;
    private final ExchangeOwner owner;
    private final @Nullable Connection[] joined;
    private final boolean[] everJoined;
    private final boolean[] away;
    private final boolean[] gone;
    private final Gathering gathering;
    private final Presence present;
    private final Inquiry inquiry;
    private final String[] names;
    private int joinedCount;
    private @Nullable JobEnd end;
    private @Nullable Connection aborter;

    Members(ExchangeServer.Plan plan, ExchangeOwner owner) {
        this.plan = plan;
        this.owner = owner;
        this.joined = new Connection[plan.size()];
        this.everJoined = new boolean[plan.size()];
        this.away = new boolean[plan.size()];
        this.gone = new boolean[plan.size()];
        this.gathering = new Gathering(plan.size());
        this.present = new Presence(plan.size());
        this.names = new String[plan.size()];
        this.inquiry = new Inquiry(new Ranks(), new Found(), plan.hangNanos());
        Arrays.setAll(names, rank -> "rank " + rank);
    }

    void inquire() {
        inquiry.want();
    }

    /** What an inquiry needs to know. */
    private final class Ranks implements Inquiry.Ranks {
        @Override
        public int count() {
            return plan.size();
        }

        @Override
        public Inquiry.Standing standing(int rank) {
            return joined[rank] != null ? Inquiry.Standing.TO_ASK : everJoined[rank] ? Inquiry.Standing.ENDED : Inquiry.Standing.NOT_JOINED;
        }

        @Override
        public String name(int rank) {
            return names[rank];
        }

        @Override
        public void toAll(byte[] frame) {
            Members.this.toAll(ByteBuffer.wrap(frame), null);
        }
    }

    private final class Found implements Inquiry.Finding {
        @Override
        public void report(List<String> lines) {
            owner.reported(lines);
        }

        @Override
        public void hang(List<String> lines) {
            owner.hung(lines);
            if (plan.onLoss() == ExchangeServer.OnLoss.END_JOB) {
                end(new JobEnd(JobEnd.Cause.ABORTED, JobEnd.HANG_CODE, 0, hostOf(0), JobEnd.hang(plan.hangNanos())), null);
            }
        }
    }

    private String hostOf(int rank) {
        Connection connection = joined[rank];
        return connection == null ? "" : connection.host;
    }

    boolean awaitAllGone(long limitNanos) throws InterruptedException {
        return present.awaitNone(limitNanos);
    }

    /** Whether something here is due at a time, not only on an event. */
    boolean mustWatchTime() {
        return aborter != null || inquiry.mustWatchTime() || (end == null && plan.joinLimitNanos() > 0 && joinedCount < plan.size());
    }

    void take(Connection from, Frame frame) throws IOException {
        if (!from.hasJoined()) {
            if (frame.type() != FrameType.HELLO) {
                throw new MalformedFrameException("a stranger sent " + frame.type());
            }
            hello(from, frame);
            return;
        }
        switch (frame.type()) {
            case ALLGATHER -> give(from, FrameType.ALLGATHER, frame.blob());
            case FENCE -> give(from, FrameType.FENCE, new byte[0]);
            case ABORT -> end(new JobEnd(JobEnd.Cause.ABORTED, frame.int32(), from.rank, from.host, frame.text()), from);
            case GOODBYE -> leave(from);
            case RETURN -> comeBack(from);
            case STATE -> inquiry.answered(from.rank, frame);
            case CHALLENGE, HELLO, WELCOME, REFUSED, GATHERED, FENCED, ABORTED, BYE, GONE, UNATTENDED, ASK ->
                throw new MalformedFrameException("rank " + from.rank + " sent " + frame.type());
        }
    }

    private void hello(Connection from, Frame frame) throws IOException {
        int version = frame.int32();
        String job = frame.text();
        int rank = frame.int32();
        int size = frame.int32();
        String host = frame.text();
        long processId = frame.int64();
        byte[] clientNonce = frame.blob();
        byte[] proof = frame.blob();
        Handshake handshake = new Handshake(plan.secret(), from.nonce, clientNonce, job, rank, size);
        boolean proved = Sha256.same(proof, handshake.clientProof());
        String refusal = refusal(version, job, rank, size, proved);
        if (refusal != null) {
            boolean isFinal = proved && job.equals(plan.job()) && !mayComeAgain(rank);
            FrameBuilder refused = new FrameBuilder(FrameType.REFUSED).text(refusal).int32(isFinal ? 1 : 0);
            from.send((isFinal ? refused.blob(handshake.refusalProof(refusal)) : refused).done());
            from.closeWhenSent();
            from.flush();
            return;
        }
        from.join(rank, host);
        joined[rank] = from;
        everJoined[rank] = true;
        names[rank] = "rank " + rank + " on " + host + " (pid " + processId + ")";
        joinedCount++;
        owner.joined(rank, host, processId);
        from.send(new FrameBuilder(FrameType.WELCOME).blob(handshake.serverProof()).done());
        if (end != null) {
            from.send(endFrame(end));
        }
        from.flush();
    }

    private @Nullable String refusal(int version, String job, int rank, int size, boolean proved) {
        if (version != FrameType.VERSION) {
            return "the server speaks another version, version=" + FrameType.VERSION;
        }
        if (!job.equals(plan.job())) {
            return "this server serves another job"; // not which: a stranger may ask
        }
        if (!proved) {
            return "the secret of the job is another one";
        }
        if (size != plan.size() || rank < 0 || rank >= size) {
            return "the job has another size, size=" + plan.size();
        }
        if (everJoined[rank]) {
            return joined[rank] == null ? "this rank has left the job" : "this rank has joined already";
        }
        return null;
    }

    /** Where the ranks serve themselves, one may leave, run its next program, and look for that one's server while this still serves. */
    private boolean mayComeAgain(int rank) {
        return plan.onLoss() == ExchangeServer.OnLoss.END_JOB && rank >= 0 && rank < joined.length && everJoined[rank] && (joined[rank] == null || away[rank]);
    }

    private void give(Connection from, FrameType kind, byte[] blob) {
        if (!gathering.accepts(kind)) {
            String reason = "rank " + from.rank + " calls " + kind + " in the exchange while others call something else";
            end(new JobEnd(JobEnd.Cause.ABORTED, 1, from.rank, from.host, reason), null);
            return;
        }
        ByteBuffer answer = gathering.give(from.rank, kind, blob);
        if (answer != null) {
            present.renew();
            toAll(answer, null);
        }
        endIfIncomplete();
    }

    /** A collective lacks a rank for ever once that rank's process has ended. */
    private void endIfIncomplete() {
        int first = 0;
        while (first < gone.length && !gone[first]) {
            first++;
        }
        if (first < gone.length && gathering.isInProgress()) {
            String reason = "rank " + first + (everJoined[first]
                    ? " has finalised and ended while other ranks still start or finalise"
                    : " has ended without calling Mpi.init, and other ranks wait for it");
            end(new JobEnd(JobEnd.Cause.ABORTED, 1, first, "", reason), null);
        }
    }

    private void leave(Connection from) throws IOException {
        if (away[from.rank]) {
            throw new MalformedFrameException("rank " + from.rank + " says goodbye twice");
        }
        away[from.rank] = true;
        present.leave(from.rank);
        owner.left(from.rank);
        if (isServer(from.rank)) {
            toAll(unattended(true), from);
        }
        from.send(new FrameBuilder(FrameType.BYE).done());
        from.flush();
    }

    private void comeBack(Connection from) throws IOException {
        if (!away[from.rank]) {
            throw new MalformedFrameException("rank " + from.rank + " returns without a goodbye");
        }
        away[from.rank] = false;
        owner.returned(from.rank);
        if (isServer(from.rank)) {
            toAll(unattended(false), from);
        }
        for (int rank = 0; rank < joined.length; rank++) {
            if (gone[rank]) {
                from.send(goneFrame(rank));
            }
        }
        from.flush();
    }

    /** Whether that rank's process runs this server: rank 0's, where the launcher is not ours. */
    private boolean isServer(int rank) {
        return rank == 0 && plan.onLoss() == ExchangeServer.OnLoss.END_JOB;
    }

    private static ByteBuffer unattended(boolean mayEnd) {
        return new FrameBuilder(FrameType.UNATTENDED).int32(mayEnd ? 1 : 0).done();
    }

    private void toPresent(ByteBuffer frame) {
        for (Connection connection : connections()) {
            if (!away[connection.rank]) {
                connection.send(frame.duplicate());
                flush(connection);
            }
        }
    }

    /** The connection is of no more use, whoever's fault it is. */
    void connectionEnded(Connection connection) {
        connection.close();
        if (connection == aborter) {
            aborter = null;
        }
        if (!connection.hasJoined() || joined[connection.rank] != connection) {
            return;
        }
        joined[connection.rank] = null;
        if (away[connection.rank]) {
            if (plan.onLoss() == ExchangeServer.OnLoss.END_JOB) {
                gone(connection.rank);
            }
            return;
        }
        present.leave(connection.rank);
        owner.lost(connection.rank, connection.host);
        if (plan.onLoss() == ExchangeServer.OnLoss.END_JOB) {
            String reason = "rank " + connection.rank + " on " + connection.host + " ended before it had finalised";
            end(new JobEnd(JobEnd.Cause.RANK_LOST, 1, connection.rank, connection.host, reason), null);
        }
    }

    /** The process of a rank that is away, or has never come, has ended in good order. */
    void gone(int rank) {
        if ((away[rank] || !everJoined[rank]) && !gone[rank]) {
            gone[rank] = true;
            joined[rank] = null;
            toPresent(goneFrame(rank));
            endIfIncomplete();
        }
    }

    private static ByteBuffer goneFrame(int rank) {
        return new FrameBuilder(FrameType.GONE).int32(rank).done();
    }

    void endUnlessAllJoined() {
        if (joinedCount == plan.size() || end != null) {
            return;
        }
        List<Integer> missing = IntStream.range(0, plan.size()).filter(r -> !everJoined[r]).boxed().toList();
        String named = missing.stream().limit(MAX_NAMED_RANKS).map(String::valueOf).collect(Collectors.joining(", "));
        String reason = missing.size() + " of " + plan.size() + " ranks have not joined the job within "
                + TimeUnit.NANOSECONDS.toSeconds(plan.joinLimitNanos()) + " s: rank " + named
                + (missing.size() > MAX_NAMED_RANKS ? ", ..." : "");
        end(new JobEnd(JobEnd.Cause.RANK_LOST, 1, missing.getFirst(), "", reason), null);
    }

    /** Tells all; the rank that asked for the end hears it last, since it ends its process then. */
    void end(JobEnd how, @Nullable Connection asked) {
        if (end != null) {
            if (asked != null && asked != aborter) {
                asked.send(endFrame(end));
                flush(asked);
            }
            return;
        }
        end = how;
        inquiry.end();
        aborter = asked;
        toAll(endFrame(how), asked);
        owner.ended(how);
        settle();
    }

    /** Does what is due: answers the rank that asked for the end once all others have it. */
    void settle() {
        inquiry.settle();
        Connection asked = aborter;
        JobEnd how = end;
        if (asked == null || how == null || connections().stream().anyMatch(c -> c != asked && c.hasUnsent())) {
            return;
        }
        aborter = null;
        asked.send(endFrame(how));
        flush(asked);
    }

    void closeAll() {
        connections().forEach(Connection::close);
    }

    private void toAll(ByteBuffer frame, @Nullable Connection except) {
        for (Connection connection : connections()) {
            if (connection != except) {
                connection.send(frame.duplicate());
                flush(connection);
            }
        }
    }

    private void flush(Connection connection) {
        try {
            connection.flush();
        } catch (IOException _) {
            connectionEnded(connection);
        }
    }

    /** The highest rank first: rank 0, which may be this process and end at once when it hears that the job has, comes last. */
    List<Connection> connections() {
        List<Connection> open = new ArrayList<>(joined.length);
        for (int rank = joined.length - 1; rank >= 0; rank--) {
            Connection connection = joined[rank];
            if (connection != null) {
                open.add(connection);
            }
        }
        return open;
    }

    private static ByteBuffer endFrame(JobEnd end) {
        return new FrameBuilder(FrameType.ABORTED)
                .int32(end.cause().code)
                .int32(end.code())
                .int32(end.rank())
                .text(end.host())
                .text(end.reason())
                .done();
    }
}

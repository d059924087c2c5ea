package org.mpi4j.internal.boot.exchange;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.net.HostPort;

/**
 * A rank's end of the exchange: one connection and one daemon thread that reads it, for the life of the rank. Thread-safe; one
 * collective call at a time, in the same order on every rank.
 */
public final class ExchangeClient {
    private static final long ABORT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long GOODBYE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int READER_END_MILLIS = 50;
    private static final int MAX_REASON_CHARS = 128 << 10;

    private final Member member;
    private final byte[] secret;
    private final Socket socket;
    private final DataInputStream in;
    private final Outstanding outstanding;
    private final ExchangeListener listener;
    private final ReentrantLock collectives = new ReentrantLock();
    private final ReentrantLock writes = new ReentrantLock();
    private final Thread reader;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private @Nullable Frame reply;
    private @Nullable JobEnd end;
    private boolean endIsOurs;
    private boolean away;
    private boolean noted;
    private boolean unattended;
    private boolean closed;
    private long calledNanos;

    private ExchangeClient(Member member, Attempt.Joined joined, ExchangeListener listener) {
        this.member = member;
        this.socket = joined.socket();
        this.in = joined.in();
        this.outstanding = joined.outstanding();
        this.secret = joined.secret();
        this.listener = listener;
        this.reader = Thread.ofPlatform().daemon().name("mpi4j-exchange").unstarted(this::readAll);
    }

    /**
     * Joins the exchange of {@code member}'s job, whose server is at one of {@code candidates}.
     *
     * @param listener is told when the job ends before this rank has said goodbye or aborted, and which ranks are gone
     * @throws MpiException if no server has welcomed this rank within {@code limits}
     */
    public static ExchangeClient join(Member member, List<HostPort> candidates, JoinLimits limits, ExchangeListener listener) {
        ExchangeClient client = new ExchangeClient(member, new Connector(member, candidates, limits).join(), listener);
        client.reader.start();
        return client;
    }

    /** The job's secret, which the server has proved to know. */
    public byte[] secret() {
        return secret.clone();
    }

    /**
     * Gives {@code mine} to all and returns what every rank gave, in rank order, when all have.
     *
     * @throws MpiException if the job ends first
     */
    public List<byte[]> allgather(byte[] mine) {
        Frame gathered = call(new FrameBuilder(FrameType.ALLGATHER).blob(mine).toBytes(), FrameType.GATHERED);
        List<byte[]> all = new ArrayList<>(member.size());
        try {
            for (int rank = 0; rank < member.size(); rank++) {
                all.add(gathered.blob());
            }
        } catch (MalformedFrameException e) {
            throw new MpiException(ErrorClass.INTERN, e.getMessage() + ", rank=" + member.rank(), e);
        }
        return all;
    }

    /** Returns when every rank has called it. @throws MpiException if the job ends first */
    public void fence() {
        call(new FrameBuilder(FrameType.FENCE).toBytes(), FrameType.FENCED);
    }

    /**
     * Ends the job: the server and every other rank are told. Returns once they have been, or it is plain that they cannot be, after a
     * second at most; the caller then ends its own process.
     */
    public void abort(int code, String reason) {
        String told = reason.length() > MAX_REASON_CHARS ? reason.substring(0, MAX_REASON_CHARS) + "\n..." : reason;
        lock.lock();
        try {
            if (end != null || away || closed) {
                return;
            }
            endIsOurs = true;
        } finally {
            lock.unlock();
        }
        try {
            send(new FrameBuilder(FrameType.ABORT).int32(code).text(told).toBytes());
        } catch (IOException _) {
            return;
        }
        await(ABORT_LIMIT_NANOS, () -> end != null);
    }

    /** This rank takes no part any more: from now on neither its end nor the server's harms anyone. Idempotent. */
    public void goodbye() {
        lock.lock();
        try {
            if (away || closed) {
                return;
            }
            away = true;
            noted = false;
        } finally {
            lock.unlock();
        }
        try {
            send(new FrameBuilder(FrameType.GOODBYE).toBytes());
            await(GOODBYE_LIMIT_NANOS, () -> noted);
        } catch (IOException _) {
            // the server is gone: nobody to tell
        }
    }

    /**
     * After {@link #goodbye}: this rank takes part again. The listener is told at once if the job has ended meanwhile. Where the server's process has
     * ended in good order, what needs no server can be done.
     *
     * @throws MpiException if the job has ended, or its server is gone
     */
    public void comeBack() {
        JobEnd over;
        lock.lock();
        try {
            if (!away) {
                return;
            }
            over = end;
            if (over == null && closed && !unattended) {
                throw new MpiException(ErrorClass.PROC_FAILED, "init: " + member.server() + ", which serves the job, has ended, rank=" + member.rank());
            }
            away = false;
            if (over == null && closed) {
                return; // the job goes on without its server
            }
        } finally {
            lock.unlock();
        }
        if (over != null) {
            listener.ended(over);
            throw new MpiException(ErrorClass.PROC_FAILED, "init: the job has ended: " + over.reason() + ", rank=" + member.rank());
        }
        try {
            send(new FrameBuilder(FrameType.RETURN).toBytes());
        } catch (IOException e) {
            if (!isUnattended()) {
                throw new MpiException(ErrorClass.PROC_FAILED, "init: the connection to " + member.server() + " broke, rank=" + member.rank(), e);
            }
        }
    }

    private boolean isUnattended() {
        lock.lock();
        try {
            return unattended;
        } finally {
            lock.unlock();
        }
    }

    /** If this rank is away, ends the connection, which nobody misses then. Returns when it is read no more, or soon. */
    public void processEnds() {
        lock.lock();
        try {
            if (!away || closed) {
                return;
            }
        } finally {
            lock.unlock();
        }
        close();
        try {
            reader.join(READER_END_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection, for a process that has others. */
    public void close() {
        Quietly.close(socket);
    }

    private Frame call(byte[] request, FrameType wanted) {
        collectives.lock();
        try {
            send(request);
            Frame answer = awaitReply();
            if (answer.type() != wanted) {
                throw new MpiException(ErrorClass.INTERN, "wanted=" + wanted + " got=" + answer.type() + " rank=" + member.rank());
            }
            return answer;
        } catch (IOException e) {
            throw new MpiException(ErrorClass.PROC_FAILED, "the connection to " + member.server() + " broke, rank=" + member.rank(), e);
        } finally {
            collectives.unlock();
        }
    }

    private void send(byte[] frame) throws IOException {
        writes.lock();
        try {
            socket.getOutputStream().write(frame);
            outstanding.sent();
        } finally {
            writes.unlock();
        }
    }

    private Frame awaitReply() {
        lock.lock();
        try {
            calledNanos = System.nanoTime();
            while (reply == null && end == null && !closed) {
                changed.awaitUninterruptibly();
            }
            Frame answer = reply;
            reply = null;
            if (answer == null) {
                String reason = end == null ? member.server() + " has ended, or this rank has left the exchange" : end.reason();
                throw new MpiException(ErrorClass.PROC_FAILED, "the job has ended: " + reason + ", rank=" + member.rank());
            }
            return answer;
        } finally {
            calledNanos = 0;
            lock.unlock();
        }
    }

    /** Waits until the server has confirmed something, which is asked under the lock, or the connection has closed. */
    private void await(long limitNanos, BooleanSupplier confirmed) {
        if (Thread.currentThread().threadId() == reader.threadId()) {
            return;
        }
        lock.lock();
        try {
            long restNanos = limitNanos;
            while (!closed && !confirmed.getAsBoolean() && restNanos > 0) {
                restNanos = changed.awaitNanos(restNanos);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void readAll() {
        String why;
        try {
            while (true) {
                take(Frame.read(in, Frame.SERVER_LIMIT_BYTES));
            }
        } catch (IOException e) {
            String message = e.getMessage();
            why = message == null ? "closed the connection" : message;
        }
        Quietly.close(socket);
        JobEnd lost = new JobEnd(JobEnd.Cause.SERVER_LOST, 1, member.serverRank(), socket.getInetAddress().getHostAddress(),
                member.server() + " is gone: " + why);
        if (!isClosedInOrder()) {
            ended(lost);
        }
    }

    private boolean isClosedInOrder() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            return away || unattended;
        } finally {
            lock.unlock();
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame.type()) {
            case GATHERED, FENCED -> answered(frame);
            case ABORTED -> ended(new JobEnd(JobEnd.Cause.of(frame.int32()), frame.int32(), frame.int32(), frame.text(), frame.text()));
            case BYE -> noted();
            case GONE -> listener.gone(frame.int32());
            case UNATTENDED -> unattended(frame.int32() != 0);
            case ASK -> asked(frame.int32());
            case CHALLENGE, HELLO, WELCOME, REFUSED, ALLGATHER, FENCE, ABORT, GOODBYE, RETURN, STATE ->
                throw new MalformedFrameException("the server sent " + frame.type());
        }
    }

    private void asked(int question) {
        listener.asked(state -> {
            try {
                send(state.toFrame(question));
            } catch (IOException _) {
                // whoever asked is gone
            }
        });
    }

    /** Since when a collective call waits here for the other ranks, as System.nanoTime() tells; 0 if none does. */
    public long waitsSinceNanos() {
        lock.lock();
        try {
            return calledNanos;
        } finally {
            lock.unlock();
        }
    }

    private void answered(Frame frame) {
        lock.lock();
        try {
            reply = frame;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void noted() {
        lock.lock();
        try {
            noted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void unattended(boolean mayEnd) {
        lock.lock();
        try {
            unattended = mayEnd;
        } finally {
            lock.unlock();
        }
    }

    private void ended(JobEnd how) {
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            end = how;
            changed.signalAll();
            if (endIsOurs || away) {
                return;
            }
        } finally {
            lock.unlock();
        }
        listener.ended(how);
    }
}

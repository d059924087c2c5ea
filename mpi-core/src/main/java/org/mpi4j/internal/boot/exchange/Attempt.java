package org.mpi4j.internal.boot.exchange;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.wire.Sha256;

/** One try to reach the exchange's server at one place, and to make sure that it is the right one. Confined to the thread that tries, but for {@link #cancel} and {@link #isConnected}. */
final class Attempt {
    private final Member member;
    private final HostPort candidate;
    private final long connectLimitNanos;
    private final long deadlineNanos;
    private final Socket socket = new Socket();
    private volatile boolean connected;

    Attempt(Member member, HostPort candidate, long connectLimitNanos, long deadlineNanos) {
        this.member = member;
        this.candidate = candidate;
        this.connectLimitNanos = connectLimitNanos;
        this.deadlineNanos = deadlineNanos;
    }

    /** A connection that the server has welcomed. */
    record Joined(Socket socket, DataInputStream in, Outstanding outstanding, byte[] secret) {}

    /** Ends the try, from whichever thread, unless it has succeeded and its connection been taken. */
    void cancel() {
        Quietly.close(socket);
    }

    /** Whether somebody there has taken the connection. */
    boolean isConnected() {
        return connected;
    }

    Joined join() throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(candidate.host()), candidate.port()), Math.min(restMillis(), millis(connectLimitNanos)));
            connected = true;
            KeepAlive.set(socket, member.silenceSeconds());
            WatchedInput watched = new WatchedInput(socket, member.silenceSeconds());
            DataInputStream in = new DataInputStream(new BufferedInputStream(watched, 4096));
            byte[] secret = introduce(in);
            watched.watch();
            return new Joined(socket, in, watched.outstanding(), secret);
        } catch (IOException e) {
            Quietly.close(socket);
            throw e;
        }
    }

    /** Returns the job's secret, which both ends have proved to know. */
    private byte[] introduce(DataInputStream in) throws IOException {
        Frame challenge = read(in);
        if (challenge.type() != FrameType.CHALLENGE) {
            throw new MalformedFrameException("wanted a challenge and got " + challenge.type());
        }
        int version = challenge.int32();
        if (version != FrameType.VERSION) {
            throw new MalformedFrameException("the server speaks another version, version=" + version);
        }
        byte[] serverNonce = challenge.blob();
        byte[] secret = member.secret().secret(challenge.blob(), new InetSocketAddress(socket.getInetAddress(), socket.getPort()));
        byte[] clientNonce = Secret.random(Secret.NONCE_BYTES);
        Handshake handshake = new Handshake(secret, serverNonce, clientNonce, member.job(), member.rank(), member.size());
        byte[] hello = new FrameBuilder(FrameType.HELLO)
                .int32(FrameType.VERSION)
                .text(member.job())
                .int32(member.rank())
                .int32(member.size())
                .text(member.host())
                .int64(ProcessHandle.current().pid())
                .blob(clientNonce)
                .blob(handshake.clientProof())
                .toBytes();
        socket.getOutputStream().write(hello);
        Frame answer = read(in);
        if (answer.type() == FrameType.REFUSED) {
            throw refusal(answer, handshake);
        }
        if (answer.type() != FrameType.WELCOME) {
            throw new MalformedFrameException("wanted a welcome and got " + answer.type());
        }
        requireProof(answer.blob(), handshake.serverProof());
        return secret;
    }

    /** Only who knows the secret is believed that looking further is of no use. */
    private static RefusedException refusal(Frame answer, Handshake handshake) throws IOException {
        String reason = answer.text();
        boolean isFinal = answer.int32() != 0;
        if (isFinal) {
            requireProof(answer.blob(), handshake.refusalProof(reason));
        }
        return new RefusedException(reason, isFinal);
    }

    private static void requireProof(byte[] proof, byte[] expected) throws MalformedFrameException {
        if (!Sha256.same(proof, expected)) {
            throw new MalformedFrameException("the server does not know the job's secret");
        }
    }

    private Frame read(DataInputStream in) throws IOException {
        socket.setSoTimeout(restMillis());
        return Frame.read(in, Frame.STRANGER_LIMIT_BYTES);
    }

    private int restMillis() throws IOException {
        long restNanos = deadlineNanos - System.nanoTime();
        if (restNanos <= 0) {
            throw new IOException("timed out");
        }
        return millis(restNanos);
    }

    private static int millis(long nanos) {
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE);
    }
}

package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** The acceptor's end of the handshake. Tells strangers nothing. Confined to the driver. */
final class AcceptStep extends HandshakeStep {
    private final Acceptor acceptor;
    private final Handshake handshake;
    private final long absentBeforeNanos;
    private byte @Nullable [] hello;
    private byte @Nullable [] challenge;
    private int peer = -1;
    private boolean verified;

    /** @param absentNanos for how long the acceptor's process has not polled so far */
    AcceptStep(TcpChannel channel, Acceptor acceptor, Handshake handshake, long absentNanos) {
        super(channel, Handshake.HELLO_BYTES);
        absentBeforeNanos = absentNanos;
        this.acceptor = acceptor;
        this.handshake = handshake;
    }

    /** The rank that the other end says, and after its proof is known, to be. */
    int peer() {
        return peer;
    }

    /** How long the other end could have been heard, had it said something. */
    long waitedNanos(long now, long absentNanos) {
        return ageNanos(now) - (absentNanos - absentBeforeNanos);
    }

    @Override
    int received(byte[] whole) {
        if (hello == null) {
            return hello(whole);
        }
        if (!verified) {
            return proof(hello, whole);
        }
        return whole[0] == Handshake.CONFIRM && channel.secure() && acceptor.confirmed(this) ? 0 : -1;
    }

    private int hello(byte[] whole) {
        hello = whole;
        peer = handshake.sender(whole);
        if (peer < 0) {
            return -1;
        }
        byte[] made = handshake.challenge(whole);
        challenge = made;
        return say(made) ? Handshake.PROOF_BYTES : -1;
    }

    private int proof(byte[] said, byte[] whole) {
        byte[] made = challenge;
        verified = made != null && handshake.isProven(said, made, whole) && acceptor.verified(this);
        channel.willSpeak(verified ? handshake.engineFrom(said) : null);
        return verified && say(new byte[] {Handshake.ACCEPT}) ? 1 : -1;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        acceptor.ended(this, verified);
    }
}

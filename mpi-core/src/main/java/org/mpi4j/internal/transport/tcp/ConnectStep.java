package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelHandlerContext;
import java.util.function.BooleanSupplier;

/** The connector's end of the handshake. Confined to the driver. */
final class ConnectStep extends HandshakeStep {
    private final Handshake handshake;
    private final byte[] hello;
    private final BooleanSupplier accepted;
    private boolean proven;

    /** @param accepted told when the peer has accepted; answers whether this connection is the one to keep */
    ConnectStep(TcpChannel channel, Handshake handshake, int peer, BooleanSupplier accepted) {
        super(channel, Handshake.CHALLENGE_BYTES);
        this.handshake = handshake;
        this.accepted = accepted;
        hello = handshake.hello(peer);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!say(hello)) {
            channel.close("the handshake could not be sent");
        }
    }

    @Override
    int received(byte[] whole) {
        if (!proven) {
            proven = handshake.isGenuine(hello, whole);
            channel.willSpeak(proven ? handshake.engineTo(whole) : null);
            return proven && say(handshake.proof(hello, whole)) ? 1 : -1;
        }
        return whole[0] == Handshake.ACCEPT && accepted.getAsBoolean() ? 0 : -1;
    }
}

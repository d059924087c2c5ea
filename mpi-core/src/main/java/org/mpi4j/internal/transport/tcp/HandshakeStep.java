package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;

/**
 * One end of a handshake on one channel: collects the next message, whose size is known, and never holds more than that. Confined to
 * the driver.
 */
abstract class HandshakeStep extends ChannelInboundHandlerAdapter {
    final TcpChannel channel;
    private final long beganNanos = System.nanoTime();
    private byte[] message;
    private int filled;

    HandshakeStep(TcpChannel channel, int firstBytes) {
        this.channel = channel;
        message = new byte[firstBytes];
    }

    final long ageNanos(long now) {
        return now - beganNanos;
    }

    /** Takes a whole message. Returns the size of the next, 0 if this was the last, or -1 if the message is wrong. */
    abstract int received(byte[] whole);

    @Override
    public final void channelRead(ChannelHandlerContext context, Object message) {
        WireBuffer in = (WireBuffer) message;
        while (!in.isEmpty()) {
            int next = collect(in);
            if (next < 0) {
                in.clear();
                channel.close("the handshake failed");
                return;
            }
            if (next == 0) {
                context.pipeline().remove(this);
                if (channel.isSecured()) {
                    channel.takeBack(in);
                    return;
                }
                context.pipeline().fireChannelRead(in);
                return;
            }
        }
    }

    private int collect(WireBuffer in) {
        int count = Math.min(in.length(), message.length - filled);
        in.bytes().get(in.start(), message, filled, count);
        in.skip(count);
        filled += count;
        if (filled < message.length) {
            return message.length;
        }
        int next = received(message);
        if (next > 0) {
            message = new byte[next];
            filled = 0;
        }
        return next;
    }

    final boolean say(byte[] bytes) {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        return channel.send(out) && !out.hasRemaining();
    }
}

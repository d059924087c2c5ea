package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import org.mpi4j.spi.FrameReceiver;

/** The last handler of a channel that has become a link: hands each whole frame to the engine. Confined to the driver. */
final class FrameReader extends ChannelInboundHandlerAdapter {
    private final TcpLink link;
    private final FrameReceiver receiver;
    private final int maxPayload;

    FrameReader(TcpLink link, FrameReceiver receiver, int maxPayload) {
        this.link = link;
        this.receiver = receiver;
        this.maxPayload = maxPayload;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        link.arrived();
        WireBuffer in = (WireBuffer) message;
        int wanted = Frame.HEADER_BYTES;
        while (in.length() >= Frame.HEADER_BYTES) {
            int at = in.start();
            int length = Frame.length(in.bytes(), at);
            if (length < 0 || length > maxPayload) {
                in.clear();
                endWith(length);
                return;
            }
            wanted = Frame.HEADER_BYTES + length;
            if (in.length() < wanted) {
                break;
            }
            in.skip(wanted);
            take(in, at, length);
            wanted = Frame.HEADER_BYTES;
        }
        if (!in.isEmpty()) {
            in.expect(wanted - in.length() + Frame.HEADER_BYTES);
        }
    }

    private void take(WireBuffer in, int at, int length) {
        ByteBuffer bytes = in.bytes();
        receiver.frame(
                link.peer(),
                Frame.word(bytes, at, 0),
                Frame.word(bytes, at, 1),
                Frame.word(bytes, at, 2),
                Frame.word(bytes, at, 3),
                in.segment(),
                at + Frame.HEADER_BYTES,
                length);
    }

    private void endWith(int length) {
        if (length == Frame.GOODBYE) {
            link.goodbye();
        } else {
            link.fail("it sent a frame of an impossible size, bytes=" + length + ", mpi4j.tcp.frame=" + maxPayload);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        link.channelClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        link.thrown(cause);
    }
}

package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelId;

/** A channel's name within this process. Immutable. Netty's own would look for the host's MAC addresses, which takes long. */
final class LocalId implements ChannelId {
    private static final long serialVersionUID = 1;

    @Override
    public String asShortText() {
        return Integer.toHexString(System.identityHashCode(this));
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId other) {
        return asLongText().compareTo(other.asLongText());
    }
}

package org.mpi4j.internal.transport.tcp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.Place;

/**
 * Where a rank listens: what it publishes, and what a peer reads of it. Immutable.
 *
 * <pre>
 *   version 1 | host 16 | port 2 | length 1 | name | count 1 | count x ( place 1 | length 1 | address 4 or 16 )
 *
 *   host    a digest of what names the host's network stack; equal for ranks that share a loopback interface
 *   name    the host's own, for messages
 * </pre>
 */
record Card(byte[] host, String hostName, int port, List<Address> addresses) {
    static final int HOST_BYTES = 16;
    private static final byte VERSION = 2;
    private static final int MOST_NAME_BYTES = 64;
    private static final int MOST_ADDRESSES = 48;

    byte[] encode() {
        List<Address> told = addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
        byte[] utf = hostName.getBytes(StandardCharsets.UTF_8);
        byte[] name = Arrays.copyOf(utf, Math.min(utf.length, MOST_NAME_BYTES));
        ByteBuffer out = ByteBuffer.allocate(1 + HOST_BYTES + 2 + 1 + name.length + 1 + told.size() * 18);
        out.put(VERSION).put(host).putShort((short) port).put((byte) name.length).put(name).put((byte) told.size());
        for (Address a : told) {
            byte[] bytes = a.address().getAddress();
            out.put((byte) a.place().code).put((byte) bytes.length).put(bytes);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** What the card says; null if it is none of this transport's. */
    static @Nullable Card decode(byte[] card) {
        try {
            ByteBuffer in = ByteBuffer.wrap(card);
            if (in.get() != VERSION) {
                return null;
            }
            byte[] host = new byte[HOST_BYTES];
            in.get(host);
            int port = in.getShort() & 0xFFFF;
            byte[] name = new byte[in.get() & 0xFF];
            in.get(name);
            int count = in.get() & 0xFF;
            List<Address> addresses = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Place place = Place.of(in.get());
                byte[] address = new byte[in.get() & 0xFF];
                in.get(address);
                addresses.add(new Address(place, InetAddress.getByAddress(address)));
            }
            return new Card(host, new String(name, StandardCharsets.UTF_8), port, List.copyOf(addresses));
        } catch (BufferUnderflowException | UnknownHostException | IllegalArgumentException _) {
            return null;
        }
    }

    boolean sharesHostWith(Card other) {
        return Arrays.equals(host, other.host);
    }

    /** Whether another host could reach this rank. */
    boolean isRoutable() {
        return addresses.stream().anyMatch(a -> a.place() != Place.LOOPBACK);
    }
}

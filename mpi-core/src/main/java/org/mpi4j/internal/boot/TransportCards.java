package org.mpi4j.internal.boot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rank publishes once its transports run. Immutable.
 *
 * @param sharesMemory whether it has mapped its host's segment
 * @param cards each transport's card by the transport's name
 */
record TransportCards(boolean sharesMemory, Map<String, byte[]> cards) {
    byte[] toBytes() {
        int length = 1;
        for (Map.Entry<String, byte[]> card : cards.entrySet()) {
            length += 2 * Short.BYTES + card.getKey().getBytes(StandardCharsets.UTF_8).length + card.getValue().length;
        }
        ByteBuffer out = ByteBuffer.allocate(length).put((byte) (sharesMemory ? 1 : 0));
        cards.forEach((name, card) -> {
            byte[] utf = name.getBytes(StandardCharsets.UTF_8);
            out.putShort((short) utf.length).put(utf).putShort((short) card.length).put(card);
        });
        return out.array();
    }

    static TransportCards of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean sharesMemory = in.get() != 0;
        Map<String, byte[]> cards = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            String name = new String(block(in), StandardCharsets.UTF_8);
            cards.put(name, block(in));
        }
        return new TransportCards(sharesMemory, cards);
    }

    private static byte[] block(ByteBuffer in) {
        byte[] block = new byte[in.getShort()];
        in.get(block);
        return block;
    }
}

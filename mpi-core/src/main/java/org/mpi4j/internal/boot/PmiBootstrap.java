package org.mpi4j.internal.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.Member;
import org.mpi4j.internal.boot.exchange.Secret;
import org.mpi4j.internal.boot.exchange.SecretSource;
import org.mpi4j.internal.boot.pmi.Pmi;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.LocalAddresses;

/** Where a process manager speaks PMI, rank 0 serves the exchange, and PMI carries its addresses and the secret. Stateless. */
final class PmiBootstrap {
    private static final String KEY = "mpi4j-";
    private static final int LEAST_LINES = 4;

    private PmiBootstrap() {}

    /** What rank 0 publishes. */
    record Card(String job, byte[] secret, HostId host, List<HostPort> candidates) {
        String encoded() {
            List<String> lines = new ArrayList<>(List.of(job, HexFormat.of().formatHex(secret), host.toString()));
            candidates.forEach(candidate -> lines.add(candidate.toString()));
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        /** @throws IllegalArgumentException if {@link #encoded} did not make it */
        static Card decoded(String text) {
            String[] lines = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            if (lines.length < LEAST_LINES) {
                throw new IllegalArgumentException("rank 0's card lacks something, lines=" + lines.length);
            }
            List<HostPort> candidates = Arrays.stream(lines).skip(3).map(HostPort::parse).toList();
            return new Card(lines[0], HexFormat.of().parseHex(lines[1]), HostId.parse(lines[2]), candidates);
        }
    }

    static ExchangeJob join(Pmi pmi, Joining joining) throws IOException {
        if (pmi.rank() > 0) {
            pmi.fence();
            Card card = Card.decoded(get(pmi));
            List<HostPort> candidates = new ArrayList<>(card.candidates);
            if (card.host.equals(joining.host())) {
                candidates.addFirst(new HostPort("127.0.0.1", candidates.getFirst().port()));
            }
            Member member = joining.member(pmi.rank(), pmi.size(), card.job, SecretSource.known(card.secret), "rank 0 on host=" + card.host.name());
            return joining.join(member, candidates, true, null, pmi);
        }
        String job = "pmi-" + HexFormat.of().formatHex(Secret.create(), 0, 8);
        byte[] secret = Secret.create();
        List<Address> published = LocalAddresses.find().published(joining.networks());
        ExchangeServer server = ExchangeServer.start(joining.plan(job, pmi.size(), secret), joining.owner(), joining.networks().bound(published), joining.ports());
        List<HostPort> candidates = LocalAddresses.routable(published).stream().map(address -> new HostPort(address, server.port())).toList();
        put(pmi, new Card(job, secret, joining.host(), candidates).encoded());
        pmi.fence();
        return joining.join(joining.member(0, pmi.size(), job, SecretSource.known(secret), "rank 0"), List.of(joining.own(published, server.port())), true, server, pmi);
    }

    /** Each value begins with {@code m} if more follow. */
    private static void put(Pmi pmi, String text) throws IOException {
        int room = pmi.maxValueChars() - 1;
        for (int i = 0; i == 0 || i * room < text.length(); i++) {
            int end = Math.min((i + 1) * room, text.length());
            pmi.put(KEY + i, (end < text.length() ? "m" : "e") + text.substring(i * room, end));
        }
    }

    private static String get(Pmi pmi) throws IOException {
        StringBuilder text = new StringBuilder();
        String value;
        int i = 0;
        do {
            value = pmi.get(KEY + i++);
            text.append(value, 1, value.length());
        } while (value.charAt(0) == 'm');
        return text.toString();
    }
}

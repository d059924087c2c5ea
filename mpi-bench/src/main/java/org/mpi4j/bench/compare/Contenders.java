package org.mpi4j.bench.compare;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mpi4j.bench.loops.Memory;

/** Puts together who takes part. Confined to one thread. */
final class Contenders {
    private final Path home;
    private final Toolchain toolchain;

    /** @param home where the distribution is */
    Contenders(Path home, Toolchain toolchain) {
        this.home = home;
        this.toolchain = toolchain;
    }

    /**
     * Ours and peers by turns, the floor last.
     *
     * @param wanted how the names of peers begin
     */
    List<Contender> all(List<Memory> memories, long warmUpMillis, List<String> wanted) throws InterruptedException {
        Path jrun = home.resolve("bin/jrun");
        List<Contender> ours = new ArrayList<>(Hello.ofOurs(jrun, jar()));
        memories.forEach(memory -> ours.add(new Ours(jrun, memory, warmUpMillis)));
        List<Peer> peers = toolchain.peers().stream().filter(peer -> isWanted(peer, wanted)).toList();
        List<Contender> theirs = new ArrayList<>(peers);
        if (!peers.isEmpty()) {
            toolchain.mpi4py(peers).ifPresent(theirs::add);
        }
        List<Contender> all = byTurns(ours, theirs);
        toolchain.floor().ifPresent(all::add);
        return all;
    }

    static <T> List<T> byTurns(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
            some.stream().skip(i).findFirst().ifPresent(all::add);
            others.stream().skip(i).findFirst().ifPresent(all::add);
        }
        return all;
    }

    private static boolean isWanted(Peer peer, List<String> wanted) {
        String name = peer.name().toLowerCase(Locale.ROOT).replace(" ", "");
        return wanted.stream().anyMatch(name::startsWith);
    }

    private static Path jar() {
        try {
            return Path.of(Contenders.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.mpi4j.launcher;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keepers of all hosts of a job, each known by its host's name. Confined to the main thread. */
final class Keepers implements AutoCloseable {
    private final Map<String, Keeper> ofHosts = new LinkedHashMap<>();

    /** Makes the keeper of a host. */
    @FunctionalInterface
    interface Maker {
        Keeper make(String host) throws IOException;
    }

    /** @throws IOException if one cannot be made; then there are none */
    Keepers(Placement placement, Maker maker) throws IOException {
        try {
            for (String host : placement.hosts()) {
                ofHosts.put(host, maker.make(host));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    Keeper of(String host) {
        Keeper keeper = ofHosts.get(host);
        if (keeper == null) {
            throw new IllegalStateException("nobody keeps host=" + host);
        }
        return keeper;
    }

    Collection<Keeper> all() {
        return ofHosts.values();
    }

    void killAll() {
        ofHosts.values().forEach(Keeper::killAll);
    }

    @Override
    public void close() {
        ofHosts.values().forEach(Keeper::close);
    }
}

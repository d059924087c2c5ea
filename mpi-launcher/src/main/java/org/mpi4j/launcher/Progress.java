package org.mpi4j.launcher;

import java.util.Collection;

/** Shows on a terminal how many of the other hosts have answered, while some have not. Thread-safe. */
final class Progress {
    private final Forwarder forwarder;
    private final int hosts;
    /** Guarded by this. */
    private int answered;

    /** @param hosts all of the job; this one need not answer */
    Progress(Forwarder forwarder, Collection<String> hosts) {
        this.forwarder = forwarder;
        this.hosts = (int) hosts.stream().filter(host -> !Host.isThis(host)).count();
        show();
    }

    /** One more host has answered. */
    synchronized void answered() {
        answered++;
        show();
    }

    private synchronized void show() {
        if (hosts > 0) {
            forwarder.progress(answered == hosts ? "" : answered + " of " + hosts + " hosts have answered");
        }
    }
}

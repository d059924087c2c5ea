package org.mpi4j.internal.pt2pt;

/** Something that waits for room on the link to a peer. Confined to the driver. */
interface Outgoing {
    /** Tries to hand its frame to the link; returns false if there was no room. */
    boolean push(Peer peer);
}

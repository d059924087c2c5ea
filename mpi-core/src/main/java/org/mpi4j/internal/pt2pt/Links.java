package org.mpi4j.internal.pt2pt;

import org.mpi4j.spi.Link;

/** Opens the link to a peer over the transport that was chosen for it. Confined to the driver. */
@FunctionalInterface
public interface Links {
    Link open(int peer);
}

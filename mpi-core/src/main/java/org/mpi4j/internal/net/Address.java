package org.mpi4j.internal.net;

import java.net.InetAddress;

/** An address at which a host may be reached, and what kind of interface it belongs to. Immutable. */
public record Address(Place place, InetAddress address) {}

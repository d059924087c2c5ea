package org.mpi4j.internal.coll;

/** How often something long is cut. Stateless. */
final class Pieces {
    private Pieces() {}

    /** So many pieces, the last of which may be shorter. */
    static int of(long length, long piece) {
        return Math.toIntExact(Math.ceilDiv(length, piece));
    }

    /** The same, where nothing is a piece, too. */
    static int atLeastOne(long length, long piece) {
        return Math.max(1, of(length, piece));
    }
}

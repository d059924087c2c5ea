package org.mpi4j.internal.coll;

/**
 * Makes a communicator of any size look like one whose size is a power of two: of the first {@code 2 * extra} ranks, each even one leaves its operand
 * to the odd one after it, and those that stay get consecutive nodes in the order of their ranks. Immutable.
 *
 * @param nodes the power of two
 * @param extra ranks that step aside
 */
record Fold(int nodes, int extra) {
    static Fold of(int size) {
        int nodes = Ring.powerOfTwo(size);
        return new Fold(nodes, size - nodes);
    }

    boolean stepsAside(int rank) {
        return rank < 2 * extra && rank % 2 == 0;
    }

    /** Whether the rank before this one leaves its operand here. */
    boolean takesOver(int rank) {
        return rank < 2 * extra && rank % 2 == 1;
    }

    /** The node of a rank that stays. */
    int node(int rank) {
        return rank < 2 * extra ? rank / 2 : rank - extra;
    }

    int rank(int node) {
        return node < extra ? 2 * node + 1 : node + extra;
    }

    /** The first rank whose operand {@code node} has after the fold; where there is no such node, the size. */
    int firstRank(int node) {
        return node < extra ? 2 * node : node + extra;
    }
}

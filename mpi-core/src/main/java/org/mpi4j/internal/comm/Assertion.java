package org.mpi4j.internal.comm;

/** What an application may promise of its use of a communicator: MPI 5.0, section 7.4.4. */
enum Assertion {
    NO_ANY_TAG("mpi_assert_no_any_tag", 1),
    NO_ANY_SOURCE("mpi_assert_no_any_source", 2),
    EXACT_LENGTH("mpi_assert_exact_length", 4),
    ALLOW_OVERTAKING("mpi_assert_allow_overtaking", 8),
    STRICT_PERSISTENT_COLLECTIVE_ORDERING("mpi_assert_strict_persistent_collective_ordering", 16);

    private final String key;
    private final int bit;

    Assertion(String key, int bit) {
        this.key = key;
        this.bit = bit;
    }

    String key() {
        return key;
    }

    int bit() {
        return bit;
    }
}

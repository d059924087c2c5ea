package org.mpi4j.bench.compare;

import java.time.Duration;
import java.util.Optional;
import org.mpi4j.bench.loops.Effort;

/** One column of the report: something that can run a case. Immutable. */
interface Contender {
    /** The key in files and the heading of the column. */
    String name();

    Role role();

    /**
     * How to run it.
     *
     * @param effort how thoroughly, for a program that needs no warm-up to speak of
     * @param limit when the child ends itself, should nobody be there to end it
     * @return empty if it has no part in this case
     */
    Optional<Invocation> invocation(Case one, Effort effort, Duration limit);

    /** What a column stands for in a ratio. */
    enum Role {
        OURS("ours"),
        PEER("peer"),
        /** Not counted as a peer: it stands on one. */
        OTHER("other"),
        FLOOR("floor");

        private final String text;

        Role(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

package org.mpi4j.internal.coll;

/** What one rank does in a round. Immutable. */
public sealed interface Step {
    /** A message to {@code peer}, a rank of the communicator and never this one. */
    record Send(int peer, Place from) implements Step {}

    /** The message of {@code peer} that comes next; it fills {@code into} to the last byte. */
    record Recv(int peer, Place into) implements Step {}

    /** What this rank shows to all on the board: {@code bytes} of the packed elements of {@code from}, after the first {@code skip}. */
    record Post(Place from, long skip, int bytes) implements Step {}

    /** What waits for nothing. */
    sealed interface Local extends Step {}

    /**
     * {@code inout[i] = in[i] op inout[i]}: the left operand, of the lower ranks, is in {@code in}, which stays as it is. Both have the same count
     * and do not overlap. There is no other order: an algorithm that keeps the rank order lets the result move to where the right operand was.
     */
    record Reduce(Place in, Place inout) implements Local {}

    /** {@code to = from}. The same bytes; the counts differ where the datatypes of the spaces do. They do not overlap. */
    record Copy(Place from, Place to) implements Local {}

    /**
     * Copies from what {@code peer} has posted in this round, from its byte {@code at} on, to the packed bytes of {@code into} after the first {@code skip}. The
     * peer may be this rank.
     */
    record Fetch(int peer, long at, Place into, long skip, long bytes) implements Local {}

    /**
     * {@code into[i] = x0[i] op x1[i] op …}, in the order of the ranks, where x of this rank is in {@code own}, and that of each other what it has posted in
     * this round, from its byte {@code at} on. {@code own} and {@code into} have the same count, and are the same place or do not overlap.
     */
    record Fold(Place own, long at, Place into) implements Local {}

    /**
     * Copies {@code times} times; from one to the next, {@code from} moves on by {@code fromStep} elements and {@code to} by {@code toStep}. So many
     * copies that are alike take no more memory than one. They do not overlap.
     */
    record Copies(Place from, long fromStep, Place to, long toStep, int times) implements Local {
        Copy get(int i) {
            return new Copy(moved(from, i * fromStep), moved(to, i * toStep));
        }

        private static Place moved(Place place, long by) {
            return new Place(place.space(), place.offset() + by, place.count());
        }
    }
}

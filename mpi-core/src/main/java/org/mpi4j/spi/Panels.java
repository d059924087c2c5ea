package org.mpi4j.spi;

/**
 * Panels in memory that the ranks of one host share: each rank has some, which it alone writes and all others read. A group of ranks takes one panel of each
 * of its members for a {@link Board}. Confined to the driver.
 *
 * <p>What a panel is called by among ranks is its ticket, which is worth something for one board only.
 */
public interface Panels {
    /** The ticket of no panel. */
    long NONE = -1;

    /**
     * Takes a panel of this rank's that nobody else may still read.
     *
     * @return its ticket; {@link #NONE} if there is none, or no memory
     */
    long take();

    /**
     * Gives a panel back of which no board was made.
     *
     * @param ticket may be {@link #NONE}
     */
    void giveBack(long ticket);

    /**
     * Makes a board of as many panels as tickets.
     *
     * @param peers the members' ranks in the job, all on this host
     * @param tickets what each of them has taken, in the same order, and none of them {@link #NONE}
     * @param self this rank's place among them
     * @return the board, which gives this rank's panel back when it is closed
     */
    Board open(int[] peers, long[] tickets, int self);

    /** Says that this rank is about to sleep though it waits for members of a board: from now on those that post or leave ring its doorbell. */
    void fallAsleep();

    /** Ends what {@link #fallAsleep} began. */
    void wakeUp();
}

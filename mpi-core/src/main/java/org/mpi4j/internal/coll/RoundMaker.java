package org.mpi4j.internal.coll;

/** Makes one of many rounds that are alike: a pure function, for a round may be made more than once. */
@FunctionalInterface
interface RoundMaker {
    /**
     * Adds the steps of one round, or none; no temporary memory.
     *
     * @param i the round's number among those that are alike, from 0
     */
    void make(Schedule.Builder round, int i);
}

package org.mpi4j.internal.coll;

/** The memory that a place lies in. */
public enum Space {
    /** The caller's send buffer, never written. Absent where the operation is in place. */
    SEND,
    /** The caller's receive buffer, and the only buffer of a broadcast. In place, it holds the input first. */
    RECV,
    /** Memory for the time of one run, {@link Schedule#tempCount()} elements of the type of {@link Schedule#tempType()}. */
    TEMP
}

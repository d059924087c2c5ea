package org.mpi4j.internal.coll;

/** The memory that a place lies in. */
public enum Space {
    /** The caller's send buffer, never written. Absent where the operation is in place. */
    SEND,
    /** The caller's receive buffer, and the only buffer of a broadcast. In place, it holds the input first. */
    RECV,
    /** The caller's send buffers where there is one for each peer: a place's offset is the buffer's number, and the place begins where the buffer does. */
    SENDS,
    /** The same for the receive buffers. */
    RECVS,
    /** Memory for the time of one run, {@link Schedule#tempCount()} elements of the type of {@link Schedule#tempType()}. */
    TEMP
}

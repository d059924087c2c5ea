package org.mpi4j.internal.boot.exchange;

/** What a frame of the exchange says. Its code is its first byte on the wire. */
enum FrameType {
    /** Server to a new connection: version, nonce, the secret in a form that only the job's ranks can read, or nothing. */
    CHALLENGE(0),
    /** Client: job, rank, size, host, process id, nonce, proof of the secret. */
    HELLO(1),
    /** Server: its own proof of the secret. */
    WELCOME(2),
    /** Server, and the connection ends: why, whether for good, and if so a proof of the secret. */
    REFUSED(3),
    /** Client: one blob. */
    ALLGATHER(4),
    /** Server, when all have given theirs: all blobs in rank order. */
    GATHERED(5),
    /** Client: no content. */
    FENCE(6),
    /** Server, when all have come: no content. */
    FENCED(7),
    /** Client: exit code, reason. */
    ABORT(8),
    /** Server, to every rank: cause, exit code, rank, host, reason. */
    ABORTED(9),
    /** Client: this rank takes no part any more, and its process may end. */
    GOODBYE(10),
    /** Server: so noted; the connection stays. */
    BYE(11),
    /** Client, after a goodbye: this rank takes part again. */
    RETURN(12),
    /** Server, to ranks that take part: rank; its process has ended after its goodbye. */
    GONE(13),
    /** Server: whether the process that serves may end from now on, or (0) no longer. */
    UNATTENDED(14),
    /** Server, to every rank: number; what does it do? */
    ASK(15),
    /** Client: the number of the question, then a {@link RankState}. */
    STATE(16);

    static final int VERSION = 3;
    private final byte code;

    FrameType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static FrameType of(byte code) throws MalformedFrameException {
        for (FrameType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new MalformedFrameException("unknown frame code=" + code);
    }
}

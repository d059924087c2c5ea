package org.mpi4j.internal.boot.exchange;

/**
 * Why this rank's job has ended before the rank did. Immutable.
 *
 * @param code the exit code that this process should take
 * @param rank the rank that ended it, or {@link #NO_RANK} if that was the launcher
 * @param host the host of that rank or of the launcher
 * @param reason one line, or a stack trace
 */
public record JobEnd(Cause cause, int code, int rank, String host, String reason) {
    public static final int NO_RANK = -1;

    /** The exit code of a job that hangs. */
    public static final int HANG_CODE = 125;

    /** Why a job ends that hangs. */
    public static String hang(long limitNanos) {
        return "the job hangs: no rank has made progress for " + HangReport.seconds(limitNanos) + " (--hang-timeout, or the setting mpi4j.hang.timeout)";
    }

    /** What happened. */
    public enum Cause {
        /** A rank, or the launcher, said that the job ends. */
        ABORTED(0),
        /** A rank's process ended, or its host was lost, before it had finalised. */
        RANK_LOST(1),
        /** The process that serves the exchange, the launcher or rank 0, is gone. */
        SERVER_LOST(2);

        final int code;

        Cause(int code) {
            this.code = code;
        }

        static Cause of(int code) throws MalformedFrameException {
            for (Cause cause : values()) {
                if (cause.code == code) {
                    return cause;
                }
            }
            throw new MalformedFrameException("unknown cause code=" + code);
        }
    }
}

package org.mpi4j.bench.model;

/**
 * The machine: Culler's LogP with Alexandrov's gap per byte, "LogGP: incorporating long messages into the LogP model", 1995. Immutable.
 *
 * <p>A message of k bytes takes its sender's core for {@code overhead}; from then on, but not before the message before it has left, the bytes leave at
 * {@code nanosPerByte}; the last one is at the receiver {@code latency} later and takes the receiver's core for another {@code overhead}. Between the end
 * of one message and the begin of the next of the same sender there is {@code gap}. So it is at the receiver: bytes of several senders come in one message
 * after the other.
 *
 * @param computeNanosPerByte what a copy or a reduction costs a byte; no part of LogGP, so 0 unless asked for
 */
public record LogGp(double latencyNanos, double overheadNanos, double gapNanos, double nanosPerByte, double computeNanosPerByte) {
    public LogGp {
        if (!(latencyNanos >= 0 && overheadNanos >= 0 && gapNanos >= 0 && nanosPerByte >= 0 && computeNanosPerByte >= 0)) {
            throw new IllegalArgumentException("not times: L=" + latencyNanos + " o=" + overheadNanos + " g=" + gapNanos + " G=" + nanosPerByte
                    + " compute=" + computeNanosPerByte);
        }
    }

    /** How long the wire is busy with a message. */
    double bytesNanos(long bytes) {
        return Math.max(0, bytes - 1) * nanosPerByte;
    }
}

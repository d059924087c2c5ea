package org.mpi4j.internal.boot.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The collective in progress: what each rank has given to it. Confined to the server's thread. */
final class Gathering {
    private static final byte[] NOTHING = {};

    private final byte[][] given;
    private final boolean[] hasGiven;
    private int count;
    private @Nullable FrameType kind;

    Gathering(int size) {
        given = new byte[size][];
        hasGiven = new boolean[size];
        reset();
    }

    /** Whether the others call the same collective. */
    boolean accepts(FrameType wanted) {
        return kind == null || kind == wanted;
    }

    boolean isInProgress() {
        return kind != null;
    }

    /** Takes what {@code rank} gives; the answer to all if that was the last. */
    @Nullable ByteBuffer give(int rank, FrameType what, byte[] blob) {
        kind = what;
        count += hasGiven[rank] ? 0 : 1;
        hasGiven[rank] = true;
        given[rank] = blob;
        if (count < given.length) {
            return null;
        }
        FrameBuilder answer = new FrameBuilder(what == FrameType.FENCE ? FrameType.FENCED : FrameType.GATHERED);
        if (what == FrameType.ALLGATHER) {
            for (byte[] one : given) {
                answer.blob(one);
            }
        }
        reset();
        return answer.done();
    }

    private void reset() {
        Arrays.fill(given, NOTHING);
        Arrays.fill(hasGiven, false);
        count = 0;
        kind = null;
    }
}

package org.mpi4j.internal.comm;

import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.jspecify.annotations.Nullable;

/** Done when all of a known number of operations are; fails with the first failure. Confined to the driver. */
final class AllOf extends Completion implements Completion.Listener {
    private int left;
    private @Nullable Failure first;

    AllOf(Completion... parts) {
        left = parts.length;
        for (Completion part : parts) {
            part.listen(this);
        }
    }

    @Override
    public void done(Completion part) {
        if (first == null) {
            first = part.failure();
        }
        if (--left == 0) {
            complete(first);
        }
    }
}

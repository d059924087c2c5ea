package org.mpi4j.internal.comm;

import org.mpi4j.internal.progress.Completion;

/** Something that was done before anybody could wait for it. Immutable, since nothing listens to what is done. */
final class Done extends Completion {
    static final Done DONE = new Done();

    private Done() {
        complete(null);
    }
}

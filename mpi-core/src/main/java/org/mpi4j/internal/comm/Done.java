package org.mpi4j.internal.comm;

import org.mpi4j.internal.progress.Completion;

/** Something that was done before anybody could wait for it. Confined to its maker until it is made. */
final class Done extends Completion {
    Done() {
        complete(null);
    }
}

package org.mpi4j.internal.comm;

import org.mpi4j.Buf;

/** One end of a partitioned operation. Thread-safe. */
sealed interface PartitionedSide permits PartitionedSend, PartitionedRecv {
    /**
     * The parts of one end.
     *
     * @param count how many
     * @param elements elements in each
     */
    record Parts(Buf buf, int count, long elements) {
        static Parts of(Buf buf, int count) {
            return new Parts(buf, count, count == 0 ? 0 : buf.count() / count);
        }

        long bytes() {
            return elements * buf.type().size();
        }
    }

    Parts parts();

    /** Begins once more. */
    PendingRequest begin();

    /** It will not begin again. */
    void close();
}

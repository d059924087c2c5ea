package org.mpi4j.internal.transport.shm;

/** The same with the smallest inboxes, so that rings wrap and chunks run out all the time. */
class SmallestShmTransportTest extends ShmTransportTest {
    @Override
    ShmLayout layout(int ranks) {
        return ShmLayout.near(ranks, 0, 0, 1);
    }
}

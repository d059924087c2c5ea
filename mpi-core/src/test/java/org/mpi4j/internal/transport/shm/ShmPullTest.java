package org.mpi4j.internal.transport.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.SelectableChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;
import org.mpi4j.spi.TransportContext;

/** Memory that one rank exposes and another reads. Both are in this process; the kernel is asked all the same. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ShmPullTest implements FrameReceiver, Sleeper {
    private static final int BYTES = 1 << 20;

    private final ShmLayout layout = ShmLayout.near(2, 0, 0, 1);
    private final ShmSegment segment = ShmSegment.anonymous(layout, Long.MAX_VALUE).orElseThrow();
    private final Link sender = link(0, 1);
    private final Link receiver = link(1, 0);
    private final MemorySegment from = Arena.ofAuto().allocate(BYTES);
    private final MemorySegment into = Arena.ofAuto().allocate(BYTES);

    private Link link(int rank, int peer) {
        TransportContext context = new TransportContext(rank, 2, "job", new byte[0], this, this, () -> true, key -> key);
        return new ShmTransport(context, segment, rank, new int[] {0, 1}, Doorbell.ofThreads(_ -> this)).open(peer, new byte[0]);
    }

    private static void assumeKernelAllowsIt() {
        PeerMemory memory = PeerMemory.open();
        assertNotEquals(null, memory, "tests run with native access");
        MemorySegment word = Arena.ofAuto().allocate(8);
        boolean allowed = memory.read((int) ProcessHandle.current().pid(), word.address(), word, 0, 8);
        if (!allowed) {
            System.out.println("ShmPullTest: the kernel does not let this process read memory by process_vm_readv");
        }
        assumeTrue(allowed);
    }

    @Test
    void readsWhatThePeerExposes() {
        assumeKernelAllowsIt();
        from.asSlice(100, 300_000).fill((byte) 7);
        long exposed = sender.expose(from, 50);
        assertNotEquals(0, exposed);
        assertTrue(receiver.pull(exposed + 50, into, 10, 300_000));
        assertEquals(-1, into.asSlice(10, 300_000).mismatch(from.asSlice(100, 300_000)));
        assertEquals(0, into.get(ValueLayout.JAVA_BYTE, 9));
        assertEquals(0, into.get(ValueLayout.JAVA_BYTE, 300_010));
    }

    @Test
    void exposesNoHeapMemory() {
        assertEquals(0, sender.expose(MemorySegment.ofArray(new byte[100]), 0));
    }

    @Test
    void pullsIntoNoHeapMemory() {
        assertFalse(receiver.pull(sender.expose(from, 0), MemorySegment.ofArray(new byte[100]), 0, 100));
    }

    @Test
    void pullsNothingFromAPeerThatHasNotIntroducedItself() {
        assertFalse(receiver.pull(from.address(), into, 0, 100));
    }

    @Test
    void pullsNothingFromAProcessThatOnlyHasTheSameNumber() {
        long exposed = sender.expose(from, 0);
        segment.words().set(ValueLayout.JAVA_LONG, layout.rankAt(0) + ShmLayout.PROOF, 12345);
        assertFalse(receiver.pull(exposed, into, 0, 100));
    }

    @Test
    void saysThatMemoryThatIsGoneCannotBeRead() {
        assumeKernelAllowsIt();
        assertNotEquals(0, sender.expose(from, 0));
        assertFalse(receiver.pull(4096, into, 0, 100), "nothing is mapped at the begin of the address space");
        assertTrue(receiver.pull(from.address(), into, 0, 100), "the next one can be");
    }

    @Override
    public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {}

    @Override
    public void broken(int peer, String why, boolean lossy) {
        throw new IllegalStateException(why);
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {}

    @Override
    public void wake() {}
}

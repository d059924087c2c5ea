package org.mpi4j.internal.transport.shm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the memory of other processes of this host by {@code process_vm_readv(2)}, so that a large message is copied once. Needs native
 * access, since without it the JDK would warn; the kernel may refuse it still. Confined to the driver.
 */
final class PeerMemory {
    private static final long IOVEC_BYTES = 16;

    private final MethodHandle readv;
    private final MemorySegment local = Arena.ofAuto().allocate(IOVEC_BYTES, 8);
    private final MemorySegment remote = Arena.ofAuto().allocate(IOVEC_BYTES, 8);

    private PeerMemory(MethodHandle readv) {
        this.readv = readv;
    }

    /** Null where native access is not enabled, or the C library has no such function. */
    @SuppressWarnings("restricted")
    static @Nullable PeerMemory open() {
        if (!PeerMemory.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("process_vm_readv");
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG);
        return function.map(address -> new PeerMemory(linker.downcallHandle(address, type))).orElse(null);
    }

    /** Copies bytes of another process into native memory; returns false if not all of them could be had. */
    boolean read(int pid, long address, MemorySegment into, long offset, long bytes) {
        local.set(ValueLayout.JAVA_LONG, 0, into.address() + offset);
        local.set(ValueLayout.JAVA_LONG, 8, bytes);
        remote.set(ValueLayout.JAVA_LONG, 0, address);
        remote.set(ValueLayout.JAVA_LONG, 8, bytes);
        try {
            return (long) readv.invokeExact(pid, local, 1L, remote, 1L, 0L) == bytes;
        } catch (Throwable e) {
            throw new IllegalStateException("process_vm_readv could not be called", e);
        }
    }
}

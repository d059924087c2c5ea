package org.mpi4j.internal.boot.pmi;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The functions of the installed libpmix that a rank needs, by their names in C. The layouts are those of its versions 2 to 5, which share one ABI.
 * Confined to one thread at a time.
 */
final class PmixLibrary {
    static final int RANK_ALL = -2; // PMIX_RANK_WILDCARD

    private static final String FILE = "libpmix.so.2";
    private static final int NAMESPACE_BYTES = 256;
    private static final byte GLOBAL = 3;
    private static final short STRING = 3;
    private static final short UINT32 = 14;

    private static final StructLayout PROC =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(NAMESPACE_BYTES, ValueLayout.JAVA_BYTE).withName("nspace"), ValueLayout.JAVA_INT.withName("rank"));
    private static final StructLayout VALUE = MemoryLayout.structLayout(
            ValueLayout.JAVA_SHORT.withName("type"), MemoryLayout.paddingLayout(6), MemoryLayout.sequenceLayout(3, ValueLayout.JAVA_LONG).withName("data"));
    private static final VarHandle RANK = PROC.varHandle(MemoryLayout.PathElement.groupElement("rank"));
    private static final VarHandle TYPE = VALUE.varHandle(MemoryLayout.PathElement.groupElement("type"));
    private static final long DATA = VALUE.byteOffset(MemoryLayout.PathElement.groupElement("data"));

    private final Arena memory = Arena.ofShared();
    private final SymbolLookup library;
    private final MethodHandle init;
    private final MethodHandle put;
    private final MethodHandle commit;
    private final MethodHandle fence;
    private final MethodHandle get;
    private final MethodHandle listen;
    private final MethodHandle abort;
    private final MethodHandle finish;
    private final MethodHandle errorString;

    /** @throws PmixAbsentException if there is no such library here, or this process may not call it */
    @SuppressWarnings("restricted")
    PmixLibrary() throws PmixAbsentException {
        try {
            this.library = SymbolLookup.libraryLookup(FILE, Arena.global()); // it keeps threads of its own to the end
        } catch (IllegalArgumentException e) {
            throw new PmixAbsentException(FILE + " cannot be loaded; install it (Debian: libpmix2) or set LD_LIBRARY_PATH", e);
        } catch (IllegalCallerException e) {
            throw new PmixAbsentException(FILE + " needs --enable-native-access=ALL-UNNAMED", e);
        }
        MemoryLayout pointer = ValueLayout.ADDRESS;
        MemoryLayout number = ValueLayout.JAVA_LONG;
        this.init = status("PMIx_Init", pointer, pointer, number);
        this.put = status("PMIx_Put", ValueLayout.JAVA_BYTE, pointer, pointer);
        this.commit = status("PMIx_Commit");
        this.fence = status("PMIx_Fence", pointer, number, pointer, number);
        this.get = status("PMIx_Get", pointer, pointer, pointer, number, pointer);
        this.listen = status("PMIx_Register_event_handler", pointer, number, pointer, number, pointer, pointer, pointer);
        this.abort = status("PMIx_Abort", ValueLayout.JAVA_INT, pointer, pointer, number);
        this.finish = status("PMIx_Finalize", pointer, number);
        this.errorString = function("PMIx_Error_string", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    }

    private MethodHandle status(String name, MemoryLayout... arguments) throws PmixAbsentException {
        return function(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    @SuppressWarnings("restricted")
    private MethodHandle function(String name, FunctionDescriptor descriptor) throws PmixAbsentException {
        MemorySegment address = library.find(name).orElseThrow(() -> new PmixAbsentException(FILE + " has no function " + name, null));
        return Linker.nativeLinker().downcallHandle(address, descriptor);
    }

    /** A process of this namespace, or all of them. */
    static final class Proc {
        private final MemorySegment struct;

        private Proc(MemorySegment struct) {
            this.struct = struct;
        }

        int rank() {
            return (int) RANK.get(struct, 0L);
        }
    }

    /** Returns this process. */
    Proc init() throws IOException {
        Proc self = new Proc(memory.allocate(PROC));
        call("PMIx_Init", () -> (int) init.invokeExact(self.struct, MemorySegment.NULL, 0L));
        return self;
    }

    Proc sibling(Proc self, int rank) {
        MemorySegment struct = memory.allocate(PROC).copyFrom(self.struct);
        RANK.set(struct, 0L, rank);
        return new Proc(struct);
    }

    void put(String key, String value) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment struct = call.allocate(VALUE);
            TYPE.set(struct, 0L, STRING);
            struct.set(ValueLayout.ADDRESS, DATA, call.allocateFrom(value));
            MemorySegment name = call.allocateFrom(key);
            call("PMIx_Put of " + key, () -> (int) put.invokeExact(GLOBAL, name, struct));
        }
    }

    void commit() throws IOException {
        call("PMIx_Commit", () -> (int) commit.invokeExact());
    }

    void fence() throws IOException {
        call("PMIx_Fence", () -> (int) fence.invokeExact(MemorySegment.NULL, 0L, MemorySegment.NULL, 0L));
    }

    int getUint32(Proc of, String key) throws IOException {
        return get(of, key, UINT32).get(ValueLayout.JAVA_INT, DATA);
    }

    @SuppressWarnings("restricted")
    String getString(Proc of, String key) throws IOException {
        return get(of, key, STRING).get(ValueLayout.ADDRESS, DATA).reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.UTF_8);
    }

    /** The library's own copy, some bytes that are never given back. */
    @SuppressWarnings("restricted")
    private MemorySegment get(Proc of, String key, short type) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment name = call.allocateFrom(key);
            MemorySegment found = call.allocate(ValueLayout.ADDRESS);
            call("PMIx_Get of " + key, () -> (int) get.invokeExact(of.struct, name, MemorySegment.NULL, 0L, found));
            MemorySegment value = found.get(ValueLayout.ADDRESS, 0).reinterpret(VALUE.byteSize());
            if ((short) TYPE.get(value, 0L) != type) {
                throw new IOException("PMIx_Get of " + key + " gave a value of another type, wanted=" + type + " got=" + (short) TYPE.get(value, 0L));
            }
            return value;
        }
    }

    /** {@code lost} is run by a thread of the library's. */
    void whenLost(Runnable lost) throws IOException {
        MemorySegment handler = PmixEvents.handler(lost);
        MemorySegment none = MemorySegment.NULL;
        call("PMIx_Register_event_handler", () -> Math.min(0, (int) listen.invokeExact(none, 0L, none, 0L, handler, none, none)));
    }

    void abort(int code, String reason) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment text = call.allocateFrom(reason);
            call("PMIx_Abort", () -> (int) abort.invokeExact(code, text, MemorySegment.NULL, 0L));
        }
    }

    /** Nothing of this object may be called any more. */
    void finish() throws IOException {
        call("PMIx_Finalize", () -> (int) finish.invokeExact(MemorySegment.NULL, 0L));
        memory.close();
    }

    /** A call of C. */
    @FunctionalInterface
    private interface Call {
        int status() throws Throwable;
    }

    @SuppressWarnings("restricted")
    private void call(String what, Call call) throws IOException {
        int status;
        String words;
        try {
            status = call.status();
            words = status == 0 ? "" : ((MemorySegment) errorString.invokeExact(status)).reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new IOException(what + " failed", e);
        }
        if (status != 0) {
            throw new IOException(what + " failed: " + words + ", status=" + status);
        }
    }
}

package org.mpi4j.internal.boot.pmi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Objects;

/**
 * An inherited file descriptor as streams, through libc: plain Java cannot open a descriptor that it did not make, and
 * {@code /proc/self/fd/N} of a socket cannot be opened by anyone. Confined to one thread at a time.
 */
final class Descriptors {
    private static final int EINTR = 4;
    private static final int BUFFER_BYTES = 4096;

    private final int fd;
    private final MethodHandle read;
    private final MethodHandle write;
    private final MethodHandle close;
    private final StructLayout stateLayout = Linker.Option.captureStateLayout();
    private final VarHandle errno = stateLayout.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private final MemorySegment state = Arena.ofAuto().allocate(stateLayout);
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES);

    Descriptors(int fd) throws IOException {
        this.fd = fd;
        FunctionDescriptor transfer =
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
        try {
            this.read = function("read", transfer);
            this.write = function("write", transfer);
            this.close = function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        } catch (IllegalCallerException e) {
            throw new IOException("PMI_FD needs --enable-native-access=ALL-UNNAMED", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) throws IOException {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().find(name).orElseThrow(() -> new IOException("libc has no " + name));
        return linker.downcallHandle(address, descriptor, Linker.Option.captureCallState("errno"));
    }

    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                int count = transfer(read, "read", Math.min(length, BUFFER_BYTES));
                MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, offset, count);
                return count == 0 && length > 0 ? -1 : count;
            }
        };
    }

    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, bytes.length);
                for (int sent = 0; sent < length; ) {
                    int chunk = Math.min(length - sent, BUFFER_BYTES);
                    MemorySegment.copy(bytes, offset + sent, buffer, ValueLayout.JAVA_BYTE, 0, chunk);
                    sent += transfer(write, "write", chunk);
                }
            }

            @Override
            public void close() throws IOException {
                Descriptors.this.close();
            }
        };
    }

    private int transfer(MethodHandle function, String name, int length) throws IOException {
        while (true) {
            long count;
            try {
                count = (long) function.invokeExact(state, fd, buffer, (long) length);
            } catch (Throwable e) {
                throw new IOException(name + " of descriptor " + fd + " failed", e);
            }
            if (count >= 0) {
                return (int) count;
            }
            int error = (int) errno.get(state, 0L);
            if (error != EINTR) {
                throw new IOException(name + " of descriptor " + fd + " failed, errno=" + error);
            }
        }
    }

    private void close() throws IOException {
        try {
            int _ = (int) close.invokeExact(state, fd);
        } catch (Throwable e) {
            throw new IOException("close of descriptor " + fd + " failed", e);
        }
    }
}

package org.mpi4j.bench.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SendBufferTest {
    private static double at(SendBuffer buffer, long offset) {
        return buffer.memory().get(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset);
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void aNumberIsWrittenIntoEachCacheLine(Memory memory) {
        for (SendBuffer buffer : new SendBuffer[] {new Buffers(memory, true).sendBytes(136), new Buffers(memory, true).sendDoubles(17)}) {
            buffer.next(7);
            assertEquals(7, at(buffer, 0));
            assertEquals(0, at(buffer, 8));
            assertEquals(7, at(buffer, 64));
            assertEquals(7, at(buffer, 128));
        }
        SendBuffer tooShort = new Buffers(memory, true).sendBytes(7);
        assertEquals(tooShort.buf(), tooShort.next(1));
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void otherwiseNothingIsWritten(Memory memory) {
        SendBuffer buffer = new Buffers(memory, false).sendBytes(64);
        buffer.next(7);
        assertEquals(0, at(buffer, 0));
    }
}

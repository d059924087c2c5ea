package org.mpi4j.internal.coll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** What a rank says of its call, as it travels. */
class CallTest {
    @Test
    void theLongestCallFitsIntoTheForm() {
        Call call = new Call("ireduceScatterBlock", Integer.MIN_VALUE, Long.MIN_VALUE, "DOUBLE_COMPLEX", "\u6f22".repeat(300));
        assertEquals(call, Call.ofBytes(MemorySegment.ofArray(call.toBytes())));
    }
}

package org.mpi4j.internal.datatype;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory for intermediate results: an array of the element's own class, or off-heap where no array is long enough. Stateless. */
final class Temporary {
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Temporary() {}

    static MemorySegment allocate(Element element, long bytes) {
        long count = (bytes + element.bytes - 1) / element.bytes;
        if ((element.pair ? bytes : count) > LONGEST_ARRAY) {
            return Arena.ofAuto().allocate(bytes, Long.BYTES);
        }
        return switch (element) {
            case SHORT -> MemorySegment.ofArray(new short[(int) count]);
            case INT -> MemorySegment.ofArray(new int[(int) count]);
            case LONG -> MemorySegment.ofArray(new long[(int) count]);
            case FLOAT -> MemorySegment.ofArray(new float[(int) count]);
            case DOUBLE -> MemorySegment.ofArray(new double[(int) count]);
            case CHAR -> MemorySegment.ofArray(new char[(int) count]);
            case BYTE, BOOLEAN, FLOAT_INT, DOUBLE_INT, LONG_INT, TWO_INT, SHORT_INT -> MemorySegment.ofArray(new byte[(int) bytes]);
        };
    }
}

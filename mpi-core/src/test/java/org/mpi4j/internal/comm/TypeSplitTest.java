package org.mpi4j.internal.comm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Info;
import org.mpi4j.SplitType;

/** What processes of several hosts conclude of what they say. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TypeSplitTest {
    private static final int[] HOSTS = {7, 4, 7, 4, 9};

    private static long[] all(SplitType type, Info info) {
        return LongStream.range(0, HOSTS.length)
                .mapToObj(rank -> TypeSplit.said(type, (int) -rank, 100 + rank, info, HOSTS[(int) rank], (int) rank))
                .flatMapToLong(Arrays::stream)
                .toArray();
    }

    @Test
    void thoseOfOneHostComeTogetherInTheOrderOfTheirKeys() {
        for (SplitType type : List.of(SplitType.SHARED, SplitType.HW_UNGUIDED, SplitType.HW_GUIDED)) {
            long[] all = all(type, Info.of("mpi_hw_resource_type", "mpi_shared_memory"));
            assertArrayEquals(new int[] {2, 0}, TypeSplit.members(all, 0), type.name());
            assertArrayEquals(new int[] {3, 1}, TypeSplit.members(all, 3), type.name());
            assertArrayEquals(new int[] {4}, TypeSplit.members(all, 4), type.name());
            assertEquals(102, TypeSplit.contextOf(all, 2));
        }
    }

    @Test
    void listsOfTheKernelAreNumbersAndRanges() {
        assertEquals("{0, 1, 2, 3, 8, 10, 11}", Hardware.parse(" 0-3,8,10-11\n").toString());
        assertEquals("{}", Hardware.parse("\n").toString());
    }
}

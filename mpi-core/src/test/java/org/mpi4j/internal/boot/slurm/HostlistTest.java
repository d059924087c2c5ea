package org.mpi4j.internal.boot.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = SEPARATE_THREAD)
class HostlistTest {
    @Test
    void readsPlainNames() {
        assertEquals(List.of("login"), Hostlist.parse("login"));
        assertEquals(List.of("a", "b-1", "c.example.org"), Hostlist.parse("a,b-1,c.example.org"));
        assertEquals(List.of(), Hostlist.parse(""));
    }

    @Test
    void readsRangesAndSingles() {
        assertEquals(List.of("node1", "node2", "node3", "node7"), Hostlist.parse("node[1-3,7]"));
        assertEquals(List.of("n5"), Hostlist.parse("n[5]"));
    }

    @Test
    void keepsLeadingZerosAndWhatFollowsTheBrackets() {
        assertEquals(List.of("gpu01x", "gpu02x", "gpu03x"), Hostlist.parse("gpu[01-03]x"));
        assertEquals(List.of("n098", "n099", "n100"), Hostlist.parse("n[098-100]"));
        assertEquals(List.of("n9", "n10"), Hostlist.parse("n[9-10]"));
    }

    @Test
    void readsSeveralBracketsAsNestedLoops() {
        assertEquals(List.of("r1n1", "r1n2", "r2n1", "r2n2"), Hostlist.parse("r[1-2]n[1-2]"));
        assertEquals(
                List.of("r1n1-ib", "r1n3-ib", "r04n1-ib", "r04n3-ib", "login"), Hostlist.parse("r[1,04]n[1,3]-ib,login"));
    }

    @Test
    void keepsTheOrderThatIsGiven() {
        assertEquals(List.of("node3", "node1", "a1", "a2"), Hostlist.parse("node[3,1],a[1-2]"));
    }

    @Test
    void refusesWhatIsNoList() {
        for (String bad : List.of("n[", "n]", "n[1", "n[1-2]]", "n[[1]]", "n[]", "n[a]", "n[1-]", "n[3-1]", "n[1,,2]", "n[1-99999999]")) {
            assertThrows(IllegalArgumentException.class, () -> Hostlist.parse(bad), bad);
        }
    }
}

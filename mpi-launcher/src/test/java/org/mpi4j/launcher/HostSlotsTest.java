package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostSlotsTest {
    private static List<String> hosts(Placement placement) {
        return placement.seats().stream().map(seat -> seat.host() + "/" + seat.localRank()).toList();
    }

    @Test
    void aHostHasOneSlotForEachTimeItIsNamed() throws Exception {
        assertEquals(List.of(new HostSlots("a", 2), new HostSlots("b", 1)), HostSlots.parse("a,b,a"));
    }

    @Test
    void slotsStandAfterAColonAndHoldForEachHostOfARange() throws Exception {
        assertEquals(
                List.of(new HostSlots("a", 4), new HostSlots("n1", 2), new HostSlots("n2", 2), new HostSlots("n7", 2)),
                HostSlots.parse("a:4,n[1-2,7]:2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,", "a:0", "a:9999999", "-oProxyCommand=x", "a b", "n[1-"})
    void whatIsNoHostIsRefusedWithItsPlace(String list) {
        UsageException error = assertThrows(UsageException.class, () -> HostSlots.parse(list));
        assertTrue(error.getMessage().startsWith("--host "), error.getMessage());
    }

    @Test
    void aHostfileIsReadInBothSpellings(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("hosts"), "# ours\n\na slots=4 max_slots=8\nb:2 # two\n  c\n");
        assertEquals(List.of(new HostSlots("a", 4), new HostSlots("b", 2), new HostSlots("c", 1)), HostSlots.read(file));
    }

    @Test
    void aHostfileThatIsNotThereOrEmptyIsRefused(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "# nobody\n");
        assertTrue(assertThrows(UsageException.class, () -> HostSlots.read(empty)).getMessage().contains("names no host"));
        assertTrue(assertThrows(UsageException.class, () -> HostSlots.read(folder.resolve("none"))).getMessage().contains("cannot be read"));
    }

    @Test
    void ranksFillSlotsHostByHostAndThenOnceMore() throws Exception {
        List<HostSlots> slots = HostSlots.parse("a:2,b:1");
        assertEquals(List.of("a/0", "a/1", "b/0", "a/2"), hosts(Placement.onHosts(List.of(4), slots, Placement.Order.SLOT)));
    }

    @Test
    void ranksGoRoundTheHostsThatHaveSlotsLeft() throws Exception {
        List<HostSlots> slots = HostSlots.parse("a:3,b:1,c:2");
        assertEquals(
                List.of("a/0", "b/0", "c/0", "a/1", "c/1", "a/2", "a/3"), hosts(Placement.onHosts(List.of(7), slots, Placement.Order.NODE)));
    }

    @Test
    void ranksOfSeveralProgramsFollowEachOther() throws Exception {
        Placement placement = Placement.onHosts(List.of(1, 2), HostSlots.parse("a:2,b"), Placement.Order.SLOT);
        assertEquals(List.of(0, 1, 1), placement.seats().stream().map(Placement.Seat::app).toList());
        assertEquals(List.of("a", "b"), placement.hosts());
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, section 7.4.2: MPI_Comm_split_type; and MPI_Get_hw_resource_info. Here all ranks are one process, so all are bound alike. */
class SplitTypeTest {
    private static Info resource(String name) {
        return Info.of("mpi_hw_resource_type", name);
    }

    /** All ranks together, backwards. */
    private static void assertAll(Comm comm, Comm part) {
        assertNotNull(part);
        assertEquals(comm.size(), part.size());
        assertEquals(comm.size() - 1 - comm.rank(), part.rank());
        assertEquals(comm.size(), part.allreduce(1, Op.SUM));
        part.close();
    }

    @Everywhere
    void sharedMemoryIsThatOfOneHostHoweverItIsAskedFor(Ranks ranks) {
        ranks.run(comm -> {
            int key = -comm.rank();
            assertAll(comm, comm.splitType(SplitType.SHARED, key));
            assertAll(comm, comm.splitType(SplitType.SHARED, key, Info.of("any", "hint")));
            assertAll(comm, comm.splitType(SplitType.HW_GUIDED, key, resource("mpi_shared_memory")));
            assertAll(comm, comm.splitType(SplitType.RESOURCE_GUIDED, key, resource("mpi_shared_memory")));
            assertAll(comm, comm.splitType(SplitType.HW_GUIDED, key, resource("Machine")));
            assertAll(comm, comm.splitType(SplitType.RESOURCE_GUIDED, key, resource("hwloc://Machine")));
        });
    }

    @Everywhere
    void aResourceThatTheProcessIsBoundToIsShared(Ranks ranks) {
        ranks.run(comm -> {
            Info hardware = Mpi.hwResourceInfo();
            for (String type : hardware.toMap().keySet()) {
                Comm part = comm.splitType(SplitType.HW_GUIDED, -comm.rank(), resource(type));
                if (hardware.string(type).orElseThrow().equals("true")) {
                    assertAll(comm, part);
                } else {
                    assertNull(part, type);
                }
            }
        });
    }

    @Everywhere
    void whatNobodyKnowsGivesNoCommunicator(Ranks ranks) {
        ranks.run(comm -> {
            assertNull(comm.splitType(SplitType.HW_GUIDED, 0));
            assertNull(comm.splitType(SplitType.HW_GUIDED, 0, resource("Toaster")));
            assertNull(comm.splitType(SplitType.HW_GUIDED, 0, Info.of("mpi_pset_name", "mpi://WORLD")));
            assertNull(comm.splitType(SplitType.RESOURCE_GUIDED, 0, Info.of("mpi_pset_name", "mpi://NOWHERE")));
            assertNull(comm.splitType(SplitType.HW_UNGUIDED, 0), "all are bound alike, so no part is smaller");
        });
    }

    @Everywhere
    void processSetsDivideToo(Ranks ranks) {
        ranks.run(comm -> {
            assertAll(comm, comm.splitType(SplitType.RESOURCE_GUIDED, -comm.rank(), Info.of("mpi_pset_name", "mpi://WORLD")));
            Comm self = comm.splitType(SplitType.RESOURCE_GUIDED, 0, Info.of("mpi_pset_name", "mpi://SELF"));
            assertNotNull(self);
            assertEquals(1, self.size());
        });
    }

    @Everywhere
    void whoIsUndefinedTakesPartAndGetsNothing(Ranks ranks) {
        ranks.run(comm -> {
            Comm others = comm.splitType(comm.rank() == 0 ? SplitType.UNDEFINED : SplitType.SHARED, 0);
            assertEquals(comm.rank() != 0, others != null);
            if (others != null) {
                assertEquals(comm.size() - 1, others.size());
            }
            assertNull(comm.splitType(comm.rank() == 0 ? SplitType.UNDEFINED : SplitType.HW_UNGUIDED, 0));
        });
    }

    @Everywhere
    void aClosedCommunicatorCannotBeDivided(Ranks ranks) {
        ranks.runWorld(comm -> {
            Comm dup = comm.dup();
            dup.close();
            Errors.expect(ErrorClass.COMM, "splitType: the communicator is closed", () -> dup.splitType(SplitType.SHARED, 0));
        });
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hardwareIsToldFromTheLargestDown() {
        Info hardware = Mpi.hwResourceInfo();
        assertEquals(
                List.of("hwloc://Machine", "hwloc://Package", "hwloc://NUMANode", "hwloc://Core", "hwloc://PU"), List.copyOf(hardware.toMap().keySet()));
        assertEquals("true", hardware.string("hwloc://Machine").orElseThrow());
        assertTrue(hardware.toMap().values().stream().allMatch(value -> value.equals("true") || value.equals("false")));
    }
}

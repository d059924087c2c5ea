package org.mpi4j.internal.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.pmi.PmiLine;
import org.mpi4j.internal.net.HostPort;

/** The environments are those of Slurm 22.05, Hydra 4.0 and Open MPI 4.1. */
@Timeout(value = 20, threadMode = SEPARATE_THREAD)
class OriginTest {
    private static final Map<String, String> JRUN = Map.of(
            "MPI4J_RANK", "3",
            "MPI4J_SIZE", "5",
            "MPI4J_EXCHANGE", "node1:4000,[fe80::1]:4001",
            "MPI4J_SECRET", "00ff10",
            "MPI4J_JOB", "jrun-12");
    private static final Map<String, String> SRUN = Map.of(
            "SLURM_JOB_ID", "11",
            "SLURM_NTASKS", "5",
            "SLURM_PROCID", "3",
            "SLURM_STEP_ID", "2",
            "SLURM_CLUSTER_NAME", "virtual",
            "SLURM_STEP_NODELIST", "node[1-3]",
            "SLURM_STEP_NUM_TASKS", "5",
            "SLURM_STEP_TASKS_PER_NODE", "3,1(x2)");
    private static final Map<String, String> PMI2 = Map.of("PMI_FD", "13", "PMI_JOBID", "2.0", "PMI_RANK", "3", "PMI_SIZE", "5");
    private static final Map<String, String> HYDRA =
            Map.of("PMI_FD", "8", "PMI_RANK", "1", "PMI_SIZE", "2", "MPI_LOCALNRANKS", "2", "MPI_LOCALRANKID", "1");
    private static final Map<String, String> BATCH = Map.of("SLURM_JOB_ID", "8", "SLURM_PROCID", "0", "SLURM_NTASKS", "5");

    @Test
    void jrunComesBeforeAllOthers() {
        Origin.Jrun jrun = assertInstanceOf(Origin.Jrun.class, origin(true, JRUN, SRUN, PMI2));
        assertEquals(3, jrun.rank());
        assertEquals(5, jrun.size());
        assertEquals("jrun-12", jrun.job());
        assertArrayEquals(new byte[] {0, (byte) 0xff, 0x10}, jrun.secret());
        assertEquals(List.of(new HostPort("node1", 4000), new HostPort("fe80::1", 4001)), jrun.candidates());
    }

    @Test
    void refusesHalfOfJrunsVariables() {
        for (String name : List.of("MPI4J_RANK", "MPI4J_SIZE", "MPI4J_SECRET", "MPI4J_JOB")) {
            Map<String, String> some = new HashMap<>(JRUN);
            some.remove(name);
            assertRefused(name, some);
            some.put(name, "%");
            if (!name.equals("MPI4J_JOB")) {
                assertThrows(MpiException.class, () -> origin(true, some), name);
            }
        }
        assertRefused("MPI4J_RANK=5", JRUN, Map.of("MPI4J_RANK", "5"));
    }

    @Test
    void findsItsTaskInASlurmStep() {
        Origin.Srun srun = assertInstanceOf(Origin.Srun.class, origin(false, SRUN));
        assertEquals(3, srun.step().rank());
        assertEquals(5, srun.step().size());
        assertEquals("slurm-11-2", srun.step().name());
        assertEquals(List.of("node1"), srun.step().rank0Hosts());
    }

    @Test
    void looksForRankZeroOnEveryHostWhenTheUserGaveTheOrder() {
        Origin.Srun srun = assertInstanceOf(Origin.Srun.class, origin(false, SRUN, Map.of("SLURM_DISTRIBUTION", "arbitrary")));
        assertEquals(List.of("node1", "node2", "node3"), srun.step().rank0Hosts());
    }

    @Test
    void batchScriptsAndAllocationsAreNoTasks() {
        assertInstanceOf(Origin.Alone.class, origin(true, BATCH));
        assertInstanceOf(Origin.Alone.class, origin(true, Map.of("SLURM_JOB_ID", "8", "SLURM_NTASKS", "5")));
        assertInstanceOf(Origin.Alone.class, origin(true, SRUN, Map.of("SLURM_STEP_NUM_TASKS", "1", "SLURM_PROCID", "0")));
    }

    @Test
    void aBatchScriptSubmittedFromATaskIsNoTask() {
        assertInstanceOf(Origin.Alone.class, origin(true, SRUN, Map.of("SLURM_NTASKS", "1", "SLURM_PROCID", "0")));
    }

    @Test
    void usesPmiUnderSlurmOnlyWhereThatPrintsNoWarning() {
        Origin.Manager manager = assertInstanceOf(Origin.Manager.class, origin(true, SRUN, PMI2));
        assertEquals(new PmiLine.Descriptor(13, 3, 5, "2.0"), manager.line());
        assertInstanceOf(Origin.Srun.class, origin(false, SRUN, PMI2));
        assertInstanceOf(Origin.Srun.class, origin(false, SRUN, Map.of("PMIX_RANK", "3", "PMIX_NAMESPACE", "slurm.pmix.3.0")));
    }

    @Test
    void usesHydrasDescriptorOrPort() {
        PmiLine expected = new PmiLine.Descriptor(8, 1, 2, "");
        assertEquals(expected, assertInstanceOf(Origin.Manager.class, origin(false, HYDRA)).line());
        Origin port = origin(false, Map.of("PMI_PORT", "vm:34485", "PMI_ID", "1", "MPI_LOCALNRANKS", "2"));
        assertEquals(new PmiLine.Port("vm", 34485, 1), assertInstanceOf(Origin.Manager.class, port).line());
        assertInstanceOf(Origin.Alone.class, origin(true, Map.of("PMI_FD", "8", "PMI_RANK", "0", "PMI_SIZE", "1")));
    }

    @Test
    void usesPmixWhereALauncherSpeaksIt() {
        Map<String, String> pmix = Map.of("PMIX_RANK", "3", "PMIX_NAMESPACE", "slurm.pmix.3.0");
        Map<String, String> openMpi = Map.of("OMPI_COMM_WORLD_SIZE", "4", "OMPI_COMM_WORLD_RANK", "3");
        Origin.Manager underSlurm = assertInstanceOf(Origin.Manager.class, origin(true, SRUN, pmix));
        assertEquals(new PmiLine.Library(), underSlurm.line());
        assertEquals(origin(false, SRUN), underSlurm.otherwise());
        assertEquals(new Origin.Manager(new PmiLine.Library(), null), origin(false, openMpi, pmix));
        assertRefused("PMIX_RANK=3", pmix, Map.of("PMIX_NAMESPACE", ""));
        assertInstanceOf(Origin.Jrun.class, origin(true, JRUN, openMpi, pmix));
    }

    @Test
    void aSingleProcessOfOpenMpisNeedsNoPmix() {
        assertInstanceOf(Origin.Alone.class, origin(true, Map.of("OMPI_COMM_WORLD_SIZE", "1", "PMIX_RANK", "0", "PMIX_NAMESPACE", "1-1")));
    }

    @Test
    void refusesToBeRankZeroOfOneUnderAForeignLauncher() {
        assertRefused("OMPI_COMM_WORLD_SIZE=4", Map.of("OMPI_COMM_WORLD_SIZE", "4", "OMPI_COMM_WORLD_RANK", "0", "PMIX_RANK", "0"));
        assertRefused("PMIX_RANK=2", Map.of("PMIX_RANK", "2"));
        assertRefused("PMI_SIZE=3", Map.of("PMI_SIZE", "3", "PMI_RANK", "0"));
        assertRefused("MV2_COMM_WORLD_SIZE=2", Map.of("MV2_COMM_WORLD_SIZE", "2"));
        assertRefused("FLUX_JOB_SIZE=2", Map.of("FLUX_JOB_SIZE", "2"));
        assertRefused("PALS_RANKID=1", Map.of("PALS_RANKID", "1"));
        assertInstanceOf(Origin.Alone.class, origin(true, Map.of("OMPI_COMM_WORLD_SIZE", "1", "PMIX_RANK", "0")));
        assertInstanceOf(Origin.Alone.class, origin(true, Map.of()));
    }

    @Test
    void refusesPmiThatTheUserHasSwitchedOff() {
        MpiException e = assertThrows(MpiException.class, () -> Origin.of(HYDRA::get, false, true));
        assertTrue(e.getMessage().endsWith("PMI_SIZE=2"), e.getMessage());
    }

    @SafeVarargs
    private static void assertRefused(String named, Map<String, String>... environments) {
        MpiException e = assertThrows(MpiException.class, () -> origin(true, environments));
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    @SafeVarargs
    private static Origin origin(boolean nativeAccess, Map<String, String>... environments) {
        Map<String, String> environment = new HashMap<>();
        for (Map<String, String> some : environments) {
            environment.putAll(some);
        }
        return Origin.of(environment::get, true, nativeAccess);
    }
}

package org.mpi4j.internal.boot.pmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The transcripts are what Hydra 4.0 and Slurm 22.05 say. */
@Timeout(value = 20, threadMode = SEPARATE_THREAD)
class PmiTest {
    private static final List<String> INIT_1 = List.of(
            ">cmd=init pmi_version=1 pmi_subversion=1|",
            "<cmd=response_to_init pmi_version=1 pmi_subversion=1 rc=0|",
            ">cmd=get_maxes|",
            "<cmd=maxes kvsname_max=256 keylen_max=64 vallen_max=1024|",
            ">cmd=get_my_kvsname|",
            "<cmd=my_kvsname kvsname=kvs_17_0|");

    @Test
    void speaksPmi1() throws Exception {
        try (FakeManager manager = new FakeManager(join(INIT_1, List.of(
                ">cmd=put kvsname=kvs_17_0 key=mpi4j-0 value=abc_-|",
                "<cmd=put_result rc=0 msg=success|",
                ">cmd=barrier_in|",
                "<cmd=barrier_out|",
                ">cmd=get kvsname=kvs_17_0 key=mpi4j-0|",
                "<cmd=get_result rc=0 msg=success value=abc_-|",
                ">cmd=finalize|",
                "<cmd=finalize_ack|")))) {
            Pmi pmi = open(manager, 1, 3, 5);
            assertInstanceOf(Pmi1.class, pmi);
            assertEquals(3, pmi.rank());
            assertEquals(5, pmi.size());
            assertEquals(1023, pmi.maxValueChars());
            pmi.put("mpi4j-0", "abc_-");
            pmi.fence();
            assertEquals("abc_-", pmi.get("mpi4j-0"));
            pmi.close();
            manager.await();
        }
    }

    @Test
    void speaksPmi2() throws Exception {
        try (FakeManager manager = new FakeManager(counted(
                ">cmd=init pmi_version=2 pmi_subversion=0|",
                "<cmd=response_to_init pmi_version=2 pmi_subversion=0 rc=0|",
                ">cmd=fullinit;pmijobid=2.0;pmirank=3;threaded=FALSE;",
                "<cmd=fullinit-response;rc=0;pmi-version=2;pmi-subversion=0;rank=3;size=5;appnum=-1;debugged=FALSE;pmiverbose=FALSE;",
                ">cmd=job-getid;",
                "<cmd=job-getid-response;rc=0;jobid=2;;0;",
                ">cmd=kvs-put;key=mpi4j-0;value=abc;",
                "<cmd=kvs-put-response;rc=0;",
                ">cmd=kvs-fence;",
                "<cmd=kvs-fence-response;rc=0;",
                ">cmd=kvs-get;jobid=2;;0;srcid=-1;key=mpi4j-0;",
                "<cmd=kvs-get-response;rc=0;found=TRUE;value=abc;",
                ">cmd=kvs-get;jobid=2;;0;srcid=-1;key=mpi4j-1;",
                "<cmd=kvs-get-response;rc=0;found=FALSE;",
                ">cmd=abort;isworld=TRUE;msg=no;; really;",
                ">cmd=finalize;",
                "<cmd=finalize-response;rc=0;"))) {
            Pmi pmi = open(manager, 2, 3, 5);
            assertInstanceOf(Pmi2.class, pmi);
            assertEquals(3, pmi.rank());
            assertEquals(5, pmi.size());
            pmi.put("mpi4j-0", "abc");
            pmi.fence();
            assertEquals("abc", pmi.get("mpi4j-0"));
            assertThrows(IOException.class, () -> pmi.get("mpi4j-1"));
            pmi.abort(3, "no; really\n\tat Main");
            pmi.close();
            manager.await();
        }
    }

    @Test
    void takesTheOtherVersionIfTheFirstIsRefused() throws Exception {
        try (FakeManager manager = new FakeManager(join(
                List.of(">cmd=init pmi_version=2 pmi_subversion=0|", "<cmd=response_to_init pmi_version=1 pmi_subversion=1 rc=-1|"),
                INIT_1))) {
            assertInstanceOf(Pmi1.class, open(manager, 2, 0, 2));
            manager.await();
        }
    }

    @Test
    void saysThatTheManagerSpeaksNeither() throws Exception {
        try (FakeManager manager = new FakeManager(List.of(
                ">cmd=init pmi_version=1 pmi_subversion=1|",
                "<cmd=response_to_init rc=-1|",
                ">cmd=init pmi_version=2 pmi_subversion=0|",
                "<cmd=response_to_init rc=-1|"))) {
            IOException e = assertThrows(IOException.class, () -> open(manager, 1, 0, 2));
            assertEquals("the process manager speaks neither PMI-1 nor PMI-2", e.getMessage());
        }
    }

    @Test
    void learnsRankAndSizeOverAPort() throws Exception {
        try (FakeManager manager = new FakeManager(join(
                List.of(">cmd=initack pmiid=7|", "<cmd=initack rc=0|cmd=set size=16|cmd=set rank=9|cmd=set debug=0|"),
                join(INIT_1, List.of(">cmd=abort exitcode=5|"))))) {
            Pmi pmi = new PmiLine.Port("127.0.0.1", manager.port(), 7).open(1);
            assertEquals(9, pmi.rank());
            assertEquals(16, pmi.size());
            pmi.abort(5, "");
            manager.await();
        }
    }

    @Test
    void namesWhatTheManagerSaidWhenItFails() throws Exception {
        try (FakeManager manager = new FakeManager(join(INIT_1, List.of(
                ">cmd=get kvsname=kvs_17_0 key=x|", "<cmd=get_result rc=-1 msg=key_x_not_found value=unknown|")))) {
            Pmi pmi = open(manager, 1, 0, 2);
            IOException e = assertThrows(IOException.class, () -> pmi.get("x"));
            assertTrue(e.getMessage().contains("key_x_not_found"), e.getMessage());
        }
    }

    @Test
    void failsWhenTheManagerIsGone() throws Exception {
        try (FakeManager manager = new FakeManager(join(INIT_1, List.of(">cmd=barrier_in|")))) {
            Pmi pmi = open(manager, 1, 0, 2);
            assertThrows(IOException.class, pmi::fence);
        }
    }

    private static Pmi open(FakeManager manager, int version, int rank, int size) throws IOException {
        Socket socket = manager.connect();
        return PmiLine.agree(new Line(socket.getInputStream(), socket.getOutputStream()), version, rank, size, "2.0");
    }

    /** Puts its length before every text that does not end a line. */
    private static List<String> counted(String... steps) {
        return List.of(steps).stream()
                .map(step -> step.endsWith("|") ? step : step.charAt(0) + "%6d".formatted(step.length() - 1) + step.substring(1))
                .toList();
    }

    private static List<String> join(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}

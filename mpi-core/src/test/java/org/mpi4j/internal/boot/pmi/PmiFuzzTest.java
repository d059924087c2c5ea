package org.mpi4j.internal.boot.pmi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.fuzz.Fuzz;

/** A process manager that says anything at all. */
@Timeout(value = 3600, threadMode = SEPARATE_THREAD)
public class PmiFuzzTest {
    private static final String PMI_1 =
            """
            cmd=response_to_init pmi_version=1 pmi_subversion=1 rc=0
            cmd=maxes kvsname_max=256 keylen_max=64 vallen_max=1024
            cmd=my_kvsname kvsname=kvs_17_0
            cmd=put_result rc=0 msg=success
            cmd=barrier_out
            cmd=get_result rc=0 msg=success value=abc_-
            cmd=finalize_ack
            """;
    private static final String PMI_2 = "cmd=response_to_init pmi_version=2 pmi_subversion=0 rc=0\n"
            + counted("cmd=fullinit-response;rc=0;pmi-version=2;pmi-subversion=0;rank=3;size=5;appnum=-1;debugged=FALSE;pmiverbose=FALSE;")
            + counted("cmd=job-getid-response;rc=0;jobid=2;;0;") + counted("cmd=kvs-put-response;rc=0;") + counted("cmd=kvs-fence-response;rc=0;")
            + counted("cmd=kvs-get-response;rc=0;found=TRUE;value=abc;") + counted("cmd=finalize-response;rc=0;");
    private static final String PORT = String.join("\n", "cmd=initack rc=0", "cmd=set size=16", "cmd=set rank=9", "cmd=set debug=0", PMI_1);

    private static String counted(String text) {
        return "%6d".formatted(text.length()) + text;
    }

    /** Also the entry of a fuzzer that is guided by coverage. The first byte chooses who is asked what. */
    public static void fuzzerTestOneInput(byte[] input) {
        int how = input.length == 0 ? 0 : input[0];
        Line line = new Line(new ByteArrayInputStream(input, Math.min(1, input.length), input.length), OutputStream.nullOutputStream());
        try {
            Pmi pmi = switch (how & 3) {
                case 0 -> PmiLine.agree(line, 1, 0, 2, "");
                case 1 -> PmiLine.agree(line, 2, 3, 5, "2.0");
                default -> PmiLine.introduce(line, 1, 7);
            };
            pmi.put("mpi4j-0", "abc_-");
            pmi.fence();
            pmi.get("mpi4j-0");
            pmi.close();
        } catch (IOException _) {
            // declared
        }
    }

    @Test
    void whatItSaysIsTakenOrRefused() {
        List<byte[]> seeds = List.of(("\0" + PMI_1).getBytes(UTF_8), ("\1" + PMI_2).getBytes(UTF_8), ("\2" + PORT).getBytes(UTF_8));
        new Fuzz(PmiFuzzTest::fuzzerTestOneInput, seeds).run();
    }
}

package org.mpi4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandLinesTest {
    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }

    private static CommandLines.Parsed parse(String line) {
        return CommandLines.parse(Main.commands(words(line)), words(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "nosuch|mpi-bench: unknown command 'nosuch'; see mpi-bench --help",
        "--nosuch|mpi-bench: unknown option '--nosuch'; see mpi-bench --help",
        "''|mpi-bench: no command given; see mpi-bench --help",
        "ringtest --nosuch|mpi-bench ringtest: unknown option '--nosuch'; see mpi-bench ringtest --help",
        "ringtest nosuch|mpi-bench ringtest: unknown argument 'nosuch'; see mpi-bench ringtest --help",
        "ringtest -l many|mpi-bench ringtest: Invalid value for option '--loops': 'many' is not an int; see mpi-bench ringtest --help",
        "pingpong -n 3x|mpi-bench pingpong: Invalid value for option '--max-size': '3x' is not a number of bytes such as 4096, 16k, 1m or 2g; see mpi-bench pingpong --help",
        "model --latency 1.5|mpi-bench model: Invalid value for option '--latency': '1.5' is not a time such as 250ns, 1.5us or 2ms; see mpi-bench model --help",
        "model --bandwidth 0GB/s|mpi-bench model: Invalid value for option '--bandwidth': '0GB/s' is not a rate such as 25GB/s, 800MB/s or 100Gbit/s; see mpi-bench model --help",
        "model --bandwidth 25GB|mpi-bench model: Invalid value for option '--bandwidth': '25GB' is not a rate such as 25GB/s, 800MB/s or 100Gbit/s; see mpi-bench model --help",
        "model --op sum|mpi-bench model: Invalid value for option '--op' (operation): 'sum' is not one of barrier, bcast, gather, scatter, allgather, alltoall, reduce, allreduce, reduceScatterBlock, scan, exscan; see mpi-bench model --help",
        "scale -n x|mpi-bench scale: Invalid value for option '--ranks' (ranks): 'x' is not an int; see mpi-bench scale --help",
        "pingpong -n|mpi-bench pingpong: Missing required parameter for option '--max-size' (max); see mpi-bench pingpong --help",
    })
    void aMistakeIsOneLineAndExitCodeTwo(String line, String expected) {
        CommandLines.Notice notice = assertInstanceOf(CommandLines.Notice.class, parse(line));
        assertEquals(expected, notice.text());
        assertEquals(2, notice.code());
    }

    @ParameterizedTest
    @CsvSource({"--help,Usage: mpi-bench ", "ringtest --help,Usage: mpi-bench ringtest ", "--version,mpi-bench", "pingpong -V,mpi-bench"})
    void helpAndVersionEndWithZero(String line, String start) {
        CommandLines.Notice notice = assertInstanceOf(CommandLines.Notice.class, parse(line));
        assertTrue(notice.text().startsWith(start), notice.text());
        assertEquals(0, notice.code());
    }

    @Test
    void choosesTheProgramThatIsNamed() {
        CommandLines.Chosen chosen = assertInstanceOf(CommandLines.Chosen.class, parse("ringtest -n 16k -s 1 -l 2"));
        assertEquals("ringtest", chosen.name());
        assertInstanceOf(RingTest.class, chosen.program());
    }

    @ParameterizedTest
    @CsvSource({"250ns,250", "1.5us,1500", "2ms,2000000", "1s,1000000000", "0us,0"})
    void readsTimesWithUnits(String text, double nanos) {
        assertEquals(nanos, new Units.Nanos().convert(text), 1e-9 * nanos);
    }

    @ParameterizedTest
    @CsvSource({"25GB/s,25000000000", "800MB/s,800000000", "100Gbit/s,12500000000", "3B/s,3", "1.5kB/s,1500"})
    void readsRatesWithUnits(String text, double bytesPerSecond) {
        assertEquals(bytesPerSecond, new Units.BytesPerSecond().convert(text), 1e-9 * bytesPerSecond);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "17,17", "4k,4096", "1M,1048576", "3g,3221225472"})
    void readsSizesWithUnits(String text, long bytes) {
        assertEquals(bytes, new CommandLines.Bytes().convert(text));
    }
}

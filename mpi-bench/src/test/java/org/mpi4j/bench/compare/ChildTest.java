package org.mpi4j.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildTest {
    private static Child.Outcome shell(String script, Duration limit) throws InterruptedException {
        return Child.run(new Invocation(List.of("sh", "-c", script)), limit);
    }

    @Test
    void whatItSaidIsKeptAndItsEndToldWithItsLastWords() throws InterruptedException {
        Child.Outcome outcome = shell("echo one; echo two; echo why >&2; echo; exit 3", Duration.ofSeconds(20));
        assertEquals(List.of("one", "two", ""), outcome.lines());
        assertEquals("exit code 3: why", outcome.failure());
    }

    @Test
    void aProgramThatIsNotThereIsAFailureLikeAnyOther() throws InterruptedException {
        assertFalse(Child.run(new Invocation(List.of("/no/such/program")), Duration.ofSeconds(20)).failure().isEmpty());
    }

    @Test
    void pastTheLimitAllThatItStartedIsKilledAndWhatItSaidIsKept() throws InterruptedException {
        Child.Outcome outcome = shell("trap '' TERM; sh -c 'trap \"\" TERM; echo $$; sleep 600; :' & wait", Duration.ofSeconds(1));
        assertEquals("not over within 1 s", outcome.failure());
        long grandchild = Long.parseLong(outcome.lines().getFirst());
        assertTrue(ProcessHandle.of(grandchild).isEmpty() || !ProcessHandle.of(grandchild).get().isAlive(), "pid=" + grandchild);
    }
}

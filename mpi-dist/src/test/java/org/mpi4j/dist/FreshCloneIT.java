package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;

/** A new clone of what is committed, an empty environment and one command: README's first. */
@Needs(Need.GIT_AND_MAVEN)
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FreshCloneIT {
    @Test
    void buildsItselfOnFirstUse(@TempDir Path folder) throws Exception {
        String checkout = Path.of(System.getProperty("mpi4j.checkout")).toRealPath().toString();
        Path clone = folder.resolve("clone");
        Result cloned = Command.of("git", "-c", "safe.directory=*", "clone", "--quiet", checkout, clone.toString()).run();
        assertEquals(0, cloned.code(), cloned.stderr());
        Command jrun = Command.of("./jrun", "-n", "5", "mpi-bench", "helloworld").withEmptyEnvironment().in(clone);
        Result first = jrun.within(Duration.ofSeconds(800)).run();
        assertEquals("jrun: building mpi4j (first time only)\n", first.stderr());
        Greetings.check(5, new Result(first.code(), first.stdout(), "", first.took()));
        Greetings.check(5, jrun.run());
        Result changed = Command.of("git", "status", "--short").in(clone).run();
        assertEquals("", changed.stdout());
    }
}

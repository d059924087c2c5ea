package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of a host to which the command does not lead. */
@Timeout(60)
final class AgentKeeperTest {
    private static final class Hears implements AgentKeeper.Listener {
        final CompletableFuture<String> heard = new CompletableFuture<>();

        @Override
        public void refused(RankProcess rank, String why) {
            heard.complete(rank + ": " + why);
        }

        @Override
        public void lost(String host, String why) {
            heard.complete(host + ": " + why);
        }
    }

    private static String toldOf(String script) throws Exception {
        Hears hears = new Hears();
        try (AgentKeeper _ = AgentKeeper.open("there", List.of("sh", "-c", script), "job", null, 30, hears)) {
            return hears.heard.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void wordsThatComeAfterTheEndOfTheOutputAreTold() throws Exception {
        assertEquals("there: no agent of mpi4j has answered (exited with code 255): name not known", toldOf("exec >&-; sleep 0.4; echo name not known >&2; exit 255"));
    }

    @Test
    void theEndIsToldWithoutWords() throws Exception {
        assertEquals("there: no agent of mpi4j has answered (exited with code 3)", toldOf("exit 3"));
    }

    @Test
    void anErrorOutputThatSomebodyHoldsOpenIsNotWaitedFor() throws Exception {
        assertEquals("there: no agent of mpi4j has answered (exited with code 4): first words", toldOf("echo first words >&2; sleep 20 >&- & exit 4"));
    }
}

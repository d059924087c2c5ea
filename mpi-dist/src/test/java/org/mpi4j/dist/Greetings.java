package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.mpi4j.dist.Started.Result;

/** What {@code mpi-bench helloworld} prints. Stateless. */
final class Greetings {
    private Greetings() {}

    /** One line per rank in rank order, at the beginning of the output; returns the hosts. */
    static List<String> check(int size, List<String> lines) {
        assertTrue(lines.size() >= size, () -> String.join("\n", lines));
        for (int rank = 0; rank < size; rank++) {
            assertTrue(lines.get(rank).startsWith("Hello, World! I am process " + rank + " of " + size + " on "), lines.get(rank));
        }
        return lines.stream().limit(size).map(line -> line.replaceAll(".* on |\\.$", "")).toList();
    }

    /** These lines and nothing else, on either stream. */
    static List<String> check(int size, Result result) {
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
        assertEquals(size, result.stdout().lines().count(), result.stdout());
        return check(size, result.stdout().lines().toList());
    }
}

package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mpi4j.dist.Started.Result;

/** The pages of docs/guide show the programs that stand beside them, and these print what the pages say; lines of different ranks in any order. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuideIT {
    private static final Path GUIDE = Command.home().resolve("docs/guide");
    private static final Pattern PROGRAM = Pattern.compile("```java\\n(.*?)```\\n```console\\n\\$ (.*?)\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("^```(java|console)$", Pattern.MULTILINE);

    record Shown(String page, String source, String command, String output) {
        @Override
        public String toString() {
            return page + ": " + command;
        }

        Path file() {
            return Command.home().resolve(command.substring(command.lastIndexOf(' ') + 1));
        }
    }

    static List<Shown> programs() throws IOException {
        List<Shown> programs = new ArrayList<>();
        for (Path page : files(".md")) {
            String text = Files.readString(page);
            List<Shown> here = PROGRAM.matcher(text)
                    .results()
                    .map(r -> new Shown(page.getFileName().toString(), r.group(1), r.group(2), r.group(3)))
                    .toList();
            assertEquals(FENCE.matcher(text).results().count(), 2L * here.size(), page + ": a block that is no program with its output");
            programs.addAll(here);
        }
        return programs;
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(GUIDE)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void everyProgramIsOnAPage() throws IOException {
        Set<Path> shown = new TreeSet<>();
        programs().forEach(program -> shown.add(program.file()));
        assertEquals(new TreeSet<>(files(".java")), shown);
        assertTrue(shown.size() >= 10, shown.toString());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theProgramIsAsItIsShownAndPrintsWhatThePageSays(Shown shown) throws Exception {
        assertEquals(Files.readString(shown.file()), shown.source);
        List<String> words = List.of(shown.command.split(" ", -1));
        assertEquals("jrun", words.getFirst());
        Result result = Command.jrun(words.subList(1, words.size()).toArray(String[]::new)).in(Command.home()).run();
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
        assertEquals(shown.output.lines().sorted().toList(), result.stdout().lines().sorted().toList());
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of docs/api.md compile as they stand. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApiPageTest {
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\\n(.*?class (\\w+).*?)```");

    record Program(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Program> programs() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "api.md"));
        List<Program> programs = PROGRAM.matcher(page).results().map(r -> new Program(r.group(2), r.group(1))).toList();
        assertEquals(page.lines().filter(line -> line.equals("```java")).count(), programs.size());
        assertTrue(programs.size() >= 5, programs.toString());
        return programs.stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramCompilesAsItStands(Program program, @TempDir Path out) throws IOException {
        Path source = Files.writeString(out.resolve(program.name + ".java"), program.text);
        StringWriter messages = new StringWriter();
        PrintWriter to = new PrintWriter(messages);
        String classes = System.getProperty("java.class.path");
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(to, to, "-d", out.toString(), "-cp", classes, "-proc:none", "-Xlint:all,-path", "-Werror", source.toString());
        assertEquals(0, code, messages::toString);
    }
}

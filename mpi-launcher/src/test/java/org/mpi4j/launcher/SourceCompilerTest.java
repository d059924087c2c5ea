package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source file that jrun compiles is taken as Java's source launcher takes it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SourceCompilerTest {
    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void classes() throws IOException {
        classes = Files.createDirectory(folder.resolve("classes"));
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private String compile(String name, String... javaOptions) throws UsageException {
        return new SourceCompiler(folder, folder.resolve("none").toString(), List.of(javaOptions)).compile(name, classes);
    }

    private boolean isCompiled(String name) {
        return Files.exists(classes.resolve(name + ".class"));
    }

    private String refusal(String name) {
        return assertThrows(UsageException.class, () -> compile(name)).getMessage();
    }

    @Test
    void theFirstClassIsRunWhateverItsName() throws Exception {
        file("Hello.java", "public class Greeter { public static void main(String[] args) {} } class Hello { static void main(String[] args) {} }");
        assertEquals("Greeter", compile("Hello.java"));
        assertTrue(isCompiled("Hello"));
    }

    @Test
    void aFirstClassWithoutMainLeavesItToTheOneNamedLikeTheFile() throws Exception {
        file("Hello.java", "record Pair(int a, int b) {} class Other { void main() {} } class Hello extends Other {}");
        assertEquals("Hello", compile("Hello.java"));
    }

    @Test
    void aCompactSourceFileIsAClassNamedLikeTheFile() throws Exception {
        file("Compact.java", "int answer = 42; void main() { IO.println(answer); }");
        assertEquals("Compact", compile("Compact.java"));
        assertTrue(isCompiled("Compact"));
    }

    @Test
    void itsPackageSaysWhereItsNeighboursLie() throws Exception {
        file("src/a/b/Main.java", "package a.b; import a.Other; class Main { public static void main(String[] args) { Other.say(new Near()); } }");
        file("src/a/b/Near.java", "package a.b; class Near {}");
        file("src/a/Other.java", "package a; public class Other { public static void say(Object o) {} }");
        file("src/a/Unused.java", "this is no Java");
        assertEquals("a.b.Main", compile("src/a/b/Main.java"));
        assertTrue(isCompiled("a/b/Main") && isCompiled("a/b/Near") && isCompiled("a/Other"));
    }

    @Test
    void aPackageThatItsFolderIsNotNamedAfterIsRefused() throws Exception {
        file("x/Main.java", "package a.b; class Main { void main() {} }");
        assertEquals("x/Main.java is of package a.b, but does not lie in a folder a/b", refusal("x/Main.java"));
    }

    @Test
    void whatLiesOnTheClassPathIsNotCompiledAnew() throws Exception {
        file("lib/Used.java", "class Used { void main() {} }");
        assertEquals("Used", compile("lib/Used.java"));
        file("user/Main.java", "class Main { void main() { new Used(); } }");
        Path second = Files.createDirectory(folder.resolve("second"));
        assertEquals("Main", new SourceCompiler(folder, classes.toString(), List.of()).compile("user/Main.java", second));
        assertFalse(Files.exists(second.resolve("Used.class")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"class Main {}", "class Main { private static void main(String[] args) {} }", "interface First {} class Second { void main() {} }"})
    void aFileWithoutAClassToRunIsRefused(String text) throws Exception {
        file("Main.java", text);
        String why = refusal("Main.java");
        assertTrue(why.startsWith("Main.java has no class to run: want a main method in "), why);
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        file("Main.java", "// nothing\n");
        assertEquals("Main.java holds no class", refusal("Main.java"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "void main() { int x = \"text\"; } | incompatible types: String cannot be converted to int",
        "#! | illegal character: '#'"
    })
    void whatIsWrongIsSaidOnceByTheCompilerItself(String wrong, String message) throws Exception {
        file("Main.java", wrong.startsWith("#") ? "\n" + wrong + "\n" : "class Main {\n" + wrong + "\n}\n");
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            UsageException e = assertThrows(UsageException.class, () -> compile("Main.java"));
            assertEquals("Main.java does not compile; no rank has been started", e.getMessage());
            assertEquals(UsageException.BAD_USAGE, e.exitCode());
            assertFalse(e.isHelped());
        } finally {
            System.setErr(before);
        }
        String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("Main.java:2: error: " + message), text);
        assertEquals(1, text.lines().filter(line -> line.matches("\\d+ errors?")).count(), text);
    }

    @Test
    void optionsOfTheJvmThatConcernTheCompilerReachIt() throws Exception {
        file("Main.java", "class Main { void main() { sun.security.x509.X500Name name = null; } }");
        assertEquals("Main", compile("Main.java", "-Xmx64m", "--add-exports=java.base/sun.security.x509=ALL-UNNAMED", "--add-modules", "ALL-SYSTEM"));
        file("Preview.java", "class Preview { void main() {} }");
        assertEquals("Preview", compile("Preview.java", "--enable-preview"));
    }

    @Test
    void whatOnlyAJvmCanKnowIsLeftToTheRanks() throws Exception {
        Path file = folder.resolve("Main.java");
        assertTrue(SourceCompiler.understands(file, List.of("-Xmx1g", "--enable-preview", "--add-modules=x"), Map.of("JDK_JAVA_OPTIONS", "-Xmx1g")));
        for (String option : List.of("-cp", "--class-path=x", "--source", "@options")) {
            assertFalse(SourceCompiler.understands(file, List.of(option), Map.of()), option);
        }
        assertFalse(SourceCompiler.understands(file, List.of(), Map.of("JDK_JAVA_OPTIONS", "-Xmx1g --enable-preview")));
        assertFalse(SourceCompiler.understands(file, List.of(), Map.of("JAVA_TOOL_OPTIONS", "--add-exports=a/b=ALL-UNNAMED")));
        file("module-info.java", "module m {}");
        assertFalse(SourceCompiler.understands(file, List.of(), Map.of()));
    }
}

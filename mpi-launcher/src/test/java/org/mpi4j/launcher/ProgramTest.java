package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProgramTest {
    private static final List<String> DEFAULTS = List.of("-XX:+Default");
    private static final List<String> NATIVE_CLASS_PATH = List.of("/jdk/bin/java", "-XX:+Default", "--enable-native-access=ALL-UNNAMED", "-cp");

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.createFile(folder.resolve("Hello.java"));
        Files.createDirectories(folder.resolve("classes/pkg"));
        Files.createFile(folder.resolve("classes/pkg/Main.class"));
        Files.createFile(folder.resolve("Here.class"));
        Files.createDirectory(folder.resolve("path"));
        for (String name : List.of("path/prog", "path/Here", "local.sh", "path/java")) {
            assertTrue(Files.createFile(folder.resolve(name)).toFile().setExecutable(true));
        }
        jar("app.jar", "pkg.Main");
        jar("plain.jar", null);
    }

    @Test
    void runsASourceFileWithoutTheCurrentFolderOnItsClassPath() throws Exception {
        assertEquals(List.of("/lib/core.jar:/lib/*", "Hello.java", "a"), javaTail("", false, "Hello.java", "a"));
    }

    @Test
    void runsTheMainClassOfAJar() throws Exception {
        assertEquals(List.of("/lib/core.jar:app.jar:/lib/*", "pkg.Main", "a"), javaTail("", false, "app.jar", "a"));
        assertEquals(List.of("/lib/core.jar:app.jar:more:/lib/*", "pkg.Main"), javaTail("more", true, "app.jar"));
    }

    @Test
    void saysThatAJarHasNoMainClass() {
        UsageException e = assertThrows(UsageException.class, () -> line("", false, "plain.jar"));
        assertTrue(e.getMessage().contains("Main-Class"), e.getMessage());
    }

    @Test
    void prefersAClassOnAGivenClassPathToAProgram() throws Exception {
        assertEquals(List.of("/lib/core.jar:classes:/lib/*", "pkg.Main"), javaTail("classes", true, "pkg.Main"));
        assertEquals(List.of("/lib/core.jar:.:/lib/*", "Here"), javaTail(".", true, "Here"));
        assertEquals(List.of(folder.resolve("path/Here").toString()), line("", false, "Here"));
    }

    @Test
    void findsProgramsByPathAndClassesInTheFolder() throws Exception {
        assertEquals(List.of(folder.resolve("path/prog").toString(), "x"), line("", false, "prog", "x"));
        assertEquals(folder.resolve("./local.sh").toString(), line("", false, "./local.sh").getFirst());
        Files.delete(folder.resolve("path/Here"));
        assertEquals(List.of("/lib/core.jar:.:/lib/*", "Here"), javaTail("", false, "Here"));
    }

    @Test
    void addsItsJarsToTheClassPathThatTheUserGivesJava() throws Exception {
        assertEquals(
                List.of("-Xmx1g", "-cp", "app.jar:/lib/*", "Main", "-cp", "x"),
                tail(line("", false, "java", "-Xmx1g", "-cp", "app.jar", "Main", "-cp", "x"), 1));
        assertEquals(
                List.of("--class-path=a:/lib/*", "Main"),
                tail(line("", false, "java", "--class-path=a", "Main"), 1));
        assertEquals(List.of("-jar", "app.jar"), tail(line("", false, "java", "-jar", "app.jar"), 1));
    }

    @Test
    void saysWhatItLookedFor() {
        UsageException e = assertThrows(UsageException.class, () -> line("", false, "Hello"));
        assertEquals(UsageException.NOT_FOUND, e.exitCode());
        assertTrue(e.getMessage().contains("Hello.java"), e.getMessage());
    }

    @Test
    void takesTheCacheThatKnowsTcpForAJobOverTcpAlone() throws Exception {
        Installation installation = new Installation(Path.of("/bin"), folder.resolve("lib"), Path.of("/jdk"), Path.of("/lib/core.jar"));
        String lib = folder.resolve("lib").toString();
        Path caches = Files.createDirectories(installation.caches().folder());
        for (String file : List.of("netty-b.jar", "netty-a.jar", "other.jar")) {
            Files.createFile(folder.resolve("lib").resolve(file));
        }
        List<String> line = List.of("app.jar");
        assertEquals("/lib/core.jar:app.jar:" + lib + "/*", classPath(program(installation, true).commandLine(line)), "there is no cache");
        Files.createFile(caches.resolve("programs-tcp.aot"));
        Files.createFile(caches.resolve("programs.aot"));
        List<String> overTcp = program(installation, true).commandLine(line);
        assertEquals("/lib/core.jar:" + lib + "/netty-a.jar:" + lib + "/netty-b.jar:app.jar:" + lib + "/*", classPath(overTcp));
        assertTrue(overTcp.contains("-XX:AOTCache=" + caches.resolve("programs-tcp.aot")), overTcp::toString);
        List<String> shared = program(installation, false).commandLine(line);
        assertEquals("/lib/core.jar:app.jar:" + lib + "/*", classPath(shared));
        assertTrue(shared.contains("-XX:AOTCache=" + caches.resolve("programs.aot")), shared::toString);
    }

    @Test
    void doesNotPutItsNettyBeforeTheUsers() throws Exception {
        Installation installation = new Installation(Path.of("/bin"), folder.resolve("lib"), Path.of("/jdk"), Path.of("/lib/core.jar"));
        Files.createFile(Files.createDirectories(installation.caches().folder()).resolve("programs-tcp.aot"));
        Files.createFile(Files.createDirectories(folder.resolve("classes/io/netty/channel")).resolve("Channel.class"));
        Program program = new Program(installation, new SearchPath(List.of()), folder, "classes", true, DEFAULTS, List.of(), true);
        assertEquals("/lib/core.jar:classes:" + folder.resolve("lib") + "/*", classPath(program.commandLine(List.of("pkg.Main"))));
    }

    private Program program(Installation installation, boolean overTcp) {
        return new Program(installation, new SearchPath(List.of()), folder, "", false, DEFAULTS, List.of(), overTcp);
    }

    private static String classPath(List<String> line) {
        return line.get(line.indexOf("-cp") + 1);
    }

    private List<String> line(String classPath, boolean given, String... what) throws UsageException {
        Installation installation = new Installation(Path.of("/bin"), Path.of("/lib"), Path.of("/jdk"), Path.of("/lib/core.jar"));
        SearchPath path = new SearchPath(List.of(folder.resolve("path")));
        return new Program(installation, path, folder, classPath, given, DEFAULTS, List.of(), false).commandLine(List.of(what));
    }

    private List<String> javaTail(String classPath, boolean given, String... what) throws UsageException {
        List<String> line = line(classPath, given, what);
        assertEquals(NATIVE_CLASS_PATH, line.subList(0, NATIVE_CLASS_PATH.size()));
        return tail(line, NATIVE_CLASS_PATH.size());
    }

    private static List<String> tail(List<String> line, int from) {
        return line.subList(from, line.size());
    }

    private void jar(String name, String main) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (main != null) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        }
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.finish();
        }
    }
}

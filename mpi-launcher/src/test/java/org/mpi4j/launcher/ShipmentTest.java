package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped to other hosts, and how a command names it there. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ShipmentTest {
    private static final Path THERE = Path.of("/there");
    private static final String MPI4J = "/there/mpi4j/lib/core.jar:/there/mpi4j/lib/*";

    @TempDir
    private Path folder;

    private Installation here;
    private Shipment shipment;

    @BeforeEach
    void files() throws Exception {
        here = new Installation(folder.resolve("bin"), folder.resolve("lib"), Path.of("/jdk"), folder.resolve("lib/core.jar"));
        for (String file : List.of("bin/jrun", "bin/mpi-bench", "bin/mpi4j-env", "lib/core.jar", "lib/netty.jar", "lib/aot/cache", "work/classes/a/B.class", "work/classes/.git/x",
                "work/app.jar", "work/libs/one.jar", "work/libs/two.jar", "work/libs/three.txt", "work/Hello.java", "work/Other.java")) {
            Files.createDirectories(folder.resolve(file).getParent());
            if (!file.equals("work/app.jar")) {
                Files.writeString(folder.resolve(file), file);
            } else {
                Files.write(folder.resolve(file), new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
            }
        }
        shipment = new Shipment(THERE, here);
    }

    private List<String> shipped(String classPathVariable, String... command) throws IOException {
        App app = new ShippedProgram(shipment, here, classPathVariable).app(new App(null, List.of(command), folder.resolve("work"), List.of()));
        List<String> line = new ArrayList<>(app.commandLine());
        line.addAll(app.variables());
        return line;
    }

    private Path unpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shipment.writeTo(new DataOutputStream(bytes));
        bytes.write("next".getBytes(StandardCharsets.US_ASCII));
        ByteArrayInputStream from = new ByteArrayInputStream(bytes.toByteArray());
        Path there = folder.resolve("there");
        Unpack.unpack(new DataInputStream(from), there);
        assertEquals("next", new String(from.readAllBytes(), StandardCharsets.US_ASCII));
        return there;
    }

    @Test
    void mpi4jComesWithItsProgramsAndJarsAlone() throws Exception {
        Path there = unpacked();
        assertEquals("lib/netty.jar", Files.readString(there.resolve("mpi4j/lib/netty.jar")));
        assertTrue(Files.isExecutable(there.resolve("mpi4j/bin/jrun")));
        assertFalse(Files.exists(there.resolve("mpi4j/lib/aot")));
    }

    @Test
    void aClassPathIsNamedAsItLiesThere() throws Exception {
        String local = folder.resolve("lib/core.jar") + ":classes:libs/*:" + folder.resolve("lib/*");
        assertEquals(
                List.of("/jdk/bin/java", "-Xmx1g", "-cp", "/there/mpi4j/lib/core.jar:/there/program/0:/there/program/1/*:/there/mpi4j/lib/*", "a.B", "-cp", "classes"),
                shipped("", "/jdk/bin/java", "-XX:AOTCache=/x", "-Xmx1g", "-cp", local, "a.B", "-cp", "classes"));
        Path there = unpacked();
        assertTrue(Files.exists(there.resolve("program/0/a/B.class")));
        assertFalse(Files.exists(there.resolve("program/0/.git")));
        assertTrue(Files.exists(there.resolve("program/1/two.jar")));
        assertFalse(Files.exists(there.resolve("program/1/three.txt")));
    }

    @Test
    void oneFileLiesThereOnceHoweverOftenItIsNamed() throws Exception {
        assertEquals(List.of("/jdk/bin/java", "-jar", "/there/program/0/app.jar", "x"), shipped("", "/usr/bin/java", "-jar", "app.jar", "x"));
        assertEquals(List.of("/jdk/bin/java", "--class-path=/there/program/0/app.jar", "Main"), shipped("", "/usr/bin/java", "--class-path=../work/app.jar", "Main"));
    }

    @Test
    void aSourceFileComesWithItsNeighbours() throws Exception {
        String local = folder.resolve("lib/core.jar") + ":" + folder.resolve("lib/*");
        assertEquals(List.of("/jdk/bin/java", "-cp", MPI4J, "/there/program/0/Hello.java", "x"), shipped("", "/jdk/bin/java", "-cp", local, "Hello.java", "x"));
        assertTrue(Files.exists(unpacked().resolve("program/0/Other.java")));
    }

    @Test
    void withoutAnOptionTheVariableNamesTheClassPath() throws Exception {
        assertEquals(List.of("/jdk/bin/java", "Main", "CLASSPATH=/there/program/0:/there/mpi4j/lib/*"), shipped("classes", "/usr/bin/java", "Main"));
        assertEquals(List.of("/bin/sh", "-c", "x", "CLASSPATH=/there/program/0:/there/mpi4j/lib/*"), shipped("classes", "/bin/sh", "-c", "x"));
        assertEquals(List.of("/bin/sh", "-c", "x"), shipped("", "/bin/sh", "-c", "x"));
        assertEquals(List.of("/there/mpi4j/bin/mpi-bench"), shipped("", folder.resolve("bin/mpi-bench").toString()));
    }

    @Test
    void aFileThatHasGoneMeanwhileIsNamed() throws Exception {
        Files.delete(folder.resolve("lib/netty.jar"));
        IOException e = assertThrows(Shipment.Unreadable.class, () -> shipment.writeTo(new DataOutputStream(new ByteArrayOutputStream())));
        assertEquals("--ship: " + folder.resolve("lib/netty.jar") + " cannot be read", e.getMessage());
    }

    @Test
    void whatLiesOutsideTheFolderOrIsCutOffIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(bytes);
        to.writeUTF("../outside");
        to.writeLong(3);
        to.writeBoolean(false);
        assertThrows(IOException.class, () -> Unpack.unpack(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), folder.resolve("there")));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        shipment.writeTo(new DataOutputStream(whole));
        byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
        assertThrows(IOException.class, () -> Unpack.unpack(new DataInputStream(new ByteArrayInputStream(half)), folder.resolve("there")));
    }
}

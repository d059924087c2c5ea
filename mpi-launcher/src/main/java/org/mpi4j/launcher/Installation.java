package org.mpi4j.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where mpi4j and its JDK lie. Immutable.
 *
 * @param bin the folder of jrun and mpi-bench
 * @param lib the folder of mpi4j's jars
 * @param javaHome the JDK that runs this launcher, and the ranks
 * @param core the jar that ranks need
 */
record Installation(Path bin, Path lib, Path javaHome, Path core) {
    static final String LAUNCHER = "mpi-launcher";
    static final String BENCH = "mpi-bench";
    private static final String CORE = "mpi-core";

    /** Set by the start script. */
    static final String HOME_PROPERTY = "mpi4j.home";

    static final String LIB_PROPERTY = "mpi4j.lib";

    static Installation ofProcess() {
        String home = System.getProperty(HOME_PROPERTY, ".");
        String lib = System.getProperty(LIB_PROPERTY, home + "/lib");
        String classPath = System.getProperty("java.class.path");
        int end = classPath.indexOf(File.pathSeparatorChar);
        Path core = Path.of(end < 0 ? classPath : classPath.substring(0, end));
        return new Installation(Path.of(home, "bin"), Path.of(lib), Path.of(System.getProperty("java.home")), core);
    }

    Path java() {
        return javaHome.resolve("bin/java");
    }

    /** As an entry of a class path. */
    String jars() {
        return lib.resolve("*").toString();
    }

    /** The class path of a tool: what its cache was made for, the core's jar and its own. */
    String tool(String name) {
        return core + File.pathSeparator + core.resolveSibling(core.getFileName().toString().replace(CORE, name));
    }

    /** The jars that a rank needs for TCP, as a part of a class path; empty if they cannot be found. */
    String netty() {
        List<String> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(lib, "netty-*.jar")) {
            files.forEach(jar -> jars.add(jar.toString()));
        } catch (IOException _) {
            return "";
        }
        Collections.sort(jars);
        return String.join(File.pathSeparator, jars);
    }

    AotCaches caches() {
        return AotCaches.in(lib);
    }

    Path bench() {
        return bin.resolve(BENCH);
    }
}

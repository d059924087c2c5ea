package org.mpi4j.launcher;

import java.io.File;
import java.nio.file.Path;

/**
 * Where mpi4j and its JDK lie. Immutable.
 *
 * @param bin the folder of jrun and mpi-bench
 * @param lib the folder of mpi4j's jars
 * @param javaHome the JDK that runs this launcher, and the ranks
 * @param toolPath the class path of jrun and mpi-bench: mpi4j's jars one by one, the core first
 */
record Installation(Path bin, Path lib, Path javaHome, String toolPath) {
    /** Set by the start script. */
    static final String HOME_PROPERTY = "mpi4j.home";

    static final String LIB_PROPERTY = "mpi4j.lib";

    static Installation ofProcess() {
        String home = System.getProperty(HOME_PROPERTY, ".");
        String lib = System.getProperty(LIB_PROPERTY, home + "/lib");
        return new Installation(
                Path.of(home, "bin"), Path.of(lib), Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    }

    Path java() {
        return javaHome.resolve("bin/java");
    }

    /** As an entry of a class path. */
    String jars() {
        return lib.resolve("*").toString();
    }

    /** The jar that ranks need. */
    String core() {
        int end = toolPath.indexOf(File.pathSeparatorChar);
        return end < 0 ? toolPath : toolPath.substring(0, end);
    }

    AotCaches caches() {
        return AotCaches.in(lib);
    }

    Path bench() {
        return bin.resolve("mpi-bench");
    }
}

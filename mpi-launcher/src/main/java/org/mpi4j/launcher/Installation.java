package org.mpi4j.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where mpi4j and its JDK lie. Immutable.
 *
 * @param bin the folder of jrun and mpi-bench
 * @param lib the folder of mpi4j's jars
 * @param javaHome the JDK that runs this launcher, and the ranks
 */
record Installation(Path bin, Path lib, Path javaHome) {
    /** Set by the start script. */
    static final String HOME_PROPERTY = "mpi4j.home";

    static final String LIB_PROPERTY = "mpi4j.lib";

    static Installation ofProcess() {
        String home = System.getProperty(HOME_PROPERTY, ".");
        String lib = System.getProperty(LIB_PROPERTY, home + "/lib");
        return new Installation(Path.of(home, "bin"), Path.of(lib), Path.of(System.getProperty("java.home")));
    }

    Path java() {
        return javaHome.resolve("bin/java");
    }

    /** As an entry of a class path. */
    String jars() {
        return lib.resolve("*").toString();
    }

    Path bench() {
        return bin.resolve("mpi-bench");
    }

    boolean hasBench() {
        return Files.isExecutable(bench());
    }
}

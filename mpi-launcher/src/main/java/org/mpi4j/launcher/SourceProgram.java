package org.mpi4j.launcher;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that is given as a source file. Immutable.
 *
 * @param name the file, as the user names it
 * @param arguments the program's own
 */
record SourceProgram(Program program, String name, List<String> arguments) {
    /** The command line of a rank that compiles the file itself. */
    List<String> compiling() {
        return program.java(program.classPath(), name, arguments);
    }

    /** Compiles it into {@code folder}, and says the command line of a rank that runs what lies there. */
    List<String> compiledInto(Path folder) throws UsageException {
        String main = new SourceCompiler(program.directory(), program.absoluteClassPath(), program.javaOptions()).compile(name, folder);
        String given = program.classPath();
        return program.java(given.isEmpty() ? folder.toString() : folder + File.pathSeparator + given, main, arguments);
    }
}

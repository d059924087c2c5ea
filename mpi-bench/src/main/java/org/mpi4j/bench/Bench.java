package org.mpi4j.bench;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.mpi4j.Mpi;

/**
 * The main class of {@code mpi-bench}. {@link Main} reads the command line with a parser that takes a core 150 ms to load, more than
 * all else that a rank does to start; the program that people try first has no options to read. Stateless.
 */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        if (args.length != 1 || !args[0].equals("helloworld")) {
            Main.main(args);
            return;
        }
        PrintStream out = standardOutput();
        try (Mpi mpi = Mpi.init(args)) {
            new HelloWorld().run(mpi, out);
        }
        out.flush();
    }

    /** Whole lines, in UTF-8 whatever the locale is: a rank started over the network often has none. */
    static PrintStream standardOutput() {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), true, StandardCharsets.UTF_8);
    }
}

package org.mpi4j.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One line per rank, in rank order. A zero-byte token goes from rank to rank; whoever holds it hands its line to rank 0, which prints
 * it, and passes the token on. Rank 0 prints for all since a launcher reads the ranks' outputs from different pipes, or different
 * hosts, and so cannot know in which order they were written.
 */
@Command(name = "helloworld", description = "Prints one line per rank, in rank order.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class HelloWorld implements Program {
    private static final int TOKEN = 1;
    private static final int LINE = 2;

    @Option(names = {"-q", "--quiet"}, description = "print nothing")
    private boolean quiet;

    @Override
    public void run(Mpi mpi, PrintStream out) {
        Comm world = mpi.world();
        Buf token = Buf.of(new byte[0]);
        String line = line(world.rank(), world.size(), mpi.processorName());
        if (world.rank() > 0) {
            world.recv(token, world.rank() - 1, TOKEN);
            world.send(Buf.of(line.getBytes(StandardCharsets.UTF_8)), 0, LINE);
        } else {
            print(line, out);
        }
        if (world.rank() + 1 < world.size()) {
            world.send(token, world.rank() + 1, TOKEN);
        }
        if (world.rank() == 0) {
            for (int rank = 1; rank < world.size(); rank++) {
                print(receiveLine(world, rank), out);
            }
        }
    }

    static String line(int rank, int size, String host) {
        int width = Integer.toString(size - 1).length();
        String number = Integer.toString(rank);
        return "Hello, World! I am process " + " ".repeat(width - number.length()) + number + " of " + size + " on " + host + ".";
    }

    private static String receiveLine(Comm world, int rank) {
        Status status = world.probe(rank, LINE);
        byte[] line = new byte[Math.toIntExact(status.bytes())];
        world.recv(Buf.of(line), rank, LINE);
        return new String(line, StandardCharsets.UTF_8);
    }

    private void print(String line, PrintStream out) {
        if (!quiet) {
            out.println(line);
        }
    }
}

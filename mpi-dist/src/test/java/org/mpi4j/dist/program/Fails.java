package org.mpi4j.dist.program;

import org.mpi4j.Buf;
import org.mpi4j.Mpi;

/** All ranks say "up", wait for a message that nobody sends, and rank 1 then ends as the first argument says. */
public final class Fails {
    private Fails() {}

    /** Starts a rank. */
    public static void main(String[] args) throws Exception {
        try (Mpi mpi = Mpi.init(args)) {
            mpi.world().barrier();
            System.out.println("up");
            if (mpi.world().rank() == 1) {
                switch (args[0]) {
                    case "throws" -> throw new IllegalStateException("boom");
                    case "exits" -> System.exit(7);
                    case "leaves" -> System.exit(0);
                    case "aborts" -> mpi.abort(3);
                    case "killed" -> new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
                    default -> {}
                }
            }
            mpi.world().recv(Buf.of(new int[1]), (mpi.world().rank() + 1) % mpi.world().size(), 5);
        }
    }
}

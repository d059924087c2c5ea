package org.mpi4j.dist.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.MpiException;
import org.mpi4j.Op;
import org.mpi4j.Session;

/** Uses MPI, and again; the first argument says how. */
public final class Again {
    private static final String WORLD = "mpi://WORLD";

    private Again() {}

    /** Starts a rank. */
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "works" -> works();
            case "sessions" -> sessions();
            case "inside" -> inside();
            case "idles" -> idles();
            default -> fails(args[0]);
        }
    }

    /** World, world and two sessions at once, a session alone, and the world once more. */
    private static void works() {
        int sum = 0;
        try (Mpi mpi = Mpi.init()) {
            sum += use(mpi.world());
        }
        try (Mpi mpi = Mpi.init();
                Session first = Session.init();
                Session second = Session.init();
                Comm one = comm(first, "one");
                Comm two = comm(second, "two")) {
            sum += use(mpi.world()) + use(two) + use(one);
        }
        try (Session session = Session.init();
                Comm comm = comm(session, "alone")) {
            sum += use(comm);
        }
        try (Mpi mpi = Mpi.init()) {
            sum += use(mpi.world());
            System.out.println(mpi.world().rank() + "/" + mpi.world().size() + " sum " + sum);
        }
    }

    /** No world at all. The processes open and close in different order, and the first ends while the others go on. */
    private static void sessions() throws InterruptedException {
        Session first = Session.init();
        Comm all = comm(first, "first");
        int rank = all.rank();
        int size = all.size();
        int sum = use(all);
        long[] processOfFirst = {ProcessHandle.current().pid()};
        all.bcast(Buf.of(processOfFirst), 0);
        all.close();
        if (rank > 0) {
            Session second = Session.init();
            first.close();
            while (lives(processOfFirst[0])) {
                Thread.sleep(5);
            }
            try (Comm others = Objects.requireNonNull(second.createCommFromGroup(second.group(WORLD).excl(0), "second"))) {
                sum += use(others);
            }
            second.close();
        } else {
            first.close();
        }
        try (Session last = Session.init();
                Comm alone = Objects.requireNonNull(last.createCommFromGroup(last.group("mpi://SELF"), "last"))) {
            sum += use(alone);
        }
        System.out.println(rank + "/" + size + " sum " + sum);
    }

    /** Whoever started a process that has ended may not have looked at it yet; it has no command line then, or goes while it is read. */
    private static boolean lives(long process) {
        Path commandLine = Path.of("/proc/" + process + "/cmdline");
        try {
            return Files.readAllBytes(commandLine).length > 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** A job within this process, while the world is open, and between. */
    private static void inside() {
        int[] sum = {0};
        for (int round = 0; round < 2; round++) {
            try (Mpi mpi = Mpi.init()) {
                Mpi.run(2, inner -> {
                    try (Session session = Session.init();
                            Comm comm = comm(session, "inner")) {
                        int both = use(comm) + use(inner.world());
                        if (comm.rank() == 0) {
                            sum[0] += both;
                        }
                    }
                });
                sum[0] += use(mpi.world());
            }
            Mpi.run(1, inner -> sum[0] += use(inner.world()));
        }
        try (Mpi mpi = Mpi.init()) {
            System.out.println(mpi.world().rank() + "/" + mpi.world().size() + " sum " + sum[0]);
        }
    }

    /** How much of a core a process takes that has nothing open. */
    private static void idles() throws InterruptedException {
        try (Mpi mpi = Mpi.init()) {
            mpi.world().irecv(Buf.of(new int[1]), Comm.ANY_SOURCE, 9);
            use(mpi.world());
        }
        Duration before = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        Thread.sleep(3000);
        Duration used = ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(before);
        try (Mpi mpi = Mpi.init()) {
            use(mpi.world());
            System.out.println("idle " + used.toMillis());
        }
    }

    /** Rank 1 fails when all have closed their world once. */
    private static void fails(String how) throws Exception {
        int rank;
        try (Mpi mpi = Mpi.init()) {
            rank = mpi.world().rank();
            use(mpi.world());
            if (how.equals("opens")) {
                try (Mpi second = Mpi.init()) {
                    second.abort(8);
                } catch (MpiException e) {
                    System.out.println(e.errorClass() + " " + e.getMessage());
                }
                return;
            }
        }
        if (rank == 1) {
            switch (how) {
                case "killed" -> new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
                case "exits" -> System.exit(7);
                case "ends" -> System.exit(0);
                case "throws" -> throw new IllegalStateException("between");
                default -> {}
            }
        }
        try (Mpi mpi = Mpi.init()) {
            System.out.println("up");
            if (rank == 1) {
                switch (how) {
                    case "killed later" -> new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
                    case "throws later" -> throw new IllegalStateException("later");
                    case "aborts later" -> mpi.abort(9);
                    case "leaves later" -> System.exit(0);
                    default -> {}
                }
            }
            mpi.world().recv(Buf.of(new int[1]), (rank + 1) % mpi.world().size(), 5);
        }
    }

    private static Comm comm(Session session, String tag) {
        return Objects.requireNonNull(session.createCommFromGroup(session.group(WORLD), tag));
    }

    /** A message around the ring and a sum; gives the number of ranks. */
    private static int use(Comm comm) {
        int size = comm.size();
        byte[] large = new byte[100_000];
        comm.sendrecv(Buf.of(large), (comm.rank() + 1) % size, 3, Buf.of(new byte[large.length]), (comm.rank() + size - 1) % size, 3);
        return comm.allreduce(1, Op.SUM);
    }
}

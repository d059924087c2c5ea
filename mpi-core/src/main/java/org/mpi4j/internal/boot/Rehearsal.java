package org.mpi4j.internal.boot;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Op;
import org.mpi4j.Request;
import org.mpi4j.internal.coll.Algorithms;
import org.mpi4j.internal.coll.Selector;
import org.mpi4j.internal.coll.Shape;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.progress.SelectorSleeper;
import org.mpi4j.internal.progress.Waiting;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/**
 * A small program of what most programs do first, for a JVM that will remember it: {@code jrun --make-aot} runs it when mpi4j is
 * built. A rank that is to talk over TCP alone makes two threads talk through shared memory too, as it will with ranks of its own host. Stateless.
 */
final class Rehearsal {
    private static final String SHARED_MEMORY = "shm";
    private static final int TAG = 1;
    private static final int ROUNDS = 200;
    private static final Duration LATE = Duration.ofMillis(5);

    private Rehearsal() {}

    /** @param args the main class of a program, and its arguments; without, this one itself becomes a rank */
    public static void main(String... args) throws ReflectiveOperationException {
        sleep();
        schedules(1);
        schedules(Integer.MAX_VALUE);
        if (args.length > 0) {
            Object arguments = Arrays.copyOfRange(args, 1, args.length);
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, arguments);
            return;
        }
        Settings settings = Settings.ofProcess();
        if (!settings.list(Setting.TRANSPORT).contains(SHARED_MEMORY)) {
            new ThreadRanks(2, settings.with(Setting.TRANSPORT, SHARED_MEMORY), HostId.ofThisProcess()).run(mpi -> messages(mpi.world()));
        }
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            messages(world);
            collectives(world);
            System.out.println("rank " + world.rank() + " of " + world.size() + " on " + mpi.processorName());
        }
    }

    /** A wait that sleeps; whether one of the program's own does is chance. */
    private static void sleep() {
        Completion late = new Completion() {};
        try (Progress progress = new Progress(new SelectorSleeper(), new Waiting(0, 0), false)) {
            Thread.ofPlatform().start(() -> {
                LockSupport.parkNanos(LATE.toNanos());
                progress.enter();
                late.complete(null);
                progress.exit();
            });
            Failure none = progress.await(late);
            assert none == null : none;
        }
    }

    /** What small collectives need, in jobs of other sizes and on other hosts too. */
    private static void schedules(int cores) {
        Selector selector = new Selector(Settings.ofProcess(), cores);
        for (Shape.Operation operation : Shape.Operation.values()) {
            Shape shape = new Shape(operation, 1, 1, Long.BYTES, 0, true, false);
            for (int size = 2; size < 6; size++) {
                Algorithms.schedule(selector, shape, size - 1, size);
            }
        }
    }

    private static void messages(Comm world) {
        int size = world.size();
        int next = (world.rank() + 1) % size;
        int previous = (world.rank() + size - 1) % size;
        byte[] bytes = new byte[64];
        double[] doubles = new double[1 << 14];
        for (int i = 0; i < ROUNDS; i++) {
            Request sending = world.isend(Buf.of(bytes), next, TAG);
            world.recv(Buf.of(new byte[bytes.length]), previous, TAG);
            sending.await();
        }
        world.sendrecv(Buf.of(doubles), next, TAG, Buf.of(new double[doubles.length]), previous, TAG);
        Request sending = world.isendObject("hello", next, TAG);
        String greeting = world.recvObject(previous, TAG);
        assert greeting.equals("hello");
        sending.await();
    }

    private static void collectives(Comm world) {
        double[] mine = {world.rank(), 1};
        double[] sum = new double[mine.length];
        double[] all = new double[mine.length * world.size()];
        for (int i = 0; i < ROUNDS / 10; i++) {
            world.barrier();
            world.bcast(Buf.of(sum), 0);
            world.allreduce(Buf.of(mine), Buf.of(sum), Op.SUM);
            world.reduce(Buf.of(mine), Buf.of(sum), Op.MAX, 0);
            world.gather(Buf.of(mine), Buf.of(all), 0);
            world.scatter(Buf.of(all), Buf.of(mine), 0);
            world.allgather(Buf.of(mine), Buf.of(all));
        }
        world.allreduce(world.rank(), Op.SUM);
    }
}

import java.util.*;
import org.mpi4j.*;

class Workers {
    record Result(String task, int length) implements java.io.Serializable {}

    static final int TASK = 1, RESULT = 2, STOP = 3;

    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            if (world.rank() == 0) {
                handOut(world, List.of("one", "three", "fifteen", "seven", "eleven"));
            } else {
                work(world);
            }
        }
    }

    static void handOut(Comm world, List<String> words) {
        Deque<String> tasks = new ArrayDeque<>(words);
        Map<String, Integer> lengths = new TreeMap<>();
        int working = 0;
        for (int worker = 1; worker < world.size(); worker++) {
            working += giveNext(world, tasks, worker);
        }
        while (working > 0) {
            Message message = world.mprobe(Comm.ANY_SOURCE, RESULT); // whoever is ready first
            int worker = message.status().source();
            Result result = message.recvObject();
            lengths.put(result.task(), result.length());
            working += giveNext(world, tasks, worker) - 1;
        }
        System.out.println(lengths);
    }

    static int giveNext(Comm world, Deque<String> tasks, int worker) {
        String task = tasks.poll();
        world.sendObject(task, worker, task == null ? STOP : TASK);
        return task == null ? 0 : 1;
    }

    static void work(Comm world) {
        while (true) {
            Message message = world.mprobe(0, Comm.ANY_TAG);
            String task = message.recvObject();
            if (message.status().tag() == STOP) {
                return;
            }
            world.sendObject(new Result(task, task.length()), 0, RESULT);
        }
    }
}

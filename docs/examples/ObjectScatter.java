import java.util.*;
import org.mpi4j.*;

/** Rank 0 hands one task, an object, to each rank and collects the answers. */
class ObjectScatter {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            List<Map<String, Object>> tasks = new ArrayList<>();
            for (int i = 0; world.rank() == 0 && i < world.size(); i++) {
                tasks.add(Map.of("name", "task " + i, "words", List.of("a".repeat(i), "b")));
            }
            Map<String, Object> task = world.scatterObject(tasks, 0);
            List<?> words = (List<?>) task.get("words");
            String answer = task.get("name") + ": " + String.join("", words.stream().map(Object::toString).toList());
            List<String> answers = world.gatherObject(answer, 0);
            if (world.rank() == 0) System.out.println(answers);
        }
    }
}
// jrun -n 4 docs/examples/ObjectScatter.java prints:
// [task 0: b, task 1: ab, task 2: aab, task 3: aaab]

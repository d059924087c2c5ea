import java.util.*;
import org.mpi4j.*;

class Survey {
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            String question = world.bcastObject(world.rank() == 0 ? "how long is your word?" : null, 0);

            List<String> words = world.rank() == 0 ? List.of("an", "apple", "a", "day") : null;
            String word = world.scatterObject(words, 0);

            List<Integer> lengths = world.gatherObject(word.length(), 0);
            if (world.rank() == 0) {
                System.out.println(question + " " + lengths);
            }

            Op longer = Op.of((String a, String b) -> a.length() >= b.length() ? a : b, true);
            String longest = world.allreduceObject(word, longer);
            System.out.println("rank " + world.rank() + " has " + word + ", the longest is " + longest);
        }
    }
}

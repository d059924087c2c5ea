package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.mpi4j.Comm;
import org.mpi4j.Info;
import org.mpi4j.SplitType;

/**
 * What processes say, and what they conclude, where a communicator is divided by what they share. All say as much, whatever the type, since some may
 * take no part. Stateless.
 */
final class TypeSplit {
    private static final String RESOURCE = "mpi_hw_resource_type";
    private static final String SET = "mpi_pset_name";

    /** A key, a context, whether any level will do, and a color for each level. */
    private static final int LEVELS_AT = 3;

    private static final int SAID = LEVELS_AT + HardwareType.values().length;
    private static final int INSTANCE_BITS = 12;

    private TypeSplit() {}

    /** @param host the number of this process's host */
    static long[] said(SplitType type, int key, long context, Info info, int host, int jobRank) {
        long[] said = new long[SAID];
        Arrays.fill(said, Comm.UNDEFINED);
        said[0] = key;
        said[1] = context;
        said[2] = type == SplitType.HW_UNGUIDED ? 1 : 0;
        switch (type) {
            case UNDEFINED -> {}
            case SHARED -> said[LEVELS_AT] = host;
            case HW_GUIDED -> said[LEVELS_AT] = guided(info, host);
            case RESOURCE_GUIDED -> said[LEVELS_AT] = info.string(RESOURCE).isPresent() ? guided(info, host) : ofSet(info.string(SET).orElse(""), jobRank);
            case HW_UNGUIDED -> {
                int at = LEVELS_AT;
                for (HardwareType level : HardwareType.values()) {
                    said[at++] = color(level, host);
                }
            }
        }
        return said;
    }

    private static int guided(Info info, int host) {
        String name = info.string(RESOURCE).orElse("");
        return name.equals("mpi_shared_memory") ? host : HardwareType.of(name).map(type -> color(type, host)).orElse(Comm.UNDEFINED);
    }

    private static int ofSet(String name, int jobRank) {
        return switch (name) {
            case "mpi://WORLD" -> 0;
            case "mpi://SELF" -> jobRank;
            default -> Comm.UNDEFINED;
        };
    }

    private static int color(HardwareType type, int host) {
        int instance = Hardware.instance(type);
        return instance == Comm.UNDEFINED ? Comm.UNDEFINED : host << INSTANCE_BITS | instance;
    }

    /**
     * The ranks of those who share what this rank has, ordered by key; empty if it has nothing to share. Where any level will do it is the first at which
     * processes differ.
     */
    static int[] members(long[] all, int rank) {
        int size = all.length / SAID;
        int level = 0;
        boolean isUnguided = IntStream.range(0, size).anyMatch(member -> all[member * SAID + 2] == 1);
        if (isUnguided) {
            while (level < HardwareType.values().length && isAlike(all, size, level)) {
                level++;
            }
        }
        if (level == HardwareType.values().length) {
            return new int[0];
        }
        int at = LEVELS_AT + level;
        long mine = all[rank * SAID + at];
        IntUnaryOperator keyOf = member -> (int) all[member * SAID];
        return IntStream.range(0, mine == Comm.UNDEFINED ? 0 : size)
                .filter(member -> all[member * SAID + at] == mine)
                .boxed()
                .sorted(Comparator.comparingInt(keyOf::applyAsInt))
                .mapToInt(member -> member)
                .toArray();
    }

    private static boolean isAlike(long[] all, int size, int level) {
        return IntStream.range(0, size)
                        .filter(member -> all[member * SAID + 2] == 1)
                        .mapToLong(member -> all[member * SAID + LEVELS_AT + level])
                        .distinct()
                        .count()
                == 1;
    }

    /** The context that a rank has proposed. */
    static long contextOf(long[] all, int rank) {
        return all[rank * SAID + 1];
    }
}

package org.mpi4j.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mpi4j.bench.loops.Test;

/**
 * Which cases are run. Immutable.
 *
 * @param tests names; all if there are none
 * @param transports names
 * @param ranks of the collective tests
 * @param sizes bytes
 * @param variants what is done otherwise than usual, where it makes a difference
 */
record Plan(List<String> tests, List<String> transports, List<Integer> ranks, List<Long> sizes, Set<Variant> variants) {
    private static final int HELLO_RANKS = 5;
    private static final long MOST_BUFFER_BYTES = 1L << 30;

    Plan {
        if (ranks.stream().anyMatch(n -> n < 1) || sizes.stream().anyMatch(n -> n < 0 || n > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("needs ranks of 1 or more and sizes of 0 to 2g - 1, has ranks=" + ranks + " sizes=" + sizes);
        }
    }

    /** Fewer of everything. */
    Plan quick() {
        List<Long> some = sizes.size() <= 3 ? sizes : List.of(sizes.getFirst(), sizes.get(sizes.size() / 2), sizes.get(sizes.size() - 2));
        return new Plan(tests, transports, ranks.subList(0, 1), some, variants);
    }

    /**
     * In the order of the report.
     *
     * @throws IllegalArgumentException if a name is none
     */
    List<Case> cases() {
        List<String> names = new ArrayList<>(tests);
        if (names.isEmpty()) {
            Stream.of(Test.values()).map(Test::toString).forEach(names::add);
            names.add(Case.STARTUP);
        }
        List<Case> cases = new ArrayList<>();
        for (String transport : transports) {
            Transport over = named(Transport.class, transport);
            for (String name : names) {
                if (name.equals(Case.STARTUP)) {
                    cases.add(new Case(null, HELLO_RANKS, over, List.of(0L), Set.of()));
                } else {
                    cases.addAll(cases(named(Test.class, name), over));
                }
            }
        }
        return cases;
    }

    private List<Case> cases(Test test, Transport over) {
        return (test.isCollective() ? ranks : List.of(2)).stream().map(n -> new Case(test, n, over, sizes(test, n), variants(test))).toList();
    }

    private Set<Variant> variants(Test test) {
        return variants.stream().filter(variant -> variant != Variant.WRITTEN || test.shape() != Test.Shape.NO_DATA).collect(Collectors.toUnmodifiableSet());
    }

    /** All ranks share the memory of one machine. */
    private List<Long> sizes(Test test, int n) {
        return switch (test.shape()) {
            case NO_DATA -> List.of(0L);
            case PAIR -> sizes;
            case VECTOR -> sizes.stream().filter(bytes -> 2L * n * bytes <= MOST_BUFFER_BYTES).toList();
            case BLOCKS -> sizes.stream().filter(bytes -> 2L * n * n * bytes <= MOST_BUFFER_BYTES).toList();
        };
    }

    static <E extends Enum<E>> E named(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' is none of " + String.join(", ", Stream.of(type.getEnumConstants()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList()));
    }
}

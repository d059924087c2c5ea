package org.mpi4j.bench;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** What {@code mpi-bench objects} sends; {@code objects.py} makes the same in Python. Immutable. */
enum ObjectGraph {
    MAP_INT(1000),
    MAP_DOUBLE(1000),
    RECORDS(1_000_000),
    OBJECTS(1_000_000),
    MAPS(300_000),
    STRINGS(1_000_000),
    BYTES(100_000_000),
    DOUBLES(12_500_000);

    /** Python has a tuple for it, which costs pickle less than an object of a class. */
    record Row(int id, String name, double x) implements Serializable {}

    /** A plain class; in Python one with slots. */
    static final class Particle implements Serializable {
        private static final long serialVersionUID = 1;

        private final int id;
        private final String name;
        private final double x;

        Particle(int id, String name, double x) {
            this.id = id;
            this.name = name;
            this.x = x;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Particle p && p.id == id && p.x == x && p.name.equals(name);
        }

        @Override
        public int hashCode() {
            return id;
        }
    }

    /** How many elements it has unless the command line says otherwise. */
    final int usualElements;

    ObjectGraph(int usualElements) {
        this.usualElements = usualElements;
    }

    private static Map<String, Object> map(int size, IntFunction<Object> value) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put("key-" + i, value.apply(i));
        }
        return map;
    }

    private static List<Object> list(int size, IntFunction<Object> element) {
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.apply(i));
        }
        return list;
    }

    Object make(int elements) {
        return switch (this) {
            case MAP_INT -> map(elements, i -> i);
            case MAP_DOUBLE -> map(elements, i -> i * 0.5);
            case RECORDS -> list(elements, i -> new Row(i, "particle-" + i, i * 0.5));
            case OBJECTS -> list(elements, i -> new Particle(i, "particle-" + i, i * 0.5));
            case MAPS -> list(elements, i -> new HashMap<>(Map.<String, Object>of("id", i, "name", "particle-" + i, "x", i * 0.5)));
            case STRINGS -> list(elements, i -> "0".repeat(100 - Integer.toString(i).length()) + i);
            case BYTES -> new byte[elements];
            case DOUBLES -> doubles(elements);
        };
    }

    private static double[] doubles(int length) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> i);
        return values;
    }

    /** Large graphs are sent a few times only. */
    boolean isSmall() {
        return usualElements <= 1000;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

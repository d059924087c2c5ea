package org.mpi4j.launcher;

import java.util.SortedSet;
import java.util.TreeSet;

/** Sets of cpus as the kernel and taskset write them, such as {@code 0-3,8}. Stateless. */
final class CpuList {
    private static final int MOST_CPUS = 1 << 16;

    private CpuList() {}

    /** @throws NumberFormatException if it is no such list */
    static SortedSet<Integer> parse(String text) {
        SortedSet<Integer> cpus = new TreeSet<>();
        for (String part : text.strip().split(",", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int dash = part.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
            if (first < 0 || last < first || last >= MOST_CPUS) {
                throw new NumberFormatException("not a range of cpus: " + part);
            }
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }

    static String text(SortedSet<Integer> cpus) {
        StringBuilder text = new StringBuilder();
        int first = -2;
        int last = -2;
        for (int cpu : cpus) {
            if (cpu != last + 1) {
                append(first, last, text);
                first = cpu;
            }
            last = cpu;
        }
        append(first, last, text);
        return text.toString();
    }

    private static void append(int first, int last, StringBuilder to) {
        if (first >= 0) {
            to.append(to.isEmpty() ? "" : ",").append(first).append(last == first ? "" : "-" + last);
        }
    }
}

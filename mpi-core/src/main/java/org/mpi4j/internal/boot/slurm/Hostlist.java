package org.mpi4j.internal.boot.slurm;

import java.util.ArrayList;
import java.util.List;

/**
 * Slurm's lists of hosts, such as {@code node[1-3,7],gpu[01-04]x,rack[1-2]n[1-2],login}: ranges keep their leading zeros, and several
 * brackets in a name, up to {@value #MAX_RANGES}, count like nested loops, the last one fastest. Stateless.
 */
public final class Hostlist {
    private static final int MAX_HOSTS = 1 << 16;
    private static final int MAX_NAME_CHARS = 255;
    private static final int MAX_RANGES = 8;

    private Hostlist() {}

    /** All hosts, in order. @throws IllegalArgumentException if {@code text} is no such list */
    public static List<String> parse(String text) {
        List<String> hosts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == ',' && depth == 0) {
                if (i > start) {
                    require(text.substring(start, i).chars().filter(bracket -> bracket == '[').count() <= MAX_RANGES, text);
                    expand("", text.substring(start, i), hosts, text);
                }
                start = i + 1;
            } else if (c == '[' || c == ']') {
                depth += c == '[' ? 1 : -1;
                require(depth == 0 || depth == 1, text);
            }
        }
        require(depth == 0, text);
        return hosts;
    }

    private static void expand(String prefix, String rest, List<String> hosts, String text) {
        int open = rest.indexOf('[');
        if (open < 0) {
            require(hosts.size() < MAX_HOSTS && prefix.length() + rest.length() <= MAX_NAME_CHARS, text);
            hosts.add(prefix + rest);
            return;
        }
        int close = rest.indexOf(']', open);
        String before = prefix + rest.substring(0, open);
        String after = rest.substring(close + 1);
        for (String range : rest.substring(open + 1, close).split(",", -1)) {
            int dash = range.indexOf('-');
            String first = dash < 0 ? range : range.substring(0, dash);
            String last = dash < 0 ? range : range.substring(dash + 1);
            long from = number(first, text);
            long to = number(last, text);
            require(from <= to && to - from < MAX_HOSTS, text);
            for (long n = from; n <= to; n++) {
                expand(before + padded(n, first.length()), after, hosts, text);
            }
        }
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static long number(String digits, String text) {
        require(!digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9'), text);
        return Long.parseLong(digits);
    }

    private static void require(boolean ok, String text) {
        if (!ok) {
            throw new IllegalArgumentException("not a list of hosts: " + text);
        }
    }
}

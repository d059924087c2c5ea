package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mpi4j.internal.boot.slurm.Hostlist;

/** A host, and how many ranks it is meant to take. Immutable. */
record HostSlots(String host, int slots) {
    private static final Pattern BETWEEN_HOSTS = Pattern.compile(",(?![^\\[]*\\])");
    private static final Pattern WITH_SLOTS = Pattern.compile("([^:\\s]+):(\\d+)");
    private static final Pattern LINE = Pattern.compile("(\\S+)(?:\\s+(?:slots|np|cpu)\\s*=\\s*(\\d+))?.*");

    /** {@code a,b:4,node[1-3]:2}: without a number a host has one slot, and one more for each time it is named. */
    static List<HostSlots> parse(String list) throws UsageException {
        List<HostSlots> hosts = new ArrayList<>();
        for (String entry : BETWEEN_HOSTS.split(list, -1)) {
            add(entry.strip(), "--host " + list, hosts);
        }
        return merged(hosts);
    }

    /** A line a host: {@code a slots=4} or {@code a:4}; what follows a {@code #} is a comment. */
    static List<HostSlots> read(Path file) throws UsageException {
        List<HostSlots> hosts = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.replaceFirst("#.*", "").strip();
                Matcher match = LINE.matcher(text);
                if (match.matches()) {
                    String slots = match.group(2);
                    add(match.group(1) + (slots == null ? "" : ":" + slots), "--hostfile " + file + ", line '" + text + "'", hosts);
                }
            }
        } catch (IOException e) {
            throw wrong("--hostfile " + file + ": cannot be read: " + e);
        }
        if (hosts.isEmpty()) {
            throw wrong("--hostfile " + file + ": names no host");
        }
        return merged(hosts);
    }

    private static void add(String entry, String where, List<HostSlots> to) throws UsageException {
        Matcher withSlots = WITH_SLOTS.matcher(entry);
        boolean counted = withSlots.matches();
        String names = counted ? withSlots.group(1) : entry;
        int slots = counted ? slots(withSlots.group(2), where) : 1;
        if (names.isEmpty() || names.startsWith("-") || names.chars().anyMatch(Character::isWhitespace)) {
            throw wrong(where + ": not a host: '" + names + "'");
        }
        try {
            for (String name : Hostlist.parse(names)) {
                to.add(new HostSlots(name, slots));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(where + ": " + e.getMessage());
        }
    }

    private static int slots(String digits, String where) throws UsageException {
        if (digits.length() > 6 || Integer.parseInt(digits) < 1) {
            throw wrong(where + ": a host has between 1 and 999999 slots: " + digits);
        }
        return Integer.parseInt(digits);
    }

    private static List<HostSlots> merged(List<HostSlots> hosts) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        hosts.forEach(next -> slots.merge(next.host, next.slots, Integer::sum));
        return slots.entrySet().stream().map(entry -> new HostSlots(entry.getKey(), entry.getValue())).toList();
    }

    private static UsageException wrong(String what) {
        return new UsageException(UsageException.BAD_USAGE, what);
    }
}

package org.mpi4j.internal.boot.pmi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which ranks share a host, as MPICH wants to be told: {@code (vector,(first host, hosts, ranks on each),...)}. Stateless. */
final class ProcessMapping {
    static final String KEY = "PMI_process_mapping";

    private ProcessMapping() {}

    /** Ranks that follow each other on hosts that follow each other. */
    private record Block(int firstHost, int hosts, int ranks) {
        boolean isFollowedBy(Block next) {
            return next.ranks == ranks && next.firstHost == firstHost + hosts;
        }
    }

    /** @param hosts the host of each rank */
    static String of(List<String> hosts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Block> blocks = new ArrayList<>();
        int rank = 0;
        while (rank < hosts.size()) {
            String host = hosts.get(rank);
            int end = rank;
            while (end < hosts.size() && hosts.get(end).equals(host)) {
                end++;
            }
            Block next = new Block(numbers.computeIfAbsent(host, _ -> numbers.size()), 1, end - rank);
            if (!blocks.isEmpty() && blocks.getLast().isFollowedBy(next)) {
                Block last = blocks.removeLast();
                next = new Block(last.firstHost, last.hosts + 1, last.ranks);
            }
            blocks.add(next);
            rank = end;
        }
        StringBuilder text = new StringBuilder("(vector");
        blocks.forEach(block -> text.append(",(").append(block.firstHost).append(',').append(block.hosts).append(',').append(block.ranks).append(')'));
        return text.append(')').toString();
    }
}

package org.mpi4j.bench;

import java.util.List;

/** Ranks in the short form that people read: {@code 0-2,5}. */
final class RankList {
    private RankList() {}

    /** @param ranks ascending */
    static String of(List<Integer> ranks) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ranks.size(); ) {
            int last = i;
            while (last + 1 < ranks.size() && ranks.get(last + 1) == ranks.get(last) + 1) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ",").append(ranks.get(i));
            text.append(last == i ? "" : "-" + ranks.get(last));
            i = last + 1;
        }
        return text.toString();
    }
}

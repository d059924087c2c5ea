package org.mpi4j.internal.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mpi4j.Comm;
import org.mpi4j.internal.boot.exchange.RankState.Need;
import org.mpi4j.internal.coll.BoardWaits;
import org.mpi4j.internal.coll.ScheduleRun;
import org.mpi4j.internal.pt2pt.Pending;
import org.mpi4j.internal.pt2pt.Pending.Stage;

/** Operations under way in words: messages one by one, those of a collective together. Confined to the holder of the progress lock. */
final class Operations {
    private final Rank rank;
    private final List<String> words = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();

    Operations(Rank rank, List<Pending> pending, List<BoardWaits.Lack> lacks) {
        this.rank = rank;
        for (BoardWaits.Lack lack : lacks) {
            words.add(lack.run() + " on comm " + rank.label(lack.run().context()) + (lack.isForRoom() ? ", waits until an earlier post is read by rank " : ", lacks the post of rank ") + numbers(new TreeSet<>(lack.ranks())));
            lack.ranks().forEach(peer -> needs.add(new Need(peer, lack.run().toString())));
        }
        Map<ScheduleRun, List<Pending>> collectives = new LinkedHashMap<>();
        for (Pending one : pending) {
            if (one.operation().parent() instanceof ScheduleRun run) {
                collectives.computeIfAbsent(run, _ -> new ArrayList<>()).add(one);
            } else {
                words.add(words(one));
                need(one, (one.stage().name().startsWith("SEND") ? "send" : one.stage() == Stage.PROBE ? "probe" : "recv") + " " + tag(one));
            }
        }
        collectives.forEach((run, messages) -> {
            words.add(words(run, messages));
            messages.forEach(message -> need(message, run.toString()));
        });
    }

    /** Each operation. */
    List<String> words() {
        return words;
    }

    /** The ranks without which one or another of them cannot go on. */
    List<Need> needs() {
        return needs;
    }

    private void need(Pending one, String how) {
        if (one.peer() >= 0) {
            needs.add(new Need(one.peer(), how));
        }
    }

    private String words(Pending one) {
        String where = ", " + tag(one) + ", comm " + rank.label(one.context());
        return switch (one.stage()) {
            case RECV_POSTED -> "recv from " + from(one) + where + ", room for " + one.bytes() + " bytes";
            case RECV_DATA -> "recv from " + from(one) + where + ", " + one.movedBytes() + " of " + one.bytes() + " bytes have come";
            case PROBE -> "probe for a message of " + from(one) + where;
            case SEND_QUEUED -> "send to rank " + one.peer() + where + ", " + one.bytes() + " bytes, for which there is no room on the way there";
            case SEND_OFFERED -> "send to rank " + one.peer() + where + ", " + one.bytes() + " bytes, of which no receive is known";
            case SEND_DATA -> "send to rank " + one.peer() + where + ", " + one.movedBytes() + " of " + one.bytes() + " bytes have left";
        };
    }

    private static String tag(Pending one) {
        return one.tag() == Comm.ANY_TAG ? "any tag" : "tag " + one.tag();
    }

    private static String from(Pending one) {
        if (one.peer() < 0) {
            return "any rank";
        }
        return "rank " + one.peer() + (one.source() >= 0 && one.source() != one.peer() ? " (" + one.source() + " in comm)" : "");
    }

    private String words(ScheduleRun run, List<Pending> messages) {
        Set<Integer> lacks = new TreeSet<>();
        Set<Integer> owes = new TreeSet<>();
        for (Pending message : messages) {
            (message.stage().name().startsWith("SEND") ? owes : lacks).add(message.peer());
        }
        return run + " on comm " + rank.label(run.context())
                + (lacks.isEmpty() ? "" : ", lacks the message of rank " + numbers(lacks))
                + (owes.isEmpty() ? "" : ", has a message that is not taken for rank " + numbers(owes));
    }

    private static String numbers(Set<Integer> ranks) {
        return ranks.stream().limit(16).map(String::valueOf).collect(Collectors.joining(", ")) + (ranks.size() > 16 ? ", ..." : "");
    }
}

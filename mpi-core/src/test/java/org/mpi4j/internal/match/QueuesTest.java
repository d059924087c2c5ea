package org.mpi4j.internal.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Comm;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueuesTest {
    private record Envelope(long context, int source, int tag) {
        boolean fits(Envelope receive) {
            return context == receive.context
                    && (receive.source == Comm.ANY_SOURCE || receive.source == source)
                    && (receive.tag == Comm.ANY_TAG || receive.tag == tag);
        }
    }

    private static Envelope random(Random random, boolean wild) {
        int source = random.nextInt(wild ? 4 : 3);
        int tag = random.nextInt(wild ? 5 : 3);
        return new Envelope(random.nextInt(2), source == 3 ? Comm.ANY_SOURCE : source, tag >= 3 ? Comm.ANY_TAG : tag);
    }

    @RepeatedTest(20)
    void postedReceivesMatchAsALinearScanWould() {
        matchReceives(3, 0);
    }

    @RepeatedTest(20)
    void postedReceivesThatAreMostlyAlikeMatchAsALinearScanWould() {
        matchReceives(3, 20);
    }

    @RepeatedTest(20)
    void aLonePostedReceiveMatchesAsALinearScanWould() {
        matchReceives(1, 0);
    }

    /**
     * @param posts of five actions so many post a receive; with few the queue is often empty, or has one
     * @param alike a new envelope comes only once in so many receives and messages; 0: always
     */
    private static void matchReceives(int posts, int alike) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PostedQueue<Envelope> queue = new PostedQueue<>();
        List<Envelope> naive = new ArrayList<>();
        List<Entry<Envelope>> entries = new ArrayList<>();
        Envelope latest = random(random, false);
        for (int i = 0; i < 2_000; i++) {
            boolean isNew = alike == 0 || random.nextInt(alike) == 0;
            if (random.nextInt(5) < (alike > 0 && i / 100 % 2 == 1 ? 1 : posts)) {
                Envelope receive = isNew ? random(random, true) : new Envelope(latest.context, latest.source, latest.tag);
                Entry<Envelope> entry = queue.newEntry(receive);
                queue.post(entry, receive.context, receive.source, receive.tag);
                entries.add(entry);
                naive.add(receive);
            } else if (random.nextInt(10) == 0 && !naive.isEmpty()) {
                int victim = random.nextInt(naive.size());
                queue.remove(entries.remove(victim));
                naive.remove(victim);
            } else {
                Envelope message = isNew ? random(random, false) : latest;
                latest = message;
                Envelope expected = naive.stream().filter(message::fits).findFirst().orElse(null);
                Envelope actual = queue.match(message.context, message.source, message.tag);
                assertEquals(expected, actual, "seed " + seed);
                if (expected != null) {
                    for (int k = 0; k < naive.size(); k++) {
                        if (naive.get(k) == actual) {
                            naive.remove(k);
                            entries.remove(k);
                            break;
                        }
                    }
                }
            }
            List<Envelope> left = new ArrayList<>();
            queue.forEach(left::add);
            assertEquals(naive.size(), left.size(), "seed " + seed);
        }
    }

    @RepeatedTest(20)
    void unexpectedMessagesMatchAsALinearScanWould() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        UnexpectedQueue<Envelope> queue = new UnexpectedQueue<>();
        List<Envelope> naive = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            if (random.nextInt(5) < 3) {
                Envelope message = random(random, false);
                queue.add(queue.newEntry(message), message.context, message.source, message.tag);
                naive.add(message);
            } else {
                Envelope receive = random(random, true);
                Envelope expected = naive.stream().filter(m -> m.fits(receive)).findFirst().orElse(null);
                Entry<Envelope> entry = queue.peek(receive.context, receive.source, receive.tag);
                if (expected == null) {
                    assertNull(entry, "seed " + seed);
                } else {
                    assertEquals(System.identityHashCode(expected), System.identityHashCode(entry.owner()), "seed " + seed);
                    queue.remove(entry);
                    naive.remove(expected);
                }
            }
            assertEquals(naive.size(), queue.size());
        }
    }

    @Test
    void takesTenThousandEntriesFromTheBackWithoutAScan() {
        UnexpectedQueue<Integer> queue = new UnexpectedQueue<>();
        for (int i = 0; i < 10_000; i++) {
            queue.add(queue.newEntry(i), 1, 0, i);
        }
        for (int i = 9_999; i >= 0; i--) {
            Entry<Integer> entry = queue.peek(1, Comm.ANY_SOURCE, i);
            assertEquals(i, entry.owner());
            queue.remove(entry);
        }
    }
}

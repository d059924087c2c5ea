package org.mpi4j.bench.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;
import org.mpi4j.spi.TransportProvider;

/** A transport between ranks of this JVM that counts what each rank sends: messages (eager frames) and their bytes. */
public final class CountingProvider implements TransportProvider {
    static final String NAME = "counting";

    /** The kinds of frames that the lowest byte of the first word tells, as the package of the wire has them. */
    private static final int EAGER = 1;

    private static final int CREDIT = 5;

    private static final ConcurrentMap<String, End> ENDS = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Transport start(TransportContext context) {
        End end = new End(context);
        ENDS.put(key(context.job(), context.rank()), end);
        return end;
    }

    /** What this rank of the thread's job has sent; to be asked by the rank's own thread. */
    static End of(String job, int rank) {
        return ENDS.get(key(job, rank));
    }

    /** The ends of the one job that is running. */
    static End ofTheOnlyJob(int rank) {
        return ENDS.entrySet().stream().filter(e -> e.getKey().endsWith(" " + rank)).findFirst().orElseThrow().getValue();
    }

    private static String key(String job, int rank) {
        return job + " " + rank;
    }

    private record Frame(int from, long w0, long w1, long w2, long w3, byte[] payload) {}

    /** One rank's end. */
    static final class End implements Transport {
        final AtomicLong messages = new AtomicLong();
        final AtomicLong bytes = new AtomicLong();
        private final TransportContext context;
        private final Queue<Frame> inbox = new ConcurrentLinkedQueue<>();

        End(TransportContext context) {
            this.context = context;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public byte[] card() {
            return new byte[0];
        }

        @Override
        public boolean reaches(int peer, byte[] card) {
            return true;
        }

        @Override
        public Link open(int peer, byte[] card) {
            End other = of(context.job(), peer);
            Sleeper sleeper = other.context.sleeper();
            return new Link() {
                @Override
                public int maxPayload() {
                    return 1 << 20;
                }

                @Override
                public boolean trySend(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
                    if ((w0 & 0xFF) == EAGER) {
                        messages.incrementAndGet();
                        bytes.addAndGet(length);
                    } else if ((w0 & 0xFF) != CREDIT) {
                        throw new IllegalStateException("not eager: kind=" + (w0 & 0xFF));
                    }
                    byte[] copy = length == 0 ? new byte[0] : payload.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
                    other.inbox.add(new Frame(context.rank(), w0, w1, w2, w3, copy));
                    sleeper.wake();
                    return true;
                }
            };
        }

        @Override
        public int poll() {
            int handled = 0;
            for (Frame f = inbox.poll(); f != null; f = inbox.poll()) {
                context.receiver().frame(f.from, f.w0, f.w1, f.w2, f.w3, MemorySegment.ofArray(f.payload), 0, f.payload.length);
                handled++;
            }
            return handled;
        }

        @Override
        public boolean prepareSleep() {
            return inbox.isEmpty();
        }

        @Override
        public boolean flushed() {
            return true;
        }

        @Override
        public void close() {
            ENDS.remove(key(context.job(), context.rank()));
        }
    }
}

package org.mpi4j.internal.datatype;

import java.util.ArrayList;
import java.util.List;

/**
 * Of which primitives a type's packed bytes consist, in order: a small tree, in which equal primitives one after the other are one
 * {@link Run}. Immutable. Positions are in packed bytes.
 */
sealed interface Signature {
    Signature EMPTY = new Run(0, 1, 1);

    long bytes();

    long primitives();

    /** How many primitives the first {@code bytes} hold, at most {@link #bytes}; -1 if they end within one. */
    long primitivesIn(long bytes);

    /** How many bytes the first {@code primitives} take, at most {@link #primitives()}. */
    long bytesOf(long primitives);

    /**
     * Reverses the bytes of each word of packed bytes {@code [from, to)}, which begin at {@code packed[at]}; {@code from} is the start of a word.
     *
     * @return where the last whole word ended
     */
    long reverse(byte[] packed, int at, long from, long to);

    /** {@code count} primitives of {@code elementBytes}, each of words of {@code wordBytes}: two of a complex number, one of others. */
    record Run(long count, int elementBytes, int wordBytes) implements Signature {
        @Override
        public long bytes() {
            return count * elementBytes;
        }

        @Override
        public long primitives() {
            return count;
        }

        @Override
        public long primitivesIn(long bytes) {
            return bytes % elementBytes == 0 ? bytes / elementBytes : -1;
        }

        @Override
        public long bytesOf(long primitives) {
            return primitives * elementBytes;
        }

        @Override
        public long reverse(byte[] packed, int at, long from, long to) {
            int end = at + (int) ((to - from) / wordBytes) * wordBytes;
            Words.reverse(packed, at, end, wordBytes);
            return from + (end - at);
        }

        private boolean isLike(Run other) {
            return elementBytes == other.elementBytes && wordBytes == other.wordBytes;
        }
    }

    /** The same several times. */
    record Repeated(long count, Signature body) implements Signature {
        @Override
        public long bytes() {
            return count * body.bytes();
        }

        @Override
        public long primitives() {
            return count * body.primitives();
        }

        @Override
        public long primitivesIn(long bytes) {
            long rest = body.primitivesIn(bytes % body.bytes());
            return rest < 0 ? -1 : bytes / body.bytes() * body.primitives() + rest;
        }

        @Override
        public long bytesOf(long primitives) {
            return primitives / body.primitives() * body.bytes() + body.bytesOf(primitives % body.primitives());
        }

        @Override
        public long reverse(byte[] packed, int at, long from, long to) {
            long size = body.bytes();
            long position = from;
            while (position < to) {
                long start = position / size * size;
                long end = Math.min(to, start + size);
                long done = start + body.reverse(packed, at + (int) (position - from), position - start, end - start);
                if (done < end) {
                    return done;
                }
                position = end;
            }
            return position;
        }
    }

    /** Different ones one after the other: part {@code i} is at {@code [starts[i], starts[i + 1])}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Chain(Signature[] parts, long[] starts, long primitives) implements Signature {
        @Override
        public long bytes() {
            return starts[parts.length];
        }

        @Override
        public long primitivesIn(long bytes) {
            long before = 0;
            for (int i = 0; i < parts.length; i++) {
                if (bytes <= starts[i + 1]) {
                    long rest = parts[i].primitivesIn(bytes - starts[i]);
                    return rest < 0 ? -1 : before + rest;
                }
                before += parts[i].primitives();
            }
            throw new AssertionError(bytes);
        }

        @Override
        public long bytesOf(long primitives) {
            long left = primitives;
            for (int i = 0; i < parts.length; i++) {
                if (left <= parts[i].primitives()) {
                    return starts[i] + parts[i].bytesOf(left);
                }
                left -= parts[i].primitives();
            }
            throw new AssertionError(primitives);
        }

        @Override
        public long reverse(byte[] packed, int at, long from, long to) {
            long position = from;
            for (int i = Indexed.indexOf(starts, parts.length, from); position < to; i++) {
                long end = Math.min(to, starts[i + 1]);
                long done = starts[i] + parts[i].reverse(packed, at + (int) (position - from), position - starts[i], end - starts[i]);
                if (done < end) {
                    return done;
                }
                position = end;
            }
            return position;
        }
    }

    /** @throws ArithmeticException if the size does not fit into 64 bits */
    static Signature repeated(long count, Signature body) {
        long _ = Math.multiplyExact(count, body.bytes());
        if (count == 0 || body.bytes() == 0) {
            return EMPTY;
        }
        if (count == 1) {
            return body;
        }
        if (body instanceof Run(long runs, int elementBytes, int wordBytes)) {
            return new Run(count * runs, elementBytes, wordBytes);
        }
        return body instanceof Repeated(long times, Signature inner) ? new Repeated(count * times, inner) : new Repeated(count, body);
    }

    /** @throws ArithmeticException if the size does not fit into 64 bits */
    static Signature sequence(Signature... all) {
        List<Signature> parts = new ArrayList<>();
        for (Signature part : all) {
            if (part.bytes() == 0) {
                continue;
            }
            if (part instanceof Run run && !parts.isEmpty() && parts.getLast() instanceof Run last && last.isLike(run)) {
                parts.set(parts.size() - 1, new Run(Math.addExact(last.count, run.count), run.elementBytes, run.wordBytes));
            } else {
                parts.add(part);
            }
        }
        if (parts.size() <= 1) {
            return parts.isEmpty() ? EMPTY : parts.getFirst();
        }
        long[] starts = new long[parts.size() + 1];
        long primitives = 0;
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], parts.get(i).bytes());
            primitives += parts.get(i).primitives();
        }
        return new Chain(parts.toArray(Signature[]::new), starts, primitives);
    }
}

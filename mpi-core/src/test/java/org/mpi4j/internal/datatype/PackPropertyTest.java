package org.mpi4j.internal.datatype;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random nested types against their type map written out byte by byte; the seed stands in every message. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackPropertyTest {
    private static final int ROUNDS = 3_000;

    @Test
    void packsAndUnpacksWhatTheTypeMapSaysInAnyCuts() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = System.nanoTime() + round;
            new Round(seed).run();
        }
    }

    /** One type, with the offset of each of its bytes in the order of the type map. */
    private record Naive(TypeMap type, List<Long> bytes) {}

    private static final class Round {
        private final Random random;
        private final long seed;

        Round(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            Naive naive = type(1 + random.nextInt(3));
            TypeMap type = naive.type();
            String where = "seed=" + seed + " type=" + type;
            assertEquals(naive.bytes().size(), type.size(), where);
            int count = 0 < type.size() && type.size() <= 64 && random.nextInt(4) == 0 ? random.nextInt(700) : random.nextInt(5);
            List<Long> order = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                for (long b : naive.bytes()) {
                    order.add(b + i * type.extent());
                }
            }
            if (order.stream().distinct().count() != order.size()) {
                return; // elements overlap: what unpacking leaves is not defined
            }
            long low = order.stream().mapToLong(b -> b).min().orElse(0);
            long high = order.stream().mapToLong(b -> b + 1).max().orElse(0);
            long base = random.nextInt(9) - low;
            int bytes = (int) (high + base) + random.nextInt(9);
            assertEquals(true, type.spansWithin(bytes, base, count), where);
            if (!order.isEmpty()) {
                assertEquals(false, type.spansWithin(high + base - 1, base, count), where);
                assertEquals(false, type.spansWithin(bytes, -low - 1, count), where);
            }
            try (Arena arena = Arena.ofShared()) {
                roundTrip(type, order, base, memory(arena, bytes), memory(arena, bytes), arena, where);
            }
        }

        private void roundTrip(TypeMap type, List<Long> order, long base, MemorySegment from, MemorySegment to, Arena arena, String where) {
            random.longs(from.byteSize()).forEach(new LongConsumer() {
                private long at;

                @Override
                public void accept(long value) {
                    from.set(ValueLayout.JAVA_BYTE, at++, (byte) value);
                }
            });
            MemorySegment packed = memory(arena, order.size() + 3);
            byte[] expected = new byte[(int) to.byteSize()];
            for (int position = 0; position < order.size(); ) {
                int turn = 1 + random.nextInt(random.nextInt(8) > 0 ? order.size() : 5);
                turn = Math.min(turn, order.size() - position);
                type.pack(from, base, position, packed, position + 3, turn);
                position += turn;
            }
            for (int i = 0; i < order.size(); i++) {
                byte value = from.get(ValueLayout.JAVA_BYTE, base + order.get(i));
                assertEquals(value, packed.get(ValueLayout.JAVA_BYTE, i + 3), where + " byte=" + i);
                expected[(int) (base + order.get(i))] = value;
            }
            to.fill((byte) 0);
            for (int position = 0; position < order.size(); ) {
                int turn = 1 + random.nextInt(random.nextInt(8) > 0 ? order.size() : 5);
                turn = Math.min(turn, order.size() - position);
                type.unpack(packed, position + 3, to, base, position, turn);
                position += turn;
            }
            assertArrayEquals(expected, to.toArray(ValueLayout.JAVA_BYTE), where);
        }

        private MemorySegment memory(Arena arena, long bytes) {
            return switch (random.nextInt(8)) {
                case 0 -> arena.allocate(Math.max(bytes, 1));
                case 4 -> MemorySegment.ofArray(new short[(int) (bytes / 2 + 1)]);
                case 5 -> MemorySegment.ofArray(new char[(int) (bytes / 2 + 1)]);
                case 6 -> MemorySegment.ofArray(new float[(int) (bytes / 4 + 1)]);
                case 7 -> MemorySegment.ofArray(new long[(int) (bytes / 8 + 1)]);
                case 1 -> MemorySegment.ofArray(new double[(int) (bytes / 8 + 1)]);
                case 2 -> MemorySegment.ofArray(new int[(int) (bytes / 4 + 1)]);
                default -> MemorySegment.ofArray(new byte[(int) bytes]);
            };
        }

        /** A type whose elements do not overlap, so that unpacking is defined. */
        private Naive type(int depth) {
            while (true) {
                Naive made = depth == 0 ? leaf() : derived(depth);
                if (made.bytes().size() <= 2_000 && distinct(made)) {
                    return made;
                }
            }
        }

        private static boolean distinct(Naive made) {
            List<Long> two = new ArrayList<>(made.bytes());
            for (int i = 1; i < 5; i++) {
                for (long b : made.bytes()) {
                    two.add(b + i * made.type().extent());
                }
            }
            return two.stream().distinct().count() == two.size();
        }

        private Naive leaf() {
            return switch (random.nextInt(7)) {
                case 0 -> plain(TypeMap.BYTE, 0, 1);
                case 1 -> plain(TypeMap.SHORT, 0, 2);
                case 2 -> plain(TypeMap.INT, 0, 4);
                case 3 -> plain(TypeMap.DOUBLE, 0, 8);
                case 4 -> pair(TypeMap.DOUBLE_INT, 8, 8);
                case 5 -> pair(TypeMap.SHORT_INT, 2, 4);
                default -> pair(TypeMap.TWO_INT, 4, 4);
            };
        }

        private static Naive plain(TypeMap type, long from, long bytes) {
            List<Long> all = new ArrayList<>();
            for (long b = from; b < from + bytes; b++) {
                all.add(b);
            }
            return new Naive(type, all);
        }

        private static Naive pair(TypeMap type, long value, long index) {
            List<Long> all = plain(type, 0, value).bytes();
            all.addAll(plain(type, index, 4).bytes());
            return new Naive(type, all);
        }

        private Naive derived(int depth) {
            Naive old = type(depth - 1);
            long extent = old.type().extent();
            int count = random.nextInt(3) == 0 && old.bytes().size() <= 16 ? random.nextInt(40) : random.nextInt(5);
            int block = random.nextInt(4);
            return switch (random.nextInt(7)) {
                case 0 -> place(DerivedTypes.contiguous(count, old.type()), old, new long[] {count}, new long[] {0});
                case 1 -> {
                    long stride = random.nextInt(9) - 3L;
                    long[] displs = displs(count, i -> i * stride * extent);
                    yield place(DerivedTypes.vector(count, block, stride, old.type()), old, same(count, block), displs);
                }
                case 2 -> {
                    long stride = random.nextInt(99) - 30L;
                    yield place(DerivedTypes.hvector(count, block, stride, old.type()), old, same(count, block), displs(count, i -> i * stride));
                }
                case 3 -> {
                    long[] lengths = displs(count, _ -> random.nextInt(3));
                    long[] at = displs(count, i -> (long) i * 4 + random.nextInt(3) - 4);
                    long[] atBytes = displs(count, i -> at[i] * extent);
                    yield place(DerivedTypes.indexed(lengths, at, old.type()), old, lengths, atBytes);
                }
                case 4 -> {
                    long[] at = displs(count, i -> (long) i * 5 + random.nextInt(3));
                    yield place(DerivedTypes.indexedBlock(block, at, old.type()), old, same(count, block), displs(count, i -> at[i] * extent));
                }
                case 5 -> {
                    long lower = random.nextInt(20) - 10L;
                    yield new Naive(DerivedTypes.resized(old.type(), lower, old.type().extent() + random.nextInt(30) - 5), old.bytes());
                }
                default -> struct(depth);
            };
        }

        private Naive struct(int depth) {
            int count = 1 + random.nextInt(4);
            TypeMap[] types = new TypeMap[count];
            long[] lengths = new long[count];
            long[] at = new long[count];
            List<Long> bytes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Naive member = type(random.nextInt(depth));
                types[i] = member.type();
                lengths[i] = random.nextInt(3);
                at[i] = i * 40L + random.nextInt(9);
                bytes.addAll(place(types[i], member, new long[] {lengths[i]}, new long[] {at[i]}).bytes());
            }
            return new Naive(DerivedTypes.struct(lengths, at, types), bytes);
        }

        private static Naive place(TypeMap made, Naive old, long[] lengths, long[] atBytes) {
            List<Long> bytes = new ArrayList<>();
            for (int i = 0; i < lengths.length; i++) {
                for (long j = 0; j < lengths[i]; j++) {
                    for (long b : old.bytes()) {
                        bytes.add(atBytes[i] + j * old.type().extent() + b);
                    }
                }
            }
            return new Naive(made, bytes);
        }

        private static long[] same(int count, long value) {
            return displs(count, _ -> value);
        }

        private static long[] displs(int count, IntToLongFunction at) {
            long[] displs = new long[count];
            Arrays.setAll(displs, at);
            return displs;
        }
    }
}

package org.mpi4j.soak;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Op;
import org.mpi4j.Request;

/** The collectives of one step, some of them under way while messages are. Confined to its track. */
final class Calls {
    private static final int[] COUNTS = {0, 1, 3, 8, 100, 256, 1023, 2047, 2048, 2049, 4096, 8191, 16_384};

    private final Track track;
    private final Track.Division division;
    private final List<Call> plan = new ArrayList<>();
    private final int started;

    private enum Kind {
        BARRIER, BCAST, GATHER, GATHERV, SCATTER, SCATTERV, ALLGATHER, ALLGATHERV, ALLTOALL, ALLTOALLV, REDUCE, ALLREDUCE, REDUCE_SCATTER_BLOCK,
        REDUCE_SCATTER, SCAN, EXSCAN
    }

    private static final Set<Kind> REDUCING =
            EnumSet.of(Kind.REDUCE, Kind.ALLREDUCE, Kind.REDUCE_SCATTER_BLOCK, Kind.REDUCE_SCATTER, Kind.SCAN, Kind.EXSCAN);

    /** An operation and the same on two longs. */
    private record Combining(Op op, LongBinaryOperator function) {}

    private static final List<Combining> OPS = List.of(
            new Combining(Op.SUM, Long::sum),
            new Combining(Op.MAX, Math::max),
            new Combining(Op.MIN, Math::min),
            new Combining(Op.BXOR, (a, b) -> a ^ b),
            new Combining(Op.BAND, (a, b) -> a & b),
            new Combining(Op.PROD, (a, b) -> a * b),
            new Combining(Op.<Long>of((a, b) -> a + b, true), Long::sum),
            new Combining(Op.<Long>of(Calls::compose, false), Calls::compose),
            new Combining(Op.ofKernel((in, inout, count, _) -> composeAll(in, inout, count), false), Calls::compose));

    private record Call(int number, int where, Kind kind, int rootSeed, int count, int op, boolean inPlace, boolean blocking) {}

    Calls(Track track, Track.Division division, Random random) {
        this.track = track;
        this.division = division;
        int calls = random.nextInt(7);
        this.started = random.nextInt(calls + 1);
        for (int i = 0; i < calls; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            int count = random.nextInt(3) > 0 ? COUNTS[random.nextInt(COUNTS.length)] : random.nextInt(300);
            if (random.nextInt(60) == 0) {
                count = 100_000 + random.nextInt(100);
            }
            boolean blocking = random.nextBoolean() && i >= started;
            plan.add(new Call(i, random.nextInt(3), kind, random.nextInt(1 << 20), count, random.nextInt(OPS.size()), random.nextInt(3) == 0, blocking));
        }
    }

    /** Composes two maps x -> p x + q modulo 2^32: associative, and not commutative. */
    private static long compose(long first, long second) {
        int p = (int) (first >>> 32) * (int) (second >>> 32);
        int q = (int) first * (int) (second >>> 32) + (int) second;
        return ((long) p << 32) | (q & 0xFFFF_FFFFL);
    }

    private static void composeAll(MemorySegment in, MemorySegment inout, long count) {
        for (long at = 0; at < 8 * count; at += 8) {
            long result = compose(in.get(ValueLayout.JAVA_LONG_UNALIGNED, at), inout.get(ValueLayout.JAVA_LONG_UNALIGNED, at));
            inout.set(ValueLayout.JAVA_LONG_UNALIGNED, at, result);
        }
    }

    void startSome(List<Track.Pending> pending) {
        plan.subList(0, started).forEach(call -> new Run(call).start(pending));
    }

    void runRest(List<Track.Pending> pending) {
        plan.subList(started, plan.size()).forEach(call -> new Run(call).start(pending));
    }

    /** One call on this rank. */
    private final class Run {
        private final Call call;
        private final Comm comm;
        private final int rank;
        private final int size;
        private final int root;
        private final int count;
        private final boolean now;
        private final Op op;
        private final boolean gaps;

        Run(Call call) {
            this.call = call;
            this.comm = call.where == 0 ? track.base : call.where == 1 ? division.dup() : division.split();
            this.rank = comm.rank();
            this.size = comm.size();
            this.root = call.rootSeed % size;
            this.count = call.count;
            this.now = call.blocking;
            this.op = OPS.get(call.op).op;
            this.gaps = !REDUCING.contains(call.kind);
        }

        void start(List<Track.Pending> pending) {
            track.doing = "calls " + this;
            List<Runnable> checks = new ArrayList<>();
            Request request = begin(checks);
            Runnable check = () -> checks.forEach(Runnable::run);
            if (request == null) {
                check.run();
            } else {
                pending.add(new Track.Pending(request, check));
            }
        }

        /** What {@code from} gives to {@code to}. */
        private long value(int from, int to, int i) {
            long x = (track.step * 31L + call.number) * 0x9E37_79B9_7F4A_7C15L + (from * 1009L + to) * 0xC2B2_AE3D_27D4_EB4FL + i;
            x *= 0xD6E8_FEB8_6659_FD93L;
            return x ^ (x >>> 32);
        }

        /** How many elements {@code from} gives to {@code to} where blocks differ. */
        private int part(int from, int to) {
            return (int) (Math.abs(value(from, to, -1) >> 8) % (Math.min(count, 9000) + 1));
        }

        private Mem mem(int elements) {
            return Mem.ofLongs(elements, gaps, track.own());
        }

        private Mem given(int elements, int to) {
            Mem mem = mem(elements);
            for (int i = 0; i < elements; i++) {
                mem.set(i, value(rank, to, i));
            }
            return mem;
        }

        private void expect(Mem mem, int first, int elements, int from, int to) {
            for (int i = 0; i < elements; i++) {
                track.checkEquals(value(from, to, i), mem.get(first + i), this + " from=" + from, i);
            }
        }

        private void expectNothingBeside(Mem mem, int elements) {
            track.checkEquals(-1, mem.firstStrayByte(8 * elements), "byte beside the result of " + this, elements);
        }

        private void expectReduced(Mem mem, int firstElement, int elements, int ranks) {
            LongBinaryOperator function = OPS.get(call.op).function;
            for (int i = 0; i < elements; i++) {
                long result = value(0, 0, firstElement + i);
                for (int r = 1; r < ranks; r++) {
                    result = function.applyAsLong(result, value(r, 0, firstElement + i));
                }
                track.checkEquals(result, mem.get(i), toString(), i);
            }
        }

        private @Nullable Request begin(List<Runnable> checks) {
            return switch (call.kind) {
                case BARRIER -> now ? run(comm::barrier) : comm.ibarrier();
                case BCAST -> bcast(checks);
                case GATHER -> gather(checks);
                case GATHERV -> gatherv(checks);
                case SCATTER -> scatter(checks);
                case SCATTERV -> scatterv(checks);
                case ALLGATHER -> allgather(checks);
                case ALLGATHERV -> allgatherv(checks);
                case ALLTOALL -> alltoall(checks);
                case ALLTOALLV -> alltoallv(checks);
                case REDUCE -> reduce(checks);
                case ALLREDUCE -> allreduce(checks);
                case REDUCE_SCATTER_BLOCK -> reduceScatterBlock(checks);
                case REDUCE_SCATTER -> reduceScatter(checks);
                case SCAN -> scan(checks);
                case EXSCAN -> exscan(checks);
            };
        }

        private @Nullable Request run(Runnable call) {
            call.run();
            return null;
        }

        private @Nullable Request bcast(List<Runnable> checks) {
            Mem mem = rank == root ? given(count, 0) : mem(count);
            checks.add(() -> expect(mem, 0, count, root, 0));
            return now ? run(() -> comm.bcast(mem.buf(), root)) : comm.ibcast(mem.buf(), root);
        }


        private @Nullable Request gather(List<Runnable> checks) {
            boolean inPlace = call.inPlace && rank == root;
            Buf send = inPlace ? Buf.IN_PLACE : given(count, 0).buf();
            Mem all = rank == root ? mem(count * size) : null;
            if (all != null) {
                for (int i = 0; inPlace && i < count; i++) {
                    all.set(rank * count + i, value(rank, 0, i));
                }
                for (int r = 0; r < size; r++) {
                    int from = r;
                    checks.add(() -> expect(all, from * count, count, from, 0));
                }
            }
            Buf recv = all == null ? null : all.buf();
            return now ? run(() -> comm.gather(send, recv, root)) : comm.igather(send, recv, root);
        }

        private long[] parts(java.util.function.IntUnaryOperator of) {
            long[] parts = new long[size];
            Arrays.setAll(parts, of::applyAsInt);
            return parts;
        }

        private int total(long[] parts) {
            return (int) Arrays.stream(parts).sum();
        }

        private @Nullable Request gatherv(List<Runnable> checks) {
            boolean inPlace = call.inPlace && rank == root;
            long[] parts = parts(from -> part(from, 0));
            Buf send = inPlace ? Buf.IN_PLACE : given((int) parts[rank], 0).buf();
            Mem all = rank == root ? mem(total(parts)) : null;
            if (all != null) {
                fillOwnPart(all, parts, inPlace);
                expectParts(all, parts, checks, false);
            }
            Buf recv = all == null ? null : all.buf().blocks(parts);
            return now ? run(() -> comm.gatherv(send, recv, root)) : comm.igatherv(send, recv, root);
        }

        private void fillOwnPart(Mem all, long[] parts, boolean inPlace) {
            int at = 0;
            for (int r = 0; r < rank; r++) {
                at += (int) parts[r];
            }
            for (int i = 0; inPlace && i < parts[rank]; i++) {
                all.set(at + i, value(rank, 0, i));
            }
        }

        private void expectParts(Mem all, long[] parts, List<Runnable> checks, boolean toMe) {
            int at = 0;
            for (int r = 0; r < size; r++) {
                int from = r;
                int first = at;
                checks.add(() -> expect(all, first, (int) parts[from], from, toMe ? rank : 0));
                at += (int) parts[r];
            }
            int elements = at;
            checks.add(() -> expectNothingBeside(all, elements));
        }

        /** The parts for all others, one after the other. */
        private Mem givenParts(long[] parts) {
            Mem all = mem(total(parts));
            int at = 0;
            for (int to = 0; to < size; to++) {
                for (int i = 0; i < parts[to]; i++) {
                    all.set(at++, value(rank, to, i));
                }
            }
            return all;
        }

        private @Nullable Request scatter(List<Runnable> checks) {
            boolean inPlace = call.inPlace && rank == root;
            Buf send = rank == root ? givenParts(parts(_ -> count)).buf() : null;
            Mem mine = mem(count);
            if (!inPlace) {
                checks.add(() -> expect(mine, 0, count, root, rank));
            }
            Buf recv = inPlace ? Buf.IN_PLACE : mine.buf();
            return now ? run(() -> comm.scatter(send, recv, root)) : comm.iscatter(send, recv, root);
        }

        private @Nullable Request scatterv(List<Runnable> checks) {
            boolean inPlace = call.inPlace && rank == root;
            long[] parts = parts(to -> part(root, to));
            Buf send = rank == root ? givenParts(parts).buf().blocks(parts) : null;
            Mem mine = mem((int) parts[rank]);
            if (!inPlace) {
                checks.add(() -> expect(mine, 0, (int) parts[rank], root, rank));
            }
            Buf recv = inPlace ? Buf.IN_PLACE : mine.buf();
            return now ? run(() -> comm.scatterv(send, recv, root)) : comm.iscatterv(send, recv, root);
        }

        private @Nullable Request allgather(List<Runnable> checks) {
            long[] parts = parts(_ -> count);
            Mem all = mem(count * size);
            fillOwnPart(all, parts, call.inPlace);
            expectParts(all, parts, checks, false);
            if (call.inPlace) {
                return now ? run(() -> comm.allgather(all.buf())) : comm.iallgather(all.buf());
            }
            Buf send = given(count, 0).buf();
            return now ? run(() -> comm.allgather(send, all.buf())) : comm.iallgather(send, all.buf());
        }

        private @Nullable Request allgatherv(List<Runnable> checks) {
            long[] parts = parts(from -> part(from, 0));
            Mem all = mem(total(parts));
            fillOwnPart(all, parts, call.inPlace);
            expectParts(all, parts, checks, false);
            Buf recv = all.buf().blocks(parts);
            if (call.inPlace) {
                return now ? run(() -> comm.allgatherv(recv)) : comm.iallgatherv(recv);
            }
            Buf send = given((int) parts[rank], 0).buf();
            return now ? run(() -> comm.allgatherv(send, recv)) : comm.iallgatherv(send, recv);
        }

        private @Nullable Request alltoall(List<Runnable> checks) {
            long[] parts = parts(_ -> count);
            Mem send = givenParts(parts);
            if (call.inPlace) {
                expectParts(send, parts, checks, true);
                return now ? run(() -> comm.alltoall(send.buf())) : comm.ialltoall(send.buf());
            }
            Mem recv = mem(count * size);
            expectParts(recv, parts, checks, true);
            return now ? run(() -> comm.alltoall(send.buf(), recv.buf())) : comm.ialltoall(send.buf(), recv.buf());
        }

        private @Nullable Request alltoallv(List<Runnable> checks) {
            if (call.inPlace) {
                long[] same = parts(peer -> part(Math.min(rank, peer), Math.max(rank, peer)));
                Mem all = givenParts(same);
                expectParts(all, same, checks, true);
                Buf buf = all.buf().blocks(same);
                return now ? run(() -> comm.alltoallv(buf)) : comm.ialltoallv(buf);
            }
            long[] to = parts(peer -> part(rank, peer));
            long[] from = parts(peer -> part(peer, rank));
            Buf send = givenParts(to).buf().blocks(to);
            Mem all = mem(total(from));
            expectParts(all, from, checks, true);
            Buf recv = all.buf().blocks(from);
            return now ? run(() -> comm.alltoallv(send, recv)) : comm.ialltoallv(send, recv);
        }

        private @Nullable Request reduce(List<Runnable> checks) {
            if (call.inPlace) {
                Mem both = given(count, 0);
                if (rank == root) {
                    checks.add(() -> expectReduced(both, 0, count, size));
                }
                return now ? run(() -> comm.reduce(both.buf(), op, root)) : comm.ireduce(both.buf(), op, root);
            }
            Buf send = given(count, 0).buf();
            Mem result = rank == root ? mem(count) : null;
            if (result != null) {
                checks.add(() -> expectReduced(result, 0, count, size));
            }
            Buf recv = result == null ? null : result.buf();
            return now ? run(() -> comm.reduce(send, recv, op, root)) : comm.ireduce(send, recv, op, root);
        }

        private @Nullable Request allreduce(List<Runnable> checks) {
            Mem mine = given(count, 0);
            Mem result = call.inPlace ? mine : mem(count);
            checks.add(() -> expectReduced(result, 0, count, size));
            if (call.inPlace) {
                return now ? run(() -> comm.allreduce(mine.buf(), op)) : comm.iallreduce(mine.buf(), op);
            }
            return now ? run(() -> comm.allreduce(mine.buf(), result.buf(), op)) : comm.iallreduce(mine.buf(), result.buf(), op);
        }

        private @Nullable Request reduceScatterBlock(List<Runnable> checks) {
            int block = Math.min(count, 9000);
            Mem mine = given(block * size, 0);
            Mem result = call.inPlace ? mine : mem(block);
            checks.add(() -> expectReduced(result, rank * block, block, size));
            if (call.inPlace) {
                return now ? run(() -> comm.reduceScatterBlock(mine.buf(), op)) : comm.ireduceScatterBlock(mine.buf(), op);
            }
            return now ? run(() -> comm.reduceScatterBlock(mine.buf(), result.buf(), op)) : comm.ireduceScatterBlock(mine.buf(), result.buf(), op);
        }

        private @Nullable Request reduceScatter(List<Runnable> checks) {
            long[] parts = parts(to -> part(0, to));
            int first = 0;
            for (int r = 0; r < rank; r++) {
                first += (int) parts[r];
            }
            int at = first;
            Mem mine = given(total(parts), 0);
            Mem result = call.inPlace ? mine : mem((int) parts[rank]);
            checks.add(() -> expectReduced(result, at, (int) parts[rank], size));
            Buf blocks = mine.buf().blocks(parts);
            if (call.inPlace) {
                return now ? run(() -> comm.reduceScatter(blocks, op)) : comm.ireduceScatter(blocks, op);
            }
            return now ? run(() -> comm.reduceScatter(blocks, result.buf(), op)) : comm.ireduceScatter(blocks, result.buf(), op);
        }

        private @Nullable Request scan(List<Runnable> checks) {
            Mem mine = given(count, 0);
            Mem result = call.inPlace ? mine : mem(count);
            checks.add(() -> expectReduced(result, 0, count, rank + 1));
            if (call.inPlace) {
                return now ? run(() -> comm.scan(mine.buf(), op)) : comm.iscan(mine.buf(), op);
            }
            return now ? run(() -> comm.scan(mine.buf(), result.buf(), op)) : comm.iscan(mine.buf(), result.buf(), op);
        }

        private @Nullable Request exscan(List<Runnable> checks) {
            Mem mine = given(count, 0);
            Mem result = call.inPlace ? mine : mem(count);
            if (rank > 0) {
                checks.add(() -> expectReduced(result, 0, count, rank));
            }
            if (call.inPlace) {
                return now ? run(() -> comm.exscan(mine.buf(), op)) : comm.iexscan(mine.buf(), op);
            }
            return now ? run(() -> comm.exscan(mine.buf(), result.buf(), op)) : comm.iexscan(mine.buf(), result.buf(), op);
        }

        @Override
        public String toString() {
            return call + " on size=" + size + " rank=" + rank + " root=" + root;
        }
    }
}

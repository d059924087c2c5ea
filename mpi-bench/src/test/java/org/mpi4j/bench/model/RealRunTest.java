package org.mpi4j.bench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Op;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.coll.Algorithms;
import org.mpi4j.internal.coll.Shape.Operation;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** What the model counts is what ranks send, under every algorithm: messages and bytes of each rank in real runs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RealRunTest {
    private static final Settings DEFAULTS = new Settings(_ -> null, _ -> null);
    private static final long[] SIZES = {8, 24, 20_008};

    @ParameterizedTest
    @EnumSource
    void everyRankSendsWhatTheModelSays(Operation operation) {
        IntStream.concat(IntStream.rangeClosed(1, 17), IntStream.of(32, 33)).forEach(size -> {
            for (String algorithm : Algorithms.names(operation)) {
                check(operation, algorithm, size);
            }
        });
    }

    private static void check(Operation operation, String algorithm, int size) {
        Settings settings = Algorithms.setting(operation).map(s -> DEFAULTS.with(s, algorithm)).orElse(DEFAULTS).with(Setting.COLL_SEGMENT, "1000");
        Estimator estimator = new Estimator(new LogGp(1000, 100, 0, 0.1, 0), settings, Runtime.getRuntime().availableProcessors());
        long[] sizes = Arrays.stream(SIZES).filter(bytes -> bytes * size < 1 << 20).toArray();
        long[][] sent = new long[size][2 * sizes.length];
        Settings job = settings.with(Setting.TRANSPORT, CountingProvider.NAME)
                .with(Setting.EAGER_LIMIT, "2m")
                .with(Setting.EAGER_WINDOW, "1g");
        Launch.run(size, job, mpi -> {
            CountingProvider.End end = CountingProvider.ofTheOnlyJob(mpi.world().rank());
            for (int i = 0; i < sizes.length; i++) {
                long messages = end.messages.get();
                long bytes = end.bytes.get();
                call(mpi.world(), operation, Math.toIntExact(sizes[i] / 8));
                sent[mpi.world().rank()][2 * i] = end.messages.get() - messages;
                sent[mpi.world().rank()][2 * i + 1] = end.bytes.get() - bytes;
            }
        });
        for (int rank = 0; rank < size; rank++) {
            for (int i = 0; i < sizes.length; i++) {
                Call call = new Call(operation, operation == Operation.BARRIER ? 0 : sizes[i]);
                String runs = estimator.chosen(call, size);
                RankCost cost = RankCost.of(estimator.schedule(call, runs, rank, size), call);
                Map<String, Long> expected = new TreeMap<>(Map.of("messages", cost.messages(), "bytes", cost.bytes()));
                Map<String, Long> real = new TreeMap<>(Map.of("messages", sent[rank][2 * i], "bytes", sent[rank][2 * i + 1]));
                assertEquals(expected, real, operation + " " + algorithm + " size=" + size + " rank=" + rank + " bytes=" + sizes[i]);
            }
        }
    }

    private static void call(Comm world, Operation operation, int count) {
        int size = world.size();
        Buf one = Buf.of(new long[count]);
        Buf other = Buf.of(new long[count]);
        Buf all = Buf.of(new long[count * size]);
        switch (operation) {
            case BARRIER -> world.barrier();
            case BCAST -> world.bcast(one, 0);
            case GATHER -> world.gather(one, all, 0);
            case SCATTER -> world.scatter(all, one, 0);
            case ALLGATHER -> world.allgather(one, all);
            case ALLTOALL -> world.alltoall(Buf.of(new long[count * size]), all);
            case REDUCE -> world.reduce(one, other, Op.SUM, 0);
            case ALLREDUCE -> world.allreduce(one, other, Op.SUM);
            case REDUCE_SCATTER_BLOCK -> world.reduceScatterBlock(all, one, Op.SUM);
            case SCAN -> world.scan(one, other, Op.SUM);
            case EXSCAN -> world.exscan(one, other, Op.SUM);
        }
    }
}

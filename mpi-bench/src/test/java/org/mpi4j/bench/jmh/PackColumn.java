package org.mpi4j.bench.jmh;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.mpi4j.Buf;
import org.mpi4j.Datatype;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A column of a matrix of 1000 x 1000 doubles, gathered and scattered by hand and as a datatype. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class PackColumn {
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());
    private static final int N = 1000;

    private final double[] matrix = new double[N * N];
    private final byte[] bytes = new byte[N * Double.BYTES];
    private final MemorySegment packed = MemorySegment.ofArray(bytes);
    private final Buf column = Buf.of(matrix, 0, 1, Datatype.vector(N, 1, N, Datatype.DOUBLE));

    /** A loop. */
    @Benchmark
    public byte[] gather() {
        for (int i = 0; i < N; i++) {
            DOUBLES.set(bytes, i * Double.BYTES, matrix[i * N]);
        }
        return bytes;
    }

    @Benchmark
    public long pack() {
        return column.pack(packed, 0);
    }

    /** A loop. */
    @Benchmark
    public double[] scatter() {
        for (int i = 0; i < N; i++) {
            matrix[i * N] = (double) DOUBLES.get(bytes, i * Double.BYTES);
        }
        return matrix;
    }

    @Benchmark
    public long unpack() {
        return column.unpack(packed, 0);
    }
}

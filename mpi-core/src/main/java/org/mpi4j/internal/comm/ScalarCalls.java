package org.mpi4j.internal.comm;

import org.mpi4j.Buf;
import org.mpi4j.Op;

/** The reductions of one value. Thread-safe. What the standard leaves undefined is the value that was given. */
abstract sealed class ScalarCalls extends PersistentCollectiveCalls permits ObjectPointToPoint {
    ScalarCalls(CommParts parts) {
        super(parts);
    }

    @Override
    public final int reduce(int value, Op op, int root) {
        int[] x = {value};
        if (isInter) {
            reduce(Buf.of(x.clone()), Buf.of(x), op, root);
        } else {
            reduce(Buf.of(x), op, root);
        }
        return x[0];
    }

    @Override
    public final int allreduce(int value, Op op) {
        int[] x = {value};
        allreduce(isInter ? Buf.of(x.clone()) : Buf.IN_PLACE, Buf.of(x), op);
        return x[0];
    }

    @Override
    public final int scan(int value, Op op) {
        int[] x = {value};
        scan(Buf.of(x), op);
        return x[0];
    }

    @Override
    public final int exscan(int value, Op op) {
        int[] x = {value};
        exscan(Buf.of(x), op);
        return x[0];
    }

    @Override
    public final long reduce(long value, Op op, int root) {
        long[] x = {value};
        if (isInter) {
            reduce(Buf.of(x.clone()), Buf.of(x), op, root);
        } else {
            reduce(Buf.of(x), op, root);
        }
        return x[0];
    }

    @Override
    public final long allreduce(long value, Op op) {
        long[] x = {value};
        allreduce(isInter ? Buf.of(x.clone()) : Buf.IN_PLACE, Buf.of(x), op);
        return x[0];
    }

    @Override
    public final long scan(long value, Op op) {
        long[] x = {value};
        scan(Buf.of(x), op);
        return x[0];
    }

    @Override
    public final long exscan(long value, Op op) {
        long[] x = {value};
        exscan(Buf.of(x), op);
        return x[0];
    }

    @Override
    public final double reduce(double value, Op op, int root) {
        double[] x = {value};
        if (isInter) {
            reduce(Buf.of(x.clone()), Buf.of(x), op, root);
        } else {
            reduce(Buf.of(x), op, root);
        }
        return x[0];
    }

    @Override
    public final double allreduce(double value, Op op) {
        double[] x = {value};
        allreduce(isInter ? Buf.of(x.clone()) : Buf.IN_PLACE, Buf.of(x), op);
        return x[0];
    }

    @Override
    public final double scan(double value, Op op) {
        double[] x = {value};
        scan(Buf.of(x), op);
        return x[0];
    }

    @Override
    public final double exscan(double value, Op op) {
        double[] x = {value};
        exscan(Buf.of(x), op);
        return x[0];
    }
}

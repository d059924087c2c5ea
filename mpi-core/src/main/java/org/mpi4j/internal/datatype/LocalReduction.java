package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import org.mpi4j.Buf;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** {@code MPI_Reduce_local}: checks its arguments and reduces within this process. Stateless. */
final class LocalReduction {
    private LocalReduction() {}

    static void run(Reduction op, Buf in, Buf inout) {
        TypeMap type = TypeMap.of(inout.type());
        check(op, in, inout, type);
        if (inout.count() == 0) {
            return;
        }
        boolean[] booleans = inout.booleans();
        MemorySegment left = segment(in);
        MemorySegment right = segment(inout);
        op.apply(left, 0, right, 0, inout.count(), type);
        if (booleans != null) {
            Booleans.copyOut(right, 0, booleans, inout.booleansOffset(), (int) inout.count());
        }
    }

    private static MemorySegment segment(Buf buf) {
        boolean[] booleans = buf.booleans();
        return booleans == null ? buf.memory() : Booleans.copyIn(booleans, buf.booleansOffset(), (int) buf.count());
    }

    private static void check(Reduction op, Buf in, Buf inout, TypeMap type) {
        if (in == Buf.IN_PLACE || inout == Buf.IN_PLACE) {
            throw new MpiException(ErrorClass.BUFFER, "op.reduceLocal: IN_PLACE is no buffer here: op=" + op);
        }
        if (in.count() != inout.count()) {
            throw new MpiException(
                    ErrorClass.COUNT, "op.reduceLocal: the counts differ: in.count=" + in.count() + " inout.count=" + inout.count());
        }
        if (in.type() != type && !type.sameShape(TypeMap.of(in.type()))) {
            throw new MpiException(ErrorClass.TYPE, "op.reduceLocal: the types differ: in.type=" + in.type() + " inout.type=" + type);
        }
        if (inout.isReadOnly()) {
            throw new MpiException(ErrorClass.BUFFER, "op.reduceLocal: the result's memory is read-only: inout.type=" + type);
        }
        MpiException forbidden = op.check(type);
        if (forbidden != null) {
            throw forbidden;
        }
    }
}

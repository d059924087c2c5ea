package org.mpi4j.internal.comm;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Info;
import org.mpi4j.Partitioned;
import org.mpi4j.PartitionedRequest;
import org.mpi4j.internal.comm.PartitionedSide.Parts;

/** The calls of chapter 4. Thread-safe. */
abstract sealed class PartitionedCalls extends PersistentCalls implements Partitioned permits PointToPointCalls {
    PartitionedCalls(CommParts parts) {
        super(parts);
    }

    @Override
    public final PartitionedRequest psendInit(Buf buf, int partitions, int dest, int tag, Info info) {
        checkDest("psendInit", dest, tag);
        checkBuf("psendInit", buf);
        checkPartitions("psendInit", buf, partitions);
        return new PartitionedOperation(this, "psendInit", new PartitionedSend(this, Parts.of(buf, partitions), dest, tag));
    }

    @Override
    public final PartitionedRequest precvInit(Buf buf, int partitions, int source, int tag, Info info) {
        checkSource("precvInit", source, tag);
        if (source == Comm.ANY_SOURCE) {
            throw error(ErrorClass.RANK, "precvInit", "a partitioned receive names its sender: source=ANY_SOURCE");
        }
        if (tag == Comm.ANY_TAG) {
            throw error(ErrorClass.TAG, "precvInit", "a partitioned receive names its tag: tag=ANY_TAG");
        }
        checkWritable("precvInit", buf);
        checkPartitions("precvInit", buf, partitions);
        return new PartitionedOperation(this, "precvInit", new PartitionedRecv(this, Parts.of(buf, partitions), source, tag));
    }

    private void checkPartitions(String operation, Buf buf, int partitions) {
        if (partitions < 0) {
            throw error(ErrorClass.ARG, operation, "less than 0: partitions=" + partitions);
        }
        if (partitions == 0 ? buf.count() != 0 : buf.count() % partitions != 0) {
            throw error(ErrorClass.COUNT, operation, "no multiple of the number of partitions: count=" + buf.count() + " partitions=" + partitions);
        }
    }
}

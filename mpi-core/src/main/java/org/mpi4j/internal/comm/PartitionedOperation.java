package org.mpi4j.internal.comm;

import java.util.stream.IntStream;
import org.mpi4j.ErrorClass;
import org.mpi4j.PartitionedRequest;
import org.mpi4j.internal.progress.Failure;

/** One end of a partitioned operation, as the application sees it. Thread-safe. */
final class PartitionedOperation extends PersistentOperation implements PartitionedRequest {
    private final PartitionedSide side;

    PartitionedOperation(CommCore comm, String operation, PartitionedSide side) {
        super(comm, operation, side::begin);
        this.side = side;
    }

    @Override
    public void pready(int partition) {
        ready("pready", partition);
    }

    @Override
    public void preadyRange(int low, int high) {
        checkPartition("preadyRange", low);
        checkPartition("preadyRange", high);
        if (low > high) {
            throw comm.error(ErrorClass.ARG, "preadyRange", "the range is empty: low=" + low + " high=" + high);
        }
        ready("preadyRange", IntStream.rangeClosed(low, high).toArray());
    }

    @Override
    public void preadyList(int... partitions) {
        ready("preadyList", partitions.clone());
    }

    private void ready(String call, int... partitions) {
        PartitionedSend send =
                switch (side) {
                    case PartitionedSend it -> it;
                    case PartitionedRecv _ -> throw comm.error(ErrorClass.REQUEST, call, "the request is that of a receive, not of a send:");
                };
        for (int partition : partitions) {
            checkPartition(call, partition);
        }
        if (active() == null) {
            throw comm.error(ErrorClass.REQUEST, call, "the request is inactive, and is to be started before:");
        }
        Failure failure = send.ready(partitions);
        if (failure != null) {
            throw comm.error(failure, call);
        }
    }

    @Override
    public boolean parrived(int partition) {
        PartitionedRecv recv =
                switch (side) {
                    case PartitionedRecv it -> it;
                    case PartitionedSend _ -> throw comm.error(ErrorClass.REQUEST, "parrived", "the request is that of a send, not of a receive:");
                };
        checkPartition("parrived", partition);
        PendingRequest request = active();
        if (request == null || recv.hasArrived(partition)) {
            return true;
        }
        return request.getStatus().isPresent() || recv.hasArrived(partition);
    }

    private void checkPartition(String call, int partition) {
        int count = side.parts().count();
        if (partition < 0 || partition >= count) {
            throw comm.error(ErrorClass.ARG, call, "no such partition: partition=" + partition + " partitions=" + count);
        }
    }

    @Override
    public void cancel() {
        if (active() != null) {
            throw comm.error(ErrorClass.REQUEST, "cancel", "a partitioned operation that has been started cannot be given up:");
        }
    }

    @Override
    public synchronized void close() {
        if (active() != null) {
            throw comm.error(ErrorClass.REQUEST, "close", "a partitioned operation that has been started is to be waited for:");
        }
        super.close();
        side.close();
    }
}

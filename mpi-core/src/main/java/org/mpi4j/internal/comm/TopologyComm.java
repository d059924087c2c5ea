package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.List;
import org.mpi4j.Buf;
import org.mpi4j.Datatype;
import org.mpi4j.Info;
import org.mpi4j.Neighborhood;
import org.mpi4j.PersistentRequest;
import org.mpi4j.Request;
import org.mpi4j.internal.coll.Blocks;
import org.mpi4j.internal.coll.Call;
import org.mpi4j.internal.coll.Neighbors;

/** A communicator with a topology, and the calls of sections 8.6 to 8.8. Thread-safe. */
abstract sealed class TopologyComm extends IntraComm implements Neighborhood permits CartIntraComm, GraphIntraComm, DistGraphIntraComm {
    TopologyComm(CommParts parts) {
        super(parts);
    }

    /** This rank's neighbours; throws TOPOLOGY where the topology is one on which nobody can exchange blocks. */
    abstract Neighbors neighbors(String operation);

    // ---- preparing ----

    final Collective prepareNeighborAllgather(String operation, Buf send, Buf recv) {
        Neighbors neighbors = checkedNeighbors(operation, send, recv);
        int sources = neighbors.sources().length;
        long block = blockCount(operation, "recv", recv, sources, "sources");
        if (sources > 0) {
            checkBlock(operation, "send", bytes(send), "recv", bytes(recv) / sources);
        }
        return said(collective(operation, schedules.neighbors(neighbors, Blocks.same(elements(send)), Blocks.uniform(block)), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    final Collective prepareNeighborAllgatherv(String operation, Buf send, Buf recv) {
        Neighbors neighbors = checkedNeighbors(operation, send, recv);
        Blocks into = blocks(operation, "recv", recv, neighbors.sources().length, "source");
        return said(collective(operation, schedules.neighbors(neighbors, Blocks.same(elements(send)), into), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    final Collective prepareNeighborAlltoall(String operation, Buf send, Buf recv) {
        Neighbors neighbors = checkedNeighbors(operation, send, recv);
        int destinations = neighbors.destinations().length;
        int sources = neighbors.sources().length;
        long from = blockCount(operation, "send", send, destinations, "destinations");
        long into = blockCount(operation, "recv", recv, sources, "sources");
        if (destinations > 0 && sources > 0) {
            checkBlock(operation, "send", bytes(send) / destinations, "recv", bytes(recv) / sources);
        }
        return said(collective(operation, schedules.neighbors(neighbors, Blocks.uniform(from), Blocks.uniform(into)), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    final Collective prepareNeighborAlltoallv(String operation, Buf send, Buf recv) {
        Neighbors neighbors = checkedNeighbors(operation, send, recv);
        Blocks from = blocks(operation, "send", send, neighbors.destinations().length, "destination");
        Blocks into = blocks(operation, "recv", recv, neighbors.sources().length, "source");
        return said(collective(operation, schedules.neighbors(neighbors, from, into), send, recv, null), Call.UNSAID, Call.UNSAID, null, null);
    }

    final Collective prepareNeighborAlltoallw(String operation, Buf[] sends, Buf[] recvs) {
        checkOpen(operation);
        Neighbors neighbors = neighbors(operation);
        Blocks from = separateBlocks(operation, "sends", sends, neighbors.destinations().length, "destination", false);
        Blocks into = separateBlocks(operation, "recvs", recvs, neighbors.sources().length, "source", true);
        return said(separate(operation, schedules.neighbors(neighbors, from, into), sends.clone(), recvs.clone()), Call.UNSAID, Call.UNSAID, null, null);
    }

    private Neighbors checkedNeighbors(String operation, Buf send, Buf recv) {
        checkOpen(operation);
        checkBuf(operation, send);
        checkWritable(operation, recv);
        return neighbors(operation);
    }

    // ---- calls ----

    @Override
    public final void neighborAllgather(Buf send, Buf recv) {
        finish(prepareNeighborAllgather("neighborAllgather", send, recv));
    }

    @Override
    public final Request ineighborAllgather(Buf send, Buf recv) {
        return request(prepareNeighborAllgather("ineighborAllgather", send, recv));
    }

    @Override
    public final void neighborAllgatherv(Buf send, Buf recv) {
        finish(prepareNeighborAllgatherv("neighborAllgatherv", send, recv));
    }

    @Override
    public final Request ineighborAllgatherv(Buf send, Buf recv) {
        return request(prepareNeighborAllgatherv("ineighborAllgatherv", send, recv));
    }

    @Override
    public final void neighborAlltoall(Buf send, Buf recv) {
        finish(prepareNeighborAlltoall("neighborAlltoall", send, recv));
    }

    @Override
    public final Request ineighborAlltoall(Buf send, Buf recv) {
        return request(prepareNeighborAlltoall("ineighborAlltoall", send, recv));
    }

    @Override
    public final void neighborAlltoallv(Buf send, Buf recv) {
        finish(prepareNeighborAlltoallv("neighborAlltoallv", send, recv));
    }

    @Override
    public final Request ineighborAlltoallv(Buf send, Buf recv) {
        return request(prepareNeighborAlltoallv("ineighborAlltoallv", send, recv));
    }

    @Override
    public final void neighborAlltoallw(Buf[] sends, Buf[] recvs) {
        finish(prepareNeighborAlltoallw("neighborAlltoallw", sends, recvs));
    }

    @Override
    public final Request ineighborAlltoallw(Buf[] sends, Buf[] recvs) {
        return request(prepareNeighborAlltoallw("ineighborAlltoallw", sends, recvs));
    }

    @Override
    public final PersistentRequest neighborAllgatherInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareNeighborAllgather("neighborAllgatherInit", send, recv));
    }

    @Override
    public final PersistentRequest neighborAllgathervInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareNeighborAllgatherv("neighborAllgathervInit", send, recv));
    }

    @Override
    public final PersistentRequest neighborAlltoallInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareNeighborAlltoall("neighborAlltoallInit", send, recv));
    }

    @Override
    public final PersistentRequest neighborAlltoallvInit(Buf send, Buf recv, Info info) {
        return persistent(CollectiveStarts.areDirect(send, recv), () -> prepareNeighborAlltoallv("neighborAlltoallvInit", send, recv));
    }

    @Override
    public final PersistentRequest neighborAlltoallwInit(Buf[] sends, Buf[] recvs, Info info) {
        return persistent(CollectiveStarts.areDirect(sends) && CollectiveStarts.areDirect(recvs), () -> prepareNeighborAlltoallw("neighborAlltoallwInit", sends, recvs));
    }

    // ---- objects ----

    @Override
    public final <T> List<T> neighborAllgatherObject(T object) {
        checkOpen("neighborAllgatherObject");
        int[] sources = neighbors("neighborAllgatherObject").sources();
        try (Written written = Written.of(this, "neighborAllgatherObject", Collections.singletonList(object))) {
            long[] lengths = new long[sources.length];
            neighborAllgather(Buf.of(written.lengths()), Buf.of(lengths));
            long[] counts = counts(lengths);
            MemorySegment all = Memory.allocate(sum(counts));
            neighborAllgatherv(written.buf(), Buf.of(all, Datatype.BYTE).blocks(counts));
            written.check();
            return readAll("neighborAllgatherObject", all, lengths, sources);
        }
    }

    @Override
    public final <T> List<T> neighborAlltoallObject(List<? extends T> objects) {
        checkOpen("neighborAlltoallObject");
        Neighbors neighbors = neighbors("neighborAlltoallObject");
        int[] destinations = neighbors.destinations();
        checkCount("neighborAlltoallObject", objects, destinations.length, "destination");
        try (Written written = Written.of(this, "neighborAlltoallObject", objects)) {
            long[] lengths = new long[neighbors.sources().length];
            neighborAlltoall(Buf.of(written.lengths()), Buf.of(lengths));
            long[] counts = counts(lengths);
            MemorySegment all = Memory.allocate(sum(counts));
            neighborAlltoallv(written.buf().blocks(counts(written.lengths())), Buf.of(all, Datatype.BYTE).blocks(counts));
            written.check();
            return readAll("neighborAlltoallObject", all, lengths, neighbors.sources());
        }
    }
}

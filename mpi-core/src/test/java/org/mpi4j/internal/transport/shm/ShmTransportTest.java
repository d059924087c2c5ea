package org.mpi4j.internal.transport.shm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mpi4j.internal.transport.TransportContract;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/** Ranks that are threads, over an anonymous segment. */
class ShmTransportTest extends TransportContract {
    @Override
    protected List<Transport> start(List<TransportContext> contexts) {
        ShmSegment segment = ShmSegment.anonymous(layout(contexts.size()), Long.MAX_VALUE).orElseThrow();
        int[] jobRanks = IntStream.range(0, contexts.size()).toArray();
        Doorbell doorbell = Doorbell.ofThreads(i -> contexts.get(i).sleeper());
        List<Transport> transports = new ArrayList<>();
        for (TransportContext context : contexts) {
            transports.add(new ShmTransport(context, segment, context.rank(), jobRanks, contexts.size() % 2 == 1, doorbell));
        }
        return transports;
    }

    ShmLayout layout(int ranks) {
        return ShmLayout.near(ranks, 256 << 10, 32 << 10, 32);
    }
}

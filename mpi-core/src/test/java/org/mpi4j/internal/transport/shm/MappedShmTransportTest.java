package org.mpi4j.internal.transport.shm;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.mpi4j.internal.transport.TransportContract;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/** As processes do it: each rank maps the file for itself and is woken over the loopback interface. */
class MappedShmTransportTest extends TransportContract {
    @Override
    protected List<Transport> start(List<TransportContext> contexts) throws IOException {
        String job = contexts.get(0).job();
        int size = contexts.size();
        int[] jobRanks = IntStream.range(0, size).toArray();
        ShmSegment first = ShmSegment.create(job, 0, ShmLayout.near(size, 256 << 10, 32 << 10, 32));
        Path path = first.path().orElseThrow();
        List<Transport> transports = new ArrayList<>();
        for (TransportContext context : contexts) {
            ShmSegment own = context.rank() == 0 ? first : ShmSegment.map(path, job, size, context.rank());
            transports.add(new ShmTransport(context, own, context.rank(), jobRanks, false, Doorbell.ofProcess(context.sleeper())));
        }
        first.unlink();
        assertFalse(Files.exists(path.getParent()), "nothing is left in the file system");
        return transports;
    }
}

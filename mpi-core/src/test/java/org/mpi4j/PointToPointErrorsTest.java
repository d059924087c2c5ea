package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** MPI 5.0, chapter 3: each misuse is an error that names what and the limit. */
class PointToPointErrorsTest {
    @FunctionalInterface
    private interface Send {
        void call(Buf buf, int dest, int tag);
    }

    private record NamedSend(String name, Send send) {}

    @FunctionalInterface
    private interface Receive {
        void call(Buf buf, int source, int tag);
    }

    private record NamedReceive(String name, boolean takesBuf, Receive receive) {}

    private static List<NamedSend> sends(Comm comm) {
        return List.of(
                new NamedSend("send", comm::send),
                new NamedSend("bsend", comm::bsend),
                new NamedSend("ssend", comm::ssend),
                new NamedSend("rsend", comm::rsend),
                new NamedSend("isend", comm::isend),
                new NamedSend("ibsend", comm::ibsend),
                new NamedSend("issend", comm::issend),
                new NamedSend("irsend", comm::irsend),
                new NamedSend("sendInit", comm::sendInit),
                new NamedSend("bsendInit", comm::bsendInit),
                new NamedSend("ssendInit", comm::ssendInit),
                new NamedSend("rsendInit", comm::rsendInit));
    }

    private static List<NamedReceive> receives(Comm comm) {
        return List.of(
                new NamedReceive("recv", true, comm::recv),
                new NamedReceive("irecv", true, comm::irecv),
                new NamedReceive("recvInit", true, comm::recvInit),
                new NamedReceive("probe", false, (_, source, tag) -> comm.probe(source, tag)),
                new NamedReceive("iprobe", false, (_, source, tag) -> comm.iprobe(source, tag)),
                new NamedReceive("mprobe", false, (_, source, tag) -> comm.mprobe(source, tag)),
                new NamedReceive("improbe", false, (_, source, tag) -> comm.improbe(source, tag)),
                new NamedReceive("recvObject", false, (_, source, tag) -> comm.recvObject(source, tag)),
                new NamedReceive("irecvObject", false, (_, source, tag) -> comm.irecvObject(source, tag)));
    }

    @Everywhere
    void aSendNamesAProcessATagAndMemory(Ranks ranks) {
        ranks.run(comm -> {
            Buf one = Buf.of(new int[1]);
            Arena gone = Arena.ofShared();
            MemorySegment closed = gone.allocate(4);
            gone.close();
            try (Arena confined = Arena.ofConfined()) {
                MemorySegment mine = confined.allocate(4);
                for (NamedSend call : sends(comm)) {
                    for (int dest : new int[] {comm.size(), -3, Comm.ANY_SOURCE}) {
                        Errors.expect(ErrorClass.RANK, call.name + ": no such process: dest=" + dest, () -> call.send.call(one, dest, 0));
                    }
                    Errors.expect(ErrorClass.TAG, call.name + ": not between 0 and TAG_UB: tag=-1", () -> call.send.call(one, 0, Comm.ANY_TAG));
                    Errors.expect(ErrorClass.BUFFER, call.name + ": no buffer: buf=IN_PLACE", () -> call.send.call(Buf.IN_PLACE, 0, 0));
                    Errors.expect(ErrorClass.BUFFER, call.name + ": the memory's arena has been closed", () -> call.send.call(Buf.of(closed, Datatype.INT), 0, 0));
                    Errors.expect(ErrorClass.BUFFER, call.name + ": the memory is confined", () -> call.send.call(Buf.of(mine, Datatype.INT), 0, 0));
                }
            }
        });
    }

    @Everywhere
    void aReceiveNamesAProcessATagAndMemory(Ranks ranks) {
        ranks.run(comm -> {
            Buf one = Buf.of(new int[1]);
            Buf readOnly = Buf.of(MemorySegment.ofArray(new int[1]).asReadOnly(), Datatype.INT);
            for (NamedReceive call : receives(comm)) {
                for (int source : new int[] {comm.size(), -3}) {
                    Errors.expect(ErrorClass.RANK, call.name + ": no such process: source=" + source, () -> call.receive.call(one, source, 0));
                }
                Errors.expect(ErrorClass.TAG, call.name + ": neither ANY_TAG nor between 0 and TAG_UB: tag=-2", () -> call.receive.call(one, 0, -2));
                if (call.takesBuf) {
                    Errors.expect(ErrorClass.BUFFER, call.name + ": no buffer: buf=IN_PLACE", () -> call.receive.call(Buf.IN_PLACE, 0, 0));
                    Errors.expect(ErrorClass.BUFFER, call.name + ": memory to receive into is read-only", () -> call.receive.call(readOnly, 0, 0));
                }
            }
        });
    }

    @Everywhere
    void aClosedCommunicatorTakesNothing(Ranks ranks) {
        ranks.runWorld(world -> {
            Comm comm = world.dup();
            comm.close();
            Buf one = Buf.of(new int[1]);
            for (NamedSend call : sends(comm)) {
                Errors.expect(ErrorClass.COMM, call.name + ": the communicator is closed", () -> call.send.call(one, 0, 0));
            }
            for (NamedReceive call : receives(comm)) {
                Errors.expect(ErrorClass.COMM, call.name + ": the communicator is closed", () -> call.receive.call(one, 0, 0));
            }
            Errors.expect(ErrorClass.COMM, "attachBuffer: the communicator is closed", () -> comm.attachBuffer(100));
        });
    }

    @Everywhere
    void onlyRequestsOfMpi4jAreWaitedFor(Ranks ranks) {
        ranks.runWorld(comm -> {
            Request foreign = (Request) Proxy.newProxyInstance(Request.class.getClassLoader(), new Class<?>[] {Request.class}, (_, _, _) -> null);
            String part = "no request of mpi4j";
            Errors.expect(ErrorClass.REQUEST, part, () -> Request.awaitAny(foreign));
            Errors.expect(ErrorClass.REQUEST, part, () -> Request.awaitSome(foreign));
            Errors.expect(ErrorClass.REQUEST, part, () -> Request.testAll(foreign));
            Errors.expect(ErrorClass.REQUEST, part, () -> Request.testAny(foreign));
            Errors.expect(ErrorClass.REQUEST, part, () -> Request.getStatusSome(foreign));
            comm.barrier();
        });
    }

    @Everywhere
    void requestsOfDifferentRanksAreNotWaitedForAtOnce(Ranks ranks) {
        AtomicReferenceArray<Request> all = new AtomicReferenceArray<>(ranks.size());
        ranks.runWorld(comm -> {
            all.set(comm.rank(), comm.irecv(Buf.of(new int[1]), comm.rank(), 1));
            comm.barrier();
            if (comm.size() > 1) {
                Errors.expect(ErrorClass.REQUEST, "requests of different processes: operation=irecv", () -> Request.awaitAny(all.get(0), all.get(1)));
            }
            comm.barrier();
            comm.send(Buf.of(new int[1]), comm.rank(), 1);
            assertEquals(comm.rank(), all.get(comm.rank()).await().source());
        });
    }
}

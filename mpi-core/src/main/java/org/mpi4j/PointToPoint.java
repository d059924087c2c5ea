package org.mpi4j;

import java.util.Optional;

/** Messages between two processes, in the order of the standard. @spec MPI 5.0, chapter 3 */
public interface PointToPoint {
    void send(Buf buf, int dest, int tag);

    Status recv(Buf buf, int source, int tag);

    void bsend(Buf buf, int dest, int tag);

    void ssend(Buf buf, int dest, int tag);

    void rsend(Buf buf, int dest, int tag);

    Request isend(Buf buf, int dest, int tag);

    Request ibsend(Buf buf, int dest, int tag);

    Request issend(Buf buf, int dest, int tag);

    Request irsend(Buf buf, int dest, int tag);

    Request irecv(Buf buf, int source, int tag);

    Status probe(int source, int tag);

    Optional<Status> iprobe(int source, int tag);

    Message mprobe(int source, int tag);

    Optional<Message> improbe(int source, int tag);

    Status sendrecv(Buf send, int dest, int sendTag, Buf recv, int source, int recvTag);

    Status sendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag);

    Request isendrecv(Buf send, int dest, int sendTag, Buf recv, int source, int recvTag);

    Request isendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag);
}

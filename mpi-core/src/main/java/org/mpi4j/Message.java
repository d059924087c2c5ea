package org.mpi4j;

/** A message that a matched probe has taken from the queue; only this object can receive it. @spec MPI 5.0, section 3.8.2 */
public interface Message {
    Status status();

    Status recv(Buf buf);

    Request irecv(Buf buf);

    <T> T recvObject();
}

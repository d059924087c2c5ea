package org.mpi4j;

import java.util.Optional;

/**
 * Messages between two processes, in the order of the standard. A message carries {@code count x datatype} of its {@link Buf} and an envelope:
 * source, destination, tag and communicator. A receive takes the oldest message whose envelope fits, and messages from one rank to
 * another on one communicator do not overtake each other, whichever call sent or receives them.
 *
 * <p><b>Shapes.</b> The caller allocates all buffers. A receive has room for at least what is sent: a shorter message changes no more than it
 * brings. Sender and receiver may describe the data by different datatypes, as long as the sequence of primitives is the same; that is not
 * checked. {@link Comm#PROC_NULL} as source or destination takes and brings nothing, at once: source PROC_NULL, tag ANY_TAG, 0 bytes.
 *
 * <p><b>Completion.</b> A send is complete as soon as its buffer may be changed (locally complete), which says nothing of the receiver:
 * up to the setting {@code mpi4j.eager.limit} (16 KiB) it may be complete before the receive begins; larger ones wait for it. Only ssend is
 * complete no earlier than its receive has matched (remotely complete). A receive is complete when its buffer holds the message. The
 * calls whose name begins with {@code i} check their arguments, start the operation and return at once; until its {@link Request} is complete,
 * a buffer that is sent from is not changed and one that is received into not touched.
 *
 * <p><b>Errors.</b> Besides those named at a method, each throws {@link MpiException}: COMM if the communicator or {@link Mpi} is closed; RANK unless
 * {@code 0 <= dest < size} or PROC_NULL, the same for {@code source} or {@link Comm#ANY_SOURCE}; TAG if {@code tag < 0}, unless a receive or probe
 * gives {@link Comm#ANY_TAG}; BUFFER if a buffer is {@link Buf#IN_PLACE}, its memory confined to one thread or its arena closed, or one
 * to receive into is read-only. Where the communicator's info asserts {@code mpi_assert_no_any_source} or {@code mpi_assert_no_any_tag}, a wildcard
 * is a RANK or a TAG error; where it asserts {@code mpi_assert_exact_length}, a message shorter than its buffer is a TRUNCATE error.
 * Later, here or from the request: PROC_FAILED if the peer is lost; PROC_ABORTED if the job has ended.
 *
 * <p><b>Threads.</b> All methods may be called by all threads at once.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.3 MPI 5.0, chapter 3
 */
public interface PointToPoint {
    /**
     * Sends a message. Returns when {@code buf} may be changed.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.1 MPI 5.0, section 3.2.1
     */
    void send(Buf buf, int dest, int tag);

    /**
     * Receives a message. Returns when {@code buf} holds it.
     *
     * @param buf room for the message, {@code count x datatype}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return who sent it, with which tag, and how many bytes
     * @throws MpiException TRUNCATE if the message is longer than {@code buf}, which then holds its beginning; the rest is lost
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.4 MPI 5.0, section 3.2.4
     */
    Status recv(Buf buf, int source, int tag);

    /**
     * As {@link #send}, and never waits for the receiver: elements that cannot leave at once are copied to the attached buffer, see {@link Buffering};
     * where none is attached, memory is found by itself and given back when the message has left.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @throws MpiException BUFFER if an attached buffer has no room
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.4 MPI 5.0, section 3.4
     */
    void bsend(Buf buf, int dest, int tag);

    /**
     * As {@link #send}, but returns only when the message has matched a receive.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.4 MPI 5.0, section 3.4
     */
    void ssend(Buf buf, int dest, int tag);

    /**
     * As {@link #send}, where the receive has been started already. Here the same as {@code send}: that the receive is there is not checked.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.4 MPI 5.0, section 3.4
     */
    void rsend(Buf buf, int dest, int tag);

    /**
     * Starts a {@link #send}.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return complete when {@code buf} may be changed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.2 MPI 5.0, section 3.7.2
     */
    Request isend(Buf buf, int dest, int tag);

    /**
     * Starts a {@link #bsend}: {@code buf} may be changed as soon as this returns.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return complete at once
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.2 MPI 5.0, section 3.7.2
     */
    Request ibsend(Buf buf, int dest, int tag);

    /**
     * Starts an {@link #ssend}.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return complete when the message has matched and {@code buf} may be changed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.2 MPI 5.0, section 3.7.2
     */
    Request issend(Buf buf, int dest, int tag);

    /**
     * Starts an {@link #rsend}.
     *
     * @param buf what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return complete when {@code buf} may be changed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.2 MPI 5.0, section 3.7.2
     */
    Request irsend(Buf buf, int dest, int tag);

    /**
     * Starts a {@link #recv}.
     *
     * @param buf room for the message, {@code count x datatype}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return complete when {@code buf} holds the message; throws TRUNCATE as {@code recv} does
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.7.2 MPI 5.0, section 3.7.2
     */
    Request irecv(Buf buf, int source, int tag);

    /**
     * Waits for a message that a receive would take, and leaves it where it is.
     *
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return what a receive of that message would tell; another thread may receive it first, against which {@link #mprobe} helps
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.1 MPI 5.0, section 3.8.1
     */
    Status probe(int source, int tag);

    /**
     * As {@link #probe}, without waiting; makes progress.
     *
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return what a receive would tell; empty if no such message has come
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.1 MPI 5.0, section 3.8.1
     */
    Optional<Status> iprobe(int source, int tag);

    /**
     * Waits for a message that a receive would take, and takes it out of the queue: no other receive or probe will see it.
     *
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return the message, which must be received
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.2 MPI 5.0, section 3.8.2
     */
    Message mprobe(int source, int tag);

    /**
     * As {@link #mprobe}, without waiting; makes progress.
     *
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return the message, which must be received; empty if none has come
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.8.2 MPI 5.0, section 3.8.2
     */
    Optional<Message> improbe(int source, int tag);

    /**
     * A {@link #isend} that can be started again and again. Local.
     *
     * @param buf what is sent, {@code count x datatype}; may change while the request is inactive
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return inactive; each start sends one message, which may match any receive
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
     */
    PersistentRequest sendInit(Buf buf, int dest, int tag);

    /**
     * A {@link #ibsend} that can be started again and again. Local.
     *
     * @param buf what is sent, {@code count x datatype}; may change while the request is inactive
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return inactive; each start sends one message, which may match any receive
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
     */
    PersistentRequest bsendInit(Buf buf, int dest, int tag);

    /**
     * A {@link #issend} that can be started again and again. Local.
     *
     * @param buf what is sent, {@code count x datatype}; may change while the request is inactive
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return inactive; each start sends one message, which may match any receive
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
     */
    PersistentRequest ssendInit(Buf buf, int dest, int tag);

    /**
     * A {@link #irsend} that can be started again and again. Local.
     *
     * @param buf what is sent, {@code count x datatype}; may change while the request is inactive
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return inactive; each start sends one message, which may match any receive
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
     */
    PersistentRequest rsendInit(Buf buf, int dest, int tag);

    /**
     * A {@link #irecv} that can be started again and again. Local.
     *
     * @param buf room for each message, {@code count x datatype}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the messages' tag, or {@link Comm#ANY_TAG}
     * @return inactive; each start receives one message, whichever call sent it; throws TRUNCATE as {@link #recv} does
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.9 MPI 5.0, section 3.9
     */
    PersistentRequest recvInit(Buf buf, int source, int tag);

    /**
     * Sends one message and receives another, both at once, so that a ring of such calls does not block itself. Returns when both
     * are complete. The messages match those of any other call.
     *
     * @param send what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param sendTag 0 to {@link Comm#TAG_UB}
     * @param recv room for the message that is received; does not overlap {@code send}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param recvTag the received message's tag, or {@link Comm#ANY_TAG}
     * @return of the received message
     * @throws MpiException TRUNCATE if the received message is longer than {@code recv}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.10 MPI 5.0, section 3.10
     */
    Status sendrecv(Buf send, int dest, int sendTag, Buf recv, int source, int recvTag);

    /**
     * As {@link #sendrecv}, in one buffer: what it holds is copied and sent, then overwritten by what is received.
     *
     * @param buf what is sent, and room for what is received, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param sendTag 0 to {@link Comm#TAG_UB}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param recvTag the received message's tag, or {@link Comm#ANY_TAG}
     * @return of the received message
     * @throws MpiException TRUNCATE if the received message is longer than {@code buf}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.10 MPI 5.0, section 3.10
     */
    Status sendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag);

    /**
     * Starts a {@link #sendrecv}.
     *
     * @param send what is sent, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param sendTag 0 to {@link Comm#TAG_UB}
     * @param recv room for the message that is received; does not overlap {@code send}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param recvTag the received message's tag, or {@link Comm#ANY_TAG}
     * @return complete when both messages are, with the status of the received one; cannot be cancelled
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.10 MPI 5.0, section 3.10
     */
    Request isendrecv(Buf send, int dest, int sendTag, Buf recv, int source, int recvTag);

    /**
     * Starts a {@link #sendrecvReplace}.
     *
     * @param buf what is sent, and room for what is received, {@code count x datatype}
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param sendTag 0 to {@link Comm#TAG_UB}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param recvTag the received message's tag, or {@link Comm#ANY_TAG}
     * @return complete when both messages are, with the status of the received one; cannot be cancelled
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.3.10 MPI 5.0, section 3.10
     */
    Request isendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag);
}

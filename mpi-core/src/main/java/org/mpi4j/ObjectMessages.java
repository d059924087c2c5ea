package org.mpi4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages and collectives of objects. An object goes through the communicator's {@link ObjectSerializer} and arrives whole, whatever its
 * size. A message's bytes are the serialised object and nothing else; so a probe of it tells its size, and it matches object receives only.
 *
 * <p>Envelopes, matching and their errors are those of {@link PointToPoint}; the order of calls, roots and their errors those of {@link
 * Collectives}. An object is written before a call that sends it returns, and may be changed from then on. Type parameters are not
 * checked: a receiver that expects another class gets a {@code ClassCastException}.
 *
 * <p>Besides, methods that send throw {@link MpiException} TYPE if an object, or one that it refers to, is not serialisable, and OTHER if
 * the serializer fails; methods that receive throw TYPE if a class is not known here or refused by the filter, and OTHER if the bytes are
 * no object. In a collective such an error leaves no rank waiting: the others throw OTHER if they need that object. Thread-safe.
 */
public interface ObjectMessages {
    /**
     * Sends an object. Returns when it is on its way, as {@link PointToPoint#send} does.
     *
     * @param object what is sent
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     */
    void sendObject(@Nullable Object object, int dest, int tag);

    /**
     * As {@link #sendObject}, but returns only when the message has matched a receive.
     *
     * @param object what is sent
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     */
    void ssendObject(@Nullable Object object, int dest, int tag);

    /**
     * Starts a {@link #sendObject}. The object is written before this returns, and may be changed then.
     *
     * @param object what is sent
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return complete when the object's bytes have left
     */
    Request isendObject(@Nullable Object object, int dest, int tag);

    /**
     * As {@link #sendObject}, and never waits for the receiver. The object's bytes are kept until they have left, in no attached buffer;
     * {@link Mpi}'s {@code flushBuffer} waits for them.
     *
     * @param object what is sent
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     */
    void bsendObject(@Nullable Object object, int dest, int tag);

    /**
     * Starts a {@link #bsendObject}.
     *
     * @param object what is sent
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return complete at once
     */
    Request ibsendObject(@Nullable Object object, int dest, int tag);

    /**
     * Starts an {@link #ssendObject}. The object is written before this returns, and may be changed then.
     *
     * @param object what is sent
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param tag 0 to {@link Comm#TAG_UB}
     * @return complete when the message has matched
     */
    Request issendObject(@Nullable Object object, int dest, int tag);

    /**
     * Receives an object.
     *
     * @param <T> its class, which is not checked here
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return the object; null from {@code PROC_NULL}. Who sent it tells {@link #irecvObject}, or a probe before
     */
    <T> T recvObject(int source, int tag);

    /**
     * Starts a {@link #recvObject}.
     *
     * @param <T> its class, which is not checked here
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param tag the message's tag, or {@link Comm#ANY_TAG}
     * @return complete when the object's bytes have come; {@link ObjectRequest#get} gives the object
     */
    <T> ObjectRequest<T> irecvObject(int source, int tag);

    /**
     * Sends one object and receives another, both at once, so that a ring of such calls does not block itself.
     *
     * @param <T> the class of what is received, which is not checked here
     * @param object what is sent
     * @param dest the receiver's rank, or {@link Comm#PROC_NULL}
     * @param sendTag 0 to {@link Comm#TAG_UB}
     * @param source the sender's rank, {@link Comm#ANY_SOURCE} or {@link Comm#PROC_NULL}
     * @param recvTag the received message's tag, or {@link Comm#ANY_TAG}
     * @return the object; null from {@code PROC_NULL}
     */
    <T> T sendrecvObject(@Nullable Object object, int dest, int sendTag, int source, int recvTag);

    /**
     * Gives the root's object to all ranks.
     *
     * @param <T> its class, which is not checked here
     * @param object what the root sends; ignored elsewhere
     * @param root the rank that sends; the same on all ranks
     * @return at the root {@code object} itself, elsewhere a copy
     */
    <T> T bcastObject(@Nullable T object, int root);

    /**
     * Collects an object of each rank at the root.
     *
     * @param <T> their class, which is not checked here
     * @param object what this rank gives
     * @param root the rank that receives; the same on all ranks
     * @return at the root a new list of copies in rank order; null elsewhere
     */
    <T> List<T> gatherObject(T object, int root);

    /**
     * Deals the root's objects out to the ranks.
     *
     * @param <T> their class, which is not checked here
     * @param objects at the root one per rank, in rank order; ignored elsewhere
     * @param root the rank that sends; the same on all ranks
     * @return a copy of this rank's object
     * @throws MpiException COUNT at the root if {@code objects} is null or {@code objects.size() != size}
     */
    <T> T scatterObject(@Nullable List<? extends T> objects, int root);

    /**
     * Collects an object of each rank at all ranks.
     *
     * @param <T> their class, which is not checked here
     * @param object what this rank gives
     * @return a new list of copies in rank order
     */
    <T> List<T> allgatherObject(T object);

    /**
     * Sends an object from each rank to each rank.
     *
     * @param <T> their class, which is not checked here
     * @param objects one per rank, in rank order: {@code objects.get(j)} for rank {@code j}
     * @return a new list of copies in rank order: what each rank sent to this one
     * @throws MpiException COUNT if {@code objects.size() != size}
     */
    <T> List<T> alltoallObject(List<? extends T> objects);

    /**
     * Combines an object of each rank, in rank order whether or not {@code op} is commutative.
     *
     * @param <T> their class, which is not checked here
     * @param object this rank's operand
     * @param op made by {@link Op#of}, or a predefined one that takes the boxes; it may change and return its arguments
     * @param root the rank that gets the result; the same on all ranks
     * @return at the root {@code x0 op x1 op …}; null elsewhere
     * @throws MpiException OP if {@code op} threw or does not take the objects; OTHER on a rank that therefore has no result
     */
    <T> T reduceObject(T object, Op op, int root);

    /**
     * As {@link #reduceObject}, for all ranks.
     *
     * @param <T> their class, which is not checked here
     * @param object this rank's operand
     * @param op as there
     * @return {@code x0 op x1 op …}, computed once
     * @throws MpiException OP or OTHER as there
     */
    <T> T allreduceObject(T object, Op op);

    /**
     * Combines the objects of ranks 0 to this one, in rank order.
     *
     * @param <T> their class, which is not checked here
     * @param object this rank's operand
     * @param op as in {@link #reduceObject}
     * @return {@code x0 op … op x(rank)}
     * @throws MpiException OP or OTHER as there
     */
    <T> T scanObject(T object, Op op);

    /**
     * Combines the objects of the ranks before this one, in rank order.
     *
     * @param <T> their class, which is not checked here
     * @param object this rank's operand
     * @param op as in {@link #reduceObject}
     * @return {@code x0 op … op x(rank-1)}; null on rank 0
     * @throws MpiException OP or OTHER as there
     */
    <T> T exscanObject(T object, Op op);
}

package org.mpi4j;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages and collectives of serialisable objects of any size; an object arrives whole. */
public interface ObjectMessages {
    void sendObject(@Nullable Object object, int dest, int tag);

    void ssendObject(@Nullable Object object, int dest, int tag);

    Request isendObject(@Nullable Object object, int dest, int tag);

    <T> T recvObject(int source, int tag);

    <T> ObjectRequest<T> irecvObject(int source, int tag);

    /** @param object what the root sends; ignored elsewhere */
    <T> T bcastObject(@Nullable T object, int root);

    /** @return one object per rank at the root, null elsewhere */
    <T> List<T> gatherObject(T object, int root);

    /** @param objects one per rank at the root; ignored elsewhere */
    <T> T scatterObject(@Nullable List<? extends T> objects, int root);

    <T> List<T> allgatherObject(T object);

    <T> List<T> alltoallObject(List<? extends T> objects);

    /** @return the reduction in rank order at the root, null elsewhere */
    <T> T reduceObject(T object, Op op, int root);

    <T> T allreduceObject(T object, Op op);

    <T> T scanObject(T object, Op op);

    /** @return null on rank 0 */
    <T> T exscanObject(T object, Op op);
}

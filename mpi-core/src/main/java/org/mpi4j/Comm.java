package org.mpi4j;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.attribute.AttributeKey;
import org.mpi4j.internal.topology.Dims;

/**
 * A communicator: a group of processes and a context in which their messages match, apart from those of all others. Thread-safe.
 *
 * <p>Those methods that are called collective are called by all ranks, in the same order as {@link Collectives}; they return when this rank has its
 * result. A new communicator has no name, and the error handler and serializer of the one it was made from. All throw {@link MpiException}:
 * COMM if this communicator, or {@link Mpi}, is closed.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.7 MPI 5.0, chapter 7
 */
public interface Comm extends PointToPoint, Buffering, Partitioned, Collectives, PersistentCollectives, Topologies, ObjectMessages, AutoCloseable {
    /** As the source of a receive or a probe: any rank. {@code MPI_ANY_SOURCE} */
    int ANY_SOURCE = -2;

    /** The rank of no process: what is sent to it, or received from it, is nothing. {@code MPI_PROC_NULL} */
    int PROC_NULL = -1;

    /** As the tag of a receive or a probe: any tag. {@code MPI_ANY_TAG} */
    int ANY_TAG = -1;

    /** On an {@link Intercomm}, the root of an operation for the root itself, whose group's other processes give PROC_NULL. {@code MPI_ROOT} */
    int ROOT = -3;

    /** No color, no rank, no index. {@code MPI_UNDEFINED} */
    int UNDEFINED = -32766;

    /** The largest tag. {@code MPI_TAG_UB} */
    int TAG_UB = Integer.MAX_VALUE;

    /**
     * This process's rank.
     *
     * @return 0 to {@code size() - 1}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.1 MPI 5.0, section 7.4.1
     */
    int rank();

    /**
     * How many processes there are.
     *
     * @return 1 or more
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.1 MPI 5.0, section 7.4.1
     */
    int size();

    /**
     * Whether this is an {@link Intercomm}, {@code MPI_Comm_test_inter}. Local.
     *
     * @return false for a communicator within one group
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.6.1 MPI 5.0, section 7.6.1
     */
    boolean isInter();

    /**
     * The processes in the order of their ranks. Local.
     *
     * @return the group, in which {@link Group#rank} is the rank here
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group group();

    /**
     * A communicator of the same group in a context of its own, with those attributes whose callback copies them. Collective.
     *
     * @return the new communicator
     * @throws MpiException as a copy callback throws it, on this rank alone, where there is no new communicator then; OTHER where it throws something else
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    Comm dup();

    /**
     * As {@link #dup}, with these hints in place of none. Collective.
     *
     * @param info what {@link #setInfo} takes; the same on all ranks
     * @return the new communicator
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    Comm dupWithInfo(Info info);

    /**
     * Starts a {@link #dup}. Returns at once; collective all the same, in the same order on all ranks as its other collective operations.
     *
     * @return gives the new communicator, which is of use from then on; to close the request instead makes none
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    ObjectRequest<Comm> idup();

    /**
     * Starts a {@link #dupWithInfo}, as {@link #idup} does. {@code MPI_Comm_idup_with_info}
     *
     * @param info what {@link #setInfo} takes; the same on all ranks
     * @return gives the new communicator
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    ObjectRequest<Comm> idupWithInfo(Info info);

    /**
     * Divides the processes by color; within one color ranks follow key, then the rank here. Collective.
     *
     * @param color 0 or more, or {@link #UNDEFINED}
     * @param key any number
     * @return the communicator of this process's color; null if {@code color == UNDEFINED}
     * @throws MpiException ARG if {@code color < 0} and not UNDEFINED
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Nullable Comm split(int color, int key);

    /**
     * As {@link #splitType(SplitType, int, Info)}, with no hints.
     *
     * @param type what those of one communicator share
     * @param key any number
     * @return the communicator of those that share it with this process; null if there is none, which with SHARED is never so
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Nullable Comm splitType(SplitType type, int key);

    /**
     * Divides the processes by what they share; ranks follow key, then the rank here. Collective.
     *
     * @param type what those of one communicator share; the same on all ranks but for UNDEFINED
     * @param key any number
     * @param info for HW_GUIDED and RESOURCE_GUIDED {@code mpi_hw_resource_type}: {@code mpi_shared_memory} or one of the keys of
     *     {@link Mpi#hwResourceInfo}, with or without its scheme; for RESOURCE_GUIDED also {@code mpi_pset_name}: {@code mpi://WORLD} or
     *     {@code mpi://SELF}. The same on all ranks
     * @return the communicator of those that share it with this process; null if there is none, or the info names nothing that is known
     * @throws MpiException COMM if this is an intercommunicator
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Nullable Comm splitType(SplitType type, int key, Info info);

    /**
     * A communicator of a subgroup. Collective over this communicator, also for those that are not in the group.
     *
     * @param group processes of this communicator: the same group on all its members. Groups of different members have no process in common
     * @return the new communicator, with the ranks of the group; null if this process is not in the group
     * @throws MpiException GROUP if a process of the group is not in this communicator
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Nullable Comm create(Group group);

    /**
     * A communicator of a subgroup. Collective over the group alone: other processes need not call it, and get null if they do.
     *
     * @param group processes of this communicator: the same group on all its members
     * @param tag sets calls apart that different threads make at once; the same on all members. Never matches other messages
     * @return the new communicator, with the ranks of the group; null if this process is not in the group
     * @throws MpiException GROUP if a process of the group is not in this communicator; TAG if {@code tag < 0}; COMM if this is an intercommunicator
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Nullable Comm createGroup(Group group, int tag);

    /**
     * An intercommunicator between this group and another. Collective over this communicator and the other group's, whose leaders know each other by a
     * third one. {@code MPI_Intercomm_create}
     *
     * @param localLeader a rank here, the same on all ranks
     * @param peer where the leader reaches the other one; does not matter, and may be null, elsewhere
     * @param remoteLeader the other group's leader as a rank in {@code peer}; does not matter elsewhere than at the leader
     * @param tag sets calls apart that different threads make at once; the same at both leaders. Never matches other messages
     * @return the new intercommunicator, with the error handler and serializer of this communicator
     * @throws MpiException RANK if there is no such leader; TAG if {@code tag < 0}; COMM if the leader's {@code peer} is null or closed, the groups
     *     have processes in common, or this is an intercommunicator; OTHER if only the leader knows what is wrong
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.6.2 MPI 5.0, section 7.6.2
     */
    Intercomm createIntercomm(int localLeader, @Nullable Comm peer, int remoteLeader, int tag);

    /**
     * How another communicator relates to this one. Local.
     *
     * @param other a communicator of the same process
     * @return IDENT if it is this one; CONGRUENT if it has the same processes in the same order; SIMILAR in another order; else UNEQUAL. Of two
     *     intercommunicators both groups have to agree; one of them and another communicator are UNEQUAL
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.1 MPI 5.0, section 7.4.1
     */
    Comparison compare(Comm other);

    /**
     * A communicator whose ranks stand on a grid: of those with a rank less than the product of {@code dims}. Collective.
     *
     * @param dims processes along each dimension; none at all for a grid of one point
     * @param periods whether each dimension closes to a ring
     * @param reorder whether ranks may change, so that neighbours are on the same host ({@link Topologies}); the same on all ranks
     * @return the new communicator; null if this process has no place on the grid
     * @throws MpiException ARG if the arrays differ in length; DIMS if an entry is less than 1, or their product more than {@code size()}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.1 MPI 5.0, section 8.5.1
     */
    @Nullable CartComm createCart(int[] dims, boolean[] periods, boolean reorder);

    /**
     * The name that messages call this communicator by.
     *
     * @return {@code MPI_COMM_WORLD}, {@code MPI_COMM_SELF}, what {@link #setName} has set, or empty
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.7.8 MPI 5.0, section 7.8
     */
    String name();

    /**
     * Names this communicator on this rank. Local.
     *
     * @param name of any length
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.7.8 MPI 5.0, section 7.8
     */
    void setName(String name);

    /**
     * The hints in force, {@code MPI_Comm_get_info}: {@code mpi_assert_no_any_tag}, {@code mpi_assert_no_any_source},
     * {@code mpi_assert_exact_length}, {@code mpi_assert_allow_overtaking} and {@code mpi_assert_strict_persistent_collective_ordering},
     * each of them true or false. Local.
     *
     * @return a new info
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.4 MPI 5.0, section 7.4.4
     */
    Info info();

    /**
     * Promises how this communicator will be used. Collective, but waits for nobody. A new communicator has no hints: all are false.
     *
     * @param info hints, the same on all ranks; those that it does not name stay, and keys and values that are none are ignored
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.4 MPI 5.0, section 7.4.4
     */
    void setInfo(Info info);

    /**
     * A new key for attributes of communicators. Local.
     *
     * @param <T> what the attributes' values are
     * @param copy called at {@link #dup} and its like, on each rank; {@link Keyval#nullCopyFn} and {@link Keyval#dupFn} are such
     * @param delete called when a value goes; {@link Keyval#nullDeleteFn} is such
     * @return the key
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    static <T> Keyval<T> createKeyval(Keyval.Copy<? super Comm, T> copy, Keyval.Delete<? super Comm, T> delete) {
        return new AttributeKey<>(Comm.class, copy, delete);
    }

    /**
     * Keeps a value here, in place of the one that this key has, which is deleted first. Local.
     *
     * @param <T> what the value is
     * @param key made by {@link #createKeyval}
     * @param value anything
     * @throws MpiException KEYVAL if the key is closed, or another kind of object's; as the delete callback throws it, or OTHER where that throws something
     *     else
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    <T> void setAttr(Keyval<T> key, T value);

    /**
     * The value that is kept here, {@code MPI_Comm_get_attr}. Local.
     *
     * @param <T> what the value is
     * @param key made by {@link #createKeyval}
     * @return the value; empty if there is none
     * @throws MpiException KEYVAL if the key is closed, or another kind of object's
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    <T> Optional<T> attr(Keyval<T> key);

    /**
     * Deletes the value that is kept here, if there is one. Local.
     *
     * @param key made by {@link #createKeyval}
     * @throws MpiException as {@link #setAttr} throws it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.2 MPI 5.0, section 7.7.2
     */
    void deleteAttr(Keyval<?> key);

    /**
     * What is done with errors of this communicator's operations.
     *
     * @return the handler in force
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.3.1 MPI 5.0, section 9.3.1
     */
    ErrorHandler errorHandler();

    /**
     * Sets what is done with errors from now on, on this rank. The world's is {@link ErrorHandler#ERRORS_RETURN} at first, unless the setting
     * {@code mpi4j.initial.errhandler} names another; a new communicator has that of the one it is made from. Local.
     *
     * @param handler called by the thread that is about to throw; several may call it at once
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.3.1 MPI 5.0, section 9.3.1
     */
    void setErrorHandler(ErrorHandler handler);

    /**
     * Tells the error handler of an error that the program has found, as if an operation had. Local.
     *
     * @param error told as it is; returns if the handler does, without throwing it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void callErrorHandler(MpiException error);

    /**
     * As {@link #callErrorHandler(MpiException)}, with an error whose message is {@link Environment#errorString} and this communicator.
     * {@code MPI_Comm_call_errhandler}
     *
     * @param code one of the standard's classes, or what the program has added
     * @throws MpiException ARG if there is no such code
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void callErrorHandler(ErrorCode code);

    /** {@return how objects become bytes here; at first the JDK's serialisation, with a filter on what comes in} */
    ObjectSerializer serializer();

    /**
     * Sets how objects become bytes, on this rank. Local; all ranks set one that understands the others'.
     *
     * @param serializer called by all threads that send or receive objects, several at once
     */
    void setSerializer(ObjectSerializer serializer);

    /**
     * Ends the whole job, not only this communicator's processes, as {@link Mpi#abort} does.
     *
     * @param code the exit code of the job
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.4.2 MPI 5.0, section 11.4.2
     */
    void abort(int code);

    /**
     * Ends the use of this communicator on this rank, {@code MPI_Comm_free}. Returns at once: operations under way go on to their end, new ones
     * are COMM errors. All ranks do it, but none waits for the others. Attributes are deleted, the last one first. A second time does nothing.
     *
     * @throws MpiException COMM for {@link Mpi#world} and {@link Mpi#self}, which end with {@code Mpi}; as the delete callback of an attribute throws it,
     *     and the communicator is not closed then
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.3 MPI 5.0, section 7.4.3
     */
    @Override
    void close();

    /**
     * Divides processes over a grid as evenly as can be, {@code MPI_Dims_create}. Local.
     *
     * @param size how many processes
     * @param dims one entry per dimension, only read: more than 0 is kept, 0 is filled
     * @return a new array whose product is {@code size}; entries that were filled do not increase
     * @throws MpiException ARG if {@code size < 1}; DIMS if an entry is negative, or {@code size} is no multiple of the product of those kept, or
     *     none is 0 and their product is not {@code size}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.2 MPI 5.0, section 8.5.2
     */
    static int[] dimsCreate(int size, int... dims) {
        return Dims.create(size, dims);
    }
}

package org.mpi4j.internal.comm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.ErrorCode;
import org.mpi4j.ErrorHandler;
import org.mpi4j.Info;
import org.mpi4j.MpiException;
import org.mpi4j.ObjectSerializer;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.pt2pt.Engine;

/**
 * What every chapter of a communicator needs: group, contexts, and how errors are told. Thread-safe; what can be changed is
 * volatile. Messages between two processes match in {@link #context}, those of collectives in the next, odd one.
 */
abstract sealed class CommCore permits NonBlockingCalls {
    static final Status NO_PROCESS = new Status(Comm.PROC_NULL, Comm.ANY_TAG, 0, false);

    /** Stands for any thread that may drive; never started. */
    static final Thread ANOTHER_THREAD = Thread.ofVirtual().unstarted(() -> {});

    final RankProcess process;
    final Instance instance;

    /** Told of what is opened and closed; null if nobody wants to know. */
    final @Nullable Unclosed unclosed;

    final Engine engine;
    final Progress progress;
    final RankGroup group;

    /** Those that messages go to and come from: the group itself, or an intercommunicator's other one. */
    final RankGroup remote;

    final int rank;
    final int size;

    /** The size of the remote group. */
    final int peers;

    final boolean isInter;
    final long context;
    private volatile String name;
    private volatile ErrorHandler errorHandler;
    private volatile ObjectSerializer serializer;
    private volatile Hints hints;
    private volatile boolean closed;

    CommCore(CommParts parts) {
        this.process = parts.process();
        this.instance = process.instance();
        this.unclosed = process.unclosed();
        this.engine = process.engine();
        this.progress = process.engine().progress();
        this.group = parts.group();
        this.remote = parts.remote();
        this.rank = group.rank();
        this.size = group.size();
        this.peers = remote.size();
        this.isInter = parts.isInter();
        this.context = parts.context();
        this.name = parts.name();
        this.errorHandler = parts.errorHandler();
        this.serializer = parts.serializer();
        this.hints = parts.hints();
        instance.opened(context, this);
    }

    /** The communicator that this is part of. */
    abstract Comm comm();

    public final int rank() {
        return rank;
    }

    public final int size() {
        return size;
    }

    public final String name() {
        return name;
    }

    public final void setName(String name) {
        this.name = name;
    }

    public final ErrorHandler errorHandler() {
        return errorHandler;
    }

    public final void setErrorHandler(ErrorHandler handler) {
        this.errorHandler = handler;
    }

    public final ObjectSerializer serializer() {
        return serializer;
    }

    public final void setSerializer(ObjectSerializer serializer) {
        this.serializer = serializer;
    }

    public final Info info() {
        return hints.toInfo();
    }

    public final void setInfo(Info info) {
        checkOpen("setInfo");
        hints = hints.with(info);
    }

    /** What the application promises of its use of this communicator. */
    final Hints hints() {
        return hints;
    }

    /** Gives back what it holds beside memory. */
    abstract void release();

    final void markClosed() {
        closed = true;
        release();
        instance.closed(context);
        if (unclosed != null) {
            unclosed.closed(this);
        }
    }

    final boolean isClosed() {
        return closed;
    }

    // ---- errors ----

    /** An error of this communicator, told to its handler, for the caller to throw. */
    final MpiException error(ErrorClass errorClass, String operation, String detail) {
        return error(errorClass, operation, detail, null);
    }

    final MpiException error(ErrorClass errorClass, String operation, String detail, @Nullable Throwable cause) {
        String message = operation + ": " + detail + where();
        ErrorCode code = cause instanceof MpiException known && known.errorClass() == errorClass ? known.errorCode() : errorClass.code();
        MpiException error = cause == null ? new MpiException(code, message) : new MpiException(code, message, cause);
        errorHandler.handle(comm(), error);
        return error;
    }

    final MpiException error(Failure failure, String operation) {
        return error(failure.errorClass(), operation, failure.detail(), failure.cause());
    }

    public final void callErrorHandler(MpiException error) {
        errorHandler.handle(comm(), error);
    }

    public final void callErrorHandler(ErrorCode code) {
        String meaning = checked(() -> process.errorCodes().string(code));
        errorHandler.handle(comm(), new MpiException(code, "callErrorHandler: " + meaning + ": code=" + code.value() + where()));
    }

    /** The name, or the context id where there is none. */
    final String label() {
        return name.isEmpty() ? Contexts.label(context) : name;
    }

    private String where() {
        return " comm=" + label() + " size=" + size + (isInter ? " remoteSize=" + peers : "") + " rank=" + rank + " host=" + process.host();
    }

    // ---- checks ----

    final void checkOpen(String operation) {
        if (closed) {
            throw error(ErrorClass.COMM, operation, "the communicator is closed:");
        }
        if (instance.isEnded()) {
            throw error(ErrorClass.COMM, operation, "the Mpi or Session that it belongs to is closed:");
        }
    }

    /** Tells what the checks of something that knows no communicator find as an error of this one. */
    final <T> T checked(Supplier<T> call) {
        try {
            return call.get();
        } catch (MpiException e) {
            MpiException error = new MpiException(e.errorCode(), e.getMessage() + ";" + where(), e);
            errorHandler.handle(comm(), error);
            throw error;
        }
    }

    final void checkRoot(String operation, int root) {
        checkOpen(operation);
        if ((root < 0 || root >= peers) && !(isInter && (root == Comm.ROOT || root == Comm.PROC_NULL))) {
            throw error(ErrorClass.ROOT, operation, "no such process: root=" + root);
        }
    }

    /** Whether this process is the root. */
    final boolean isRoot(int root) {
        return isInter ? root == Comm.ROOT : rank == root;
    }

    /** For operations that there are not between groups. */
    final void checkWithin(String operation) {
        if (isInter) {
            throw error(ErrorClass.COMM, operation, "not on an intercommunicator:");
        }
    }

    final void checkDest(String operation, int dest, int tag) {
        checkOpen(operation);
        if ((dest < 0 && dest != Comm.PROC_NULL) || dest >= peers) {
            throw error(ErrorClass.RANK, operation, "no such process: dest=" + dest);
        }
        if (tag < 0) {
            throw error(ErrorClass.TAG, operation, "not between 0 and TAG_UB: tag=" + tag);
        }
    }

    final void checkSource(String operation, int source, int tag) {
        checkOpen(operation);
        if ((source < 0 && source != Comm.PROC_NULL && source != Comm.ANY_SOURCE) || source >= peers) {
            throw error(ErrorClass.RANK, operation, "no such process: source=" + source);
        }
        if (tag < 0 && tag != Comm.ANY_TAG) {
            throw error(ErrorClass.TAG, operation, "neither ANY_TAG nor between 0 and TAG_UB: tag=" + tag);
        }
        if ((source | tag) < 0) {
            checkWildcards(operation, source, tag);
        }
    }

    private void checkWildcards(String operation, int source, int tag) {
        if (source == Comm.ANY_SOURCE && hints.has(Assertion.NO_ANY_SOURCE)) {
            throw error(ErrorClass.RANK, operation, "the communicator's info asserts mpi_assert_no_any_source: source=ANY_SOURCE");
        }
        if (tag == Comm.ANY_TAG && hints.has(Assertion.NO_ANY_TAG)) {
            throw error(ErrorClass.TAG, operation, "the communicator's info asserts mpi_assert_no_any_tag: tag=ANY_TAG");
        }
    }

    @SuppressWarnings("ReferenceEquality")
    final void checkBuf(String operation, Buf buf) {
        if (buf == Buf.IN_PLACE) {
            throw error(ErrorClass.BUFFER, operation, "no buffer: buf=IN_PLACE");
        }
        if (!buf.memory().scope().isAlive()) {
            throw error(ErrorClass.BUFFER, operation, "the memory's arena has been closed: count=" + buf.count() + " type=" + buf.type());
        }
        if (!buf.memory().isAccessibleBy(ANOTHER_THREAD)) {
            throw error(
                    ErrorClass.BUFFER,
                    operation,
                    "the memory is confined to one thread, and another may have to move it, so take Arena.ofShared() or ofAuto(): count=" + buf.count()
                            + " type=" + buf.type());
        }
    }

    final void checkWritable(String operation, Buf buf) {
        checkBuf(operation, buf);
        if (buf.isReadOnly()) {
            throw error(ErrorClass.BUFFER, operation, "memory to receive into is read-only: count=" + buf.count() + " type=" + buf.type());
        }
    }

    // ---- waiting ----

    /** Waits for an operation and throws what it failed with. */
    final void await(String operation, Completion completion) {
        Failure failure = outcome(completion, progress.await(completion));
        if (failure != null) {
            throw error(failure, operation);
        }
    }

    /** Waits as the holder of the progress lock; returns what the operation failed with, or why the wait was given up. */
    final @Nullable Failure awaitInside(Completion completion) {
        return outcome(completion, completion.isDone() ? null : progress.awaitInside(completion));
    }

    private static @Nullable Failure outcome(Completion completion, @Nullable Failure gaveUp) {
        return completion.isDone() ? completion.failure() : gaveUp;
    }

    /** The rank in the job of a rank that messages come from; -1 for any. */
    final int peer(int rankHere) {
        return rankHere == Comm.ANY_SOURCE ? -1 : remote.jobRank(rankHere);
    }
}

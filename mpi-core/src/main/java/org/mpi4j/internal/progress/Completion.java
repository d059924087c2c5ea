package org.mpi4j.internal.progress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Something that will be done: an operation or a set of them. Confined to the driver, except {@link #isDone}, which any thread may
 * ask and after which it may read the result.
 */
public abstract class Completion {
    /** Told when a completion is done, by the driver. */
    public interface Listener {
        void done(Completion completion);
    }

    private static final VarHandle DONE;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(Completion.class, "done", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private record Listening(Listener listener, @Nullable Listening next) {}

    @SuppressWarnings("UnusedVariable") // read and written through DONE
    private boolean done;

    private @Nullable Failure failure;
    private @Nullable Listener parent;
    private @Nullable Listening listening;

    /** Whether it is done. Acquires what the driver wrote before; pairs with the release in {@link #complete}. */
    public final boolean isDone() {
        return (boolean) DONE.getAcquire(this);
    }

    /** Why it failed; null if it is under way or succeeded. */
    public final @Nullable Failure failure() {
        return failure;
    }

    /** The one listener that is part of the structure, such as the schedule that a send belongs to. */
    public final void setParent(@Nullable Listener parent) {
        this.parent = parent;
    }

    /** What it is part of. */
    public final @Nullable Listener parent() {
        return parent;
    }

    /** Whether all that leads to this must be done before it is; otherwise one of them is enough. */
    public boolean needsAll() {
        return true;
    }

    /** Whether another waits for this one, among others maybe: it is part of it, or the other listens. */
    @SuppressWarnings("ReferenceEquality")
    public final boolean leadsTo(Completion other) {
        if (this == other || (parent instanceof Completion whole && whole.leadsTo(other))) {
            return true;
        }
        for (Listening l = listening; l != null; l = l.next) {
            if (l.listener instanceof Completion waiting && waiting.leadsTo(other)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a listener; it is told at once if this is done already. */
    public final void listen(Listener listener) {
        if (isDone()) {
            listener.done(this);
        } else {
            listening = new Listening(listener, listening);
        }
    }

    @SuppressWarnings("ReferenceEquality")
    public final void unlisten(Listener listener) {
        Listening kept = null;
        for (Listening l = listening; l != null; l = l.next) {
            if (l.listener != listener) {
                kept = new Listening(l.listener, kept);
            }
        }
        listening = kept;
    }

    /** Forgets who listens. Only when it is done and nobody refers to it. */
    protected final void forgetListeners() {
        parent = null;
        listening = null;
    }

    /** Makes it ready to be used once more. Only when nobody else refers to it. */
    protected void reset() {
        failure = null;
        parent = null;
        listening = null;
        DONE.setOpaque(this, false);
    }

    /** Marks it done and tells who listens. */
    public final void complete(@Nullable Failure why) {
        assert !isDone() : this;
        failure = why;
        DONE.setRelease(this, true);
        Listening others = listening;
        listening = null;
        if (parent != null) {
            parent.done(this); // which may use this again for something else
        }
        for (Listening l = others; l != null; l = l.next) {
            l.listener.done(this);
        }
    }
}

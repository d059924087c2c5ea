package org.mpi4j.internal.progress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;

/**
 * The progress loop of one rank. A thread that waits for something drives the loop itself; there is one driver at a time, and all
 * protocol state is confined to the holder of the progress lock.
 *
 * <p>A thread takes the lock to start an operation ({@link #enter}, {@link #exit}) and to wait ({@link #await}). The first that
 * waits becomes the driver: it polls, spins, yields, and at last sleeps in the kernel, without the lock. Others that wait park,
 * and are woken when what they wait for is done or when the driver leaves and one of them must drive on. The lock is fair, and
 * the driver hands it over after a poll when somebody queues for it. A virtual thread that may not sleep in the kernel leaves that to the
 * {@link Helper}.
 *
 * <p>{@code enter}, {@code exit}, {@code await}, {@code poll}, {@code isDriver}, {@code rest}, {@code resume} and {@code poison} may be called by any thread.
 */
public final class Progress implements AutoCloseable {
    private static final long DRAIN_PAUSE_NANOS = 20_000;

    private static final VarHandle PENDING;
    private static final VarHandle DRIVES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PENDING = lookup.findVarHandle(Progress.class, "pendingInBackground", int.class);
            DRIVES = lookup.findVarHandle(Progress.class, "drives", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final ReentrantLock lock = new ReentrantLock(true);
    private final RankSleeper sleeper;
    final Patience patience;
    final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final @Nullable Helper helper;
    private Source[] sources = {};
    @Nullable Thread driver;
    private boolean asleep;

    /** For how long it sleeps at most. */
    private long asleepNanos;

    /** A thread is in the sleeper, though another may drive by now; that one must not sleep before this one has left. */
    private boolean sleeperTaken;

    private final Followers followers = new Followers();

    /** What the driver waits for, while others may hold the lock: it sleeps, or hands the lock over. For {@link Glance}. */
    @Nullable Completion awaited;

    @SuppressWarnings("UnusedVariable") // written through PENDING and DRIVES; the helper glances at them without the lock
    private int pendingInBackground;

    private long drives;
    private volatile @Nullable Failure poison;
    private @Nullable Failure resting; // guarded by lock

    public Progress(RankSleeper sleeper, Waiting waiting, boolean withHelper) {
        this.sleeper = sleeper;
        this.patience = new Patience(waiting);
        this.helper = withHelper ? new Helper(this, sleeper instanceof ParkSleeper) : null;
    }

    public void addSource(Source source) {
        enter();
        try {
            Source[] more = Arrays.copyOf(sources, sources.length + 1);
            more[sources.length] = source;
            sources = more;
        } finally {
            exit();
        }
    }

    public RankSleeper sleeper() {
        return sleeper;
    }

    /** Whether the calling thread holds the progress lock. */
    public boolean isDriver() {
        return lock.isHeldByCurrentThread();
    }

    /** Takes the progress lock. */
    public void enter() {
        if (!lock.tryLock()) {
            lock.lock();
        }
    }

    /** Gives the progress lock back; a sleeping driver is woken if what was started needs it. */
    public void exit() {
        wakeIfNeeded();
        lock.unlock();
    }

    private void wakeIfNeeded() {
        if (asleep && longestSleepNanos() < asleepNanos) {
            sleeper.wake();
        }
    }

    /**
     * One poll, if no other thread drives. A virtual thread that finds nothing gives its carrier away for a moment: virtual threads that
     * only yield can keep all carriers from one that is about to run, which may hold the progress lock.
     */
    public void poll() {
        int done = 0;
        if (lock.tryLock()) {
            try {
                done = pollOnce();
            } finally {
                exit();
            }
        }
        if (done == 0 && Thread.currentThread().isVirtual()) {
            LockSupport.parkNanos(this, 1);
        }
    }

    /** One poll, by the holder of the progress lock; returns how many things there were to do. */
    public int pollInside() {
        assert isDriver();
        return pollOnce();
    }

    /** Ends all waits, now and later, with a failure: the job is over. */
    public void poison(Failure why) {
        poison = why;
        sleeper.wake();
        enter();
        try {
            endWaits();
        } finally {
            exit();
        }
    }

    private void endWaits() {
        waiters.forEach(Waiter::signal);
        followers.runAll();
    }

    /**
     * Ends all progress, before what it polls is closed: no source is polled again, no thread drives, and all waits end.
     *
     * @param why what waits are told, unless the rank has been poisoned before
     */
    public void stop(Failure why) {
        enter();
        try {
            if (poison == null) {
                poison = why;
            }
            sources = new Source[0];
            driver = null;
            asleep = false;
            sleeper.wake();
            endWaits();
        } finally {
            exit();
        }
    }

    /** Runs the action, which must be quick, when the completion is done or the rank is poisoned. */
    public void follow(Completion completion, Runnable action) {
        enter();
        try {
            if (poison != null && !completion.isDone()) {
                action.run();
            } else {
                followers.add(completion, action);
            }
        } finally {
            exit();
        }
    }

    public @Nullable Failure poison() {
        return poison;
    }

    /**
     * Returns when the completion is done, or at once if the rank has been poisoned.
     *
     * @return null, or why the wait was given up
     */
    public @Nullable Failure await(Completion completion) {
        if (completion.isDone()) {
            return null;
        }
        enter();
        try {
            return awaitInside(completion);
        } finally {
            exit();
        }
    }

    /**
     * As {@link #await}, for a caller that holds the progress lock; it holds the lock again when this returns, though others may have
     * held it meanwhile.
     */
    public @Nullable Failure awaitInside(Completion completion) {
        assert isDriver();
        try {
            while (!completion.isDone()) {
                if (poison != null) {
                    return poison;
                }
                if (driver == null) {
                    drive(completion);
                } else if (helper != null && helper.isDriver(driver)) {
                    takeOver();
                } else {
                    park(completion);
                }
            }
            return null;
        } finally {
            passOn();
        }
    }

    /** Polls until the condition, which is asked by the driver, holds or the time has passed; returns whether it holds. */
    public boolean drain(BooleanSupplier condition, long limitNanos) {
        long end = System.nanoTime() + limitNanos;
        while (true) {
            enter();
            try {
                pollOnce();
                if (condition.getAsBoolean()) {
                    return true;
                }
            } finally {
                exit();
            }
            if (System.nanoTime() - end > 0 || poison != null) {
                return false;
            }
            LockSupport.parkNanos(this, DRAIN_PAUSE_NANOS);
        }
    }

    /** How many operations go on without any thread that waits for them; while there are some, the helper looks after them. */
    public void background(int change) {
        assert isDriver();
        int before = pendingInBackground;
        if (before == 0 && helper != null) {
            PENDING.setVolatile(this, change);
            helper.wake();
        } else {
            PENDING.setOpaque(this, before + change);
        }
    }

    private void drive(Completion completion) {
        driver = Thread.currentThread();
        DRIVES.setOpaque(this, drives + 1);
        try {
            loop(completion);
        } finally {
            if (driver == Thread.currentThread()) {
                driver = null;
            }
        }
    }

    private void loop(Completion completion) {
        patience.restart();
        while (true) {
            int done = pollOnce();
            if (completion.isDone()) {
                patience.found();
                return;
            }
            if (lock.hasQueuedThreads()) {
                awaited = completion;
                lock.unlock();
                lock.lock();
                awaited = null;
                if (completion.isDone()) {
                    return;
                }
            }
            if (done > 0) {
                patience.found();
                continue;
            }
            if (poison != null) {
                return;
            }
            if (patience.foundNothing() && !sleeperTaken) {
                if (!sleeper.canSleep() && helper != null) {
                    parkForHelper(completion);
                    return;
                }
                sleep(completion);
            }
        }
    }

    private int pollOnce() {
        int done = 0;
        for (Source source : sources) {
            done += source.poll();
        }
        return done;
    }

    private long longestSleepNanos() {
        long nanos = Long.MAX_VALUE;
        for (Source source : sources) {
            nanos = Math.min(nanos, source.longestSleepNanos());
        }
        return nanos;
    }

    /** Sleeps in the kernel with the lock released; only as the driver. */
    private void sleep(@Nullable Completion completion) {
        boolean quiet = true;
        for (Source source : sources) {
            quiet &= source.prepareSleep();
        }
        if (quiet && poison == null) {
            Completion.Listener waker = _ -> sleeper.wake();
            if (completion != null) {
                completion.listen(waker);
            }
            long nanos = longestSleepNanos();
            asleep = true;
            asleepNanos = nanos;
            sleeperTaken = true;
            awaited = completion;
            lock.unlock();
            try {
                sleeper.sleep(nanos);
            } finally {
                lock.lock();
                sleeperTaken = false;
            }
            if (completion != null) {
                completion.unlisten(waker);
            }
            if (driver != Thread.currentThread()) {
                return; // another thread took over and has ended this sleep, or progress has
            }
            awaited = null;
            asleep = false;
        }
        endSleep();
    }

    private void endSleep() {
        for (Source source : sources) {
            source.endSleep();
        }
    }

    private void takeOver() {
        driver = null;
        if (asleep) {
            asleep = false;
            endSleep();
            sleeper.wake();
        }
    }

    private void park(Completion completion) {
        Waiter waiter = new Waiter(completion);
        waiters.add(waiter);
        completion.listen(waiter);
        wakeIfNeeded();
        lock.unlock();
        try {
            while (!waiter.signalled) {
                LockSupport.park(this);
            }
        } finally {
            lock.lock();
            waiters.remove(waiter);
            completion.unlisten(waiter);
        }
    }

    private void parkForHelper(Completion completion) {
        driver = null;
        background(1);
        if (helper != null) {
            helper.drive();
        }
        park(completion);
        background(-1);
    }

    /** Wakes one of those that wait, if nobody drives; the helper, if there is background work only. */
    private void passOn() {
        if (driver == null) {
            if (!waiters.isEmpty()) {
                waiters.peekFirst().signal();
            } else if (pendingInBackground > 0 && helper != null) {
                helper.wake();
            }
        }
    }

    /** How often a thread began to drive. */
    long drives() {
        return (long) DRIVES.getOpaque(this);
    }

    /** Whether operations are under way and nobody drives; a glance without the lock, to be taken again. */
    boolean isUnattended() {
        return (int) PENDING.getVolatile(this) > 0 && driver == null;
    }

    /** Drives while nobody else does and there is something to do, as the helper. */
    void driveInBackground() {
        enter();
        try {
            if (driver != null || pendingInBackground == 0 || poison != null) {
                return;
            }
            driver = Thread.currentThread();
            while (driver == Thread.currentThread() && pendingInBackground > 0 && poison == null) {
                int done = pollOnce();
                if (lock.hasQueuedThreads()) {
                    lock.unlock();
                    lock.lock();
                } else if (done == 0) {
                    sleep(null);
                }
            }
        } finally {
            if (driver == Thread.currentThread()) {
                driver = null;
            }
            passOn();
            exit();
        }
    }

    /** This rank takes no part in its job until {@link #resume}: what still waits ends with a failure, and no thread is kept. */
    public void rest(Failure why) {
        enter();
        try {
            if (poison == null) {
                poison(why);
                resting = why;
            }
            if (helper != null) {
                helper.rest();
            }
        } finally {
            exit();
        }
    }

    /** Ends a rest, unless the job has ended meanwhile. */
    @SuppressWarnings("ReferenceEquality")
    public void resume() {
        enter();
        try {
            if (resting != null && resting == poison) {
                poison = null;
            }
            resting = null;
            if (pendingInBackground > 0 && helper != null) {
                helper.wake();
            }
        } finally {
            exit();
        }
    }

    @Override
    public void close() {
        rest(new Failure(ErrorClass.COMM, "this rank has left the job"));
        if (helper != null) {
            helper.close();
        }
        sleeper.close();
    }
}

package org.mpi4j.internal.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Netty event loop without a thread: whoever holds the progress lock is "in the event loop", and runs it by {@link #runOnce}. Never
 * blocks; a task from another thread wakes the rank. Confined to the driver, but for {@link #execute} and what asks for the state.
 */
final class PollLoop extends AbstractEventExecutor implements IoEventLoop {
    private static final IoHandlerContext NON_BLOCKING =
            new IoHandlerContext() {
                @Override
                public boolean canBlock() {
                    return false;
                }

                @Override
                public long delayNanos(long currentTimeNanos) {
                    return 0;
                }

                @Override
                public long deadlineNanos() {
                    return -1;
                }
            };

    private final BooleanSupplier driving;
    private final Runnable wake;
    private final IoHandler handler;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Promise<?> terminated = newPromise();
    private volatile @Nullable Thread closer;
    private volatile boolean shutDown;

    PollLoop(BooleanSupplier driving, Runnable wake) {
        this.driving = driving;
        this.wake = wake;
        handler = NioIoHandler.newFactory().newHandler(this);
        handler.initialize();
    }

    /** Handles what is ready, without waiting for more; returns how many channels and tasks that were. */
    int runOnce() {
        assert inEventLoop();
        return handler.run(NON_BLOCKING) + runTasks();
    }

    int runTasks() {
        assert inEventLoop();
        int count = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            safeExecute(task);
            count++;
        }
        return count;
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** From now on the calling thread counts as in the event loop, whatever locks it holds; for closing. */
    void adopt() {
        closer = Thread.currentThread();
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return thread == Thread.currentThread() && (driving.getAsBoolean() || thread == closer);
    }

    @Override
    public void execute(Runnable task) {
        if (shutDown) {
            throw new RejectedExecutionException("the transport is closed");
        }
        tasks.add(task);
        if (!inEventLoop()) {
            wake.run();
        }
    }

    @Override
    public Future<IoRegistration> register(IoHandle handle) {
        Promise<IoRegistration> promise = newPromise();
        if (inEventLoop()) {
            registerNow(handle, promise);
        } else {
            execute(() -> registerNow(handle, promise));
        }
        return promise;
    }

    private void registerNow(IoHandle handle, Promise<IoRegistration> promise) {
        try {
            promise.setSuccess(handler.register(handle));
        } catch (Exception failure) {
            promise.setFailure(failure);
        }
    }

    @Override
    @SuppressWarnings("deprecation") // Channel has no other way to be registered
    public ChannelFuture register(Channel channel) {
        return register(new DefaultChannelPromise(channel, this));
    }

    @Override
    @SuppressWarnings("deprecation")
    public ChannelFuture register(ChannelPromise promise) {
        promise.channel().unsafe().register(this, promise);
        return promise;
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        channel.unsafe().register(this, promise);
        return promise;
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return handler.isCompatible(handleType);
    }

    @Override
    public boolean isIoType(Class<? extends io.netty.channel.IoHandler> handlerType) {
        return handler.getClass().equals(handlerType);
    }

    @Override
    public IoEventLoop next() {
        return this;
    }

    @Override
    public @Nullable IoEventLoopGroup parent() {
        return null;
    }

    @Override
    @Deprecated
    public void shutdown() {
        assert inEventLoop();
        if (!shutDown) {
            handler.prepareToDestroy();
            runTasks();
            shutDown = true;
            runTasks();
            handler.destroy();
            terminated.setSuccess(null);
        }
    }

    @Override
    @SuppressWarnings("deprecation")
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        shutdown();
        return terminated;
    }

    @Override
    public Future<?> terminationFuture() {
        return terminated;
    }

    @Override
    public boolean isShuttingDown() {
        return shutDown;
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutDown;
    }
}

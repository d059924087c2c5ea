package org.mpi4j.internal.boot.pmi;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Hears what libpmix has to tell, on a thread of the library's, and acts where that is the loss of the launcher. Stateless. */
final class PmixEvents {
    private static final int LOST_CONNECTION = -61;
    private static final int LOST_CONNECTION_TO_SERVER = -101;
    private static final FunctionDescriptor HEARD = FunctionDescriptor.ofVoid(
            ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    private static final FunctionDescriptor ACKNOWLEDGE = FunctionDescriptor.ofVoid(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

    private PmixEvents() {}

    /** {@code pmix_notification_fn_t}. */
    @FunctionalInterface
    interface Notification {
        /** Something has happened; {@code acknowledge} is to be called, unless it is null. */
        void heard(
                long registration, int status, MemorySegment source, MemorySegment infos, long infoCount, MemorySegment results, long resultCount,
                MemorySegment acknowledge, MemorySegment data);
    }

    /** A function of C for the library to call, for as long as the process lives. */
    @SuppressWarnings("restricted")
    static MemorySegment handler(Runnable lost) {
        Notification notification = (_, status, _, _, _, _, _, acknowledge, data) -> {
            if (acknowledge.address() != 0) {
                acknowledge(acknowledge, data);
            }
            if (status == LOST_CONNECTION || status == LOST_CONNECTION_TO_SERVER) {
                lost.run();
            }
        };
        try {
            MethodHandle heard = MethodHandles.lookup().findVirtual(Notification.class, "heard", HEARD.toMethodType()).bindTo(notification);
            return Linker.nativeLinker().upcallStub(heard, HEARD, Arena.global());
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("heard is here", e);
        }
    }

    @SuppressWarnings("restricted")
    private static void acknowledge(MemorySegment function, MemorySegment data) {
        try {
            MethodHandle call = Linker.nativeLinker().downcallHandle(function, ACKNOWLEDGE);
            call.invokeExact(0, MemorySegment.NULL, 0L, MemorySegment.NULL, MemorySegment.NULL, data);
        } catch (Throwable e) {
            throw new IllegalStateException("the answer to an event of PMIx failed", e);
        }
    }
}

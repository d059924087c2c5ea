package org.mpi4j.internal.comm;

import java.util.List;
import java.util.Optional;
import org.mpi4j.Request;
import org.mpi4j.Status;

/** Waiting for several requests. */
public final class Requests {
    private Requests() {}

    public static List<Status> awaitAll(Request... requests) {
        throw new IllegalStateException();
    }

    public static Request.Completed awaitAny(Request... requests) {
        throw new IllegalStateException();
    }

    public static List<Request.Completed> awaitSome(Request... requests) {
        throw new IllegalStateException();
    }

    public static Optional<List<Status>> testAll(Request... requests) {
        throw new IllegalStateException();
    }

    public static Optional<Request.Completed> testAny(Request... requests) {
        throw new IllegalStateException();
    }

    public static List<Request.Completed> testSome(Request... requests) {
        throw new IllegalStateException();
    }
}

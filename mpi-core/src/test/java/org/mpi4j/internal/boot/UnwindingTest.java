package org.mpi4j.internal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnwindingTest {
    private final List<Boolean> seen = new ArrayList<>();

    /** Notes at each close whether an exception is on its way. */
    private final class Resource implements AutoCloseable {
        @Override
        public void close() {
            seen.add(Unwinding.isCallerUnwinding(Resource.class));
        }
    }

    private static void work(int i) {
        if (i < 0) {
            throw new IllegalArgumentException("work");
        }
    }

    private void tryWithResources(int i) {
        try (Resource _ = new Resource()) {
            for (int k = 0; k < 3; k++) {
                work(i);
                switch (k + i) {
                    case 7 -> {
                        return;
                    }
                    case 8 -> throw new IllegalStateException("eight");
                    default -> work(k);
                }
            }
        }
    }

    private void tryFinally(int i) {
        Resource resource = new Resource();
        try {
            work(i);
        } finally {
            resource.close();
        }
    }

    @Test
    void anOrdinaryEndOfATryIsNoUnwinding() {
        tryWithResources(1);
        tryWithResources(7);
        tryFinally(1);
        new Resource().close();
        Runnable lambda = () -> {
            try (Resource _ = new Resource()) {
                work(1);
            }
        };
        lambda.run();
        assertEquals(List.of(false, false, false, false, false), seen);
    }

    @Test
    void anExceptionOnItsWayOutIsSeen() {
        assertThrows(IllegalArgumentException.class, () -> tryWithResources(-1));
        assertThrows(IllegalStateException.class, () -> tryWithResources(8));
        assertThrows(IllegalArgumentException.class, () -> tryFinally(-1));
        Runnable lambda = () -> {
            try (Resource _ = new Resource()) {
                work(-1);
            }
        };
        assertThrows(IllegalArgumentException.class, lambda::run);
        assertEquals(List.of(true, true, true, true), seen);
    }
}

package org.mpi4j.internal.boot.pmi;

import java.io.IOException;

/** PMIx: the installed library talks to the launcher, which it finds by itself in its variables. */
final class Pmix implements Pmi {
    private static final int MAX_VALUE_CHARS = 4000; // no limit is known but the launcher's memory
    private static final int FIRST = 0;

    private final PmixLibrary library = new PmixLibrary();
    private final PmixLibrary.Proc self;
    private final int size;
    private volatile boolean closing;

    Pmix() throws IOException {
        this.self = library.init();
        this.size = library.getUint32(library.sibling(self, PmixLibrary.RANK_ALL), "pmix.job.size");
    }

    @Override
    public int rank() {
        return self.rank();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int maxValueChars() {
        return MAX_VALUE_CHARS;
    }

    @Override
    public void put(String key, String value) throws IOException {
        library.put(key, value);
    }

    @Override
    public void fence() throws IOException {
        library.commit();
        library.fence();
    }

    /** Only rank 0 makes anything known. */
    @Override
    public String get(String key) throws IOException {
        return library.getString(library.sibling(self, FIRST), key);
    }

    @Override
    public void whenLost(Runnable lost) throws IOException {
        library.whenLost(() -> {
            if (!closing) {
                lost.run();
            }
        });
    }

    @Override
    public void abort(int code, String reason) throws IOException {
        library.abort(code, reason.lines().findFirst().orElse(""));
    }

    @Override
    public void close() throws IOException {
        closing = true;
        library.finish();
    }
}

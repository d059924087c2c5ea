package org.mpi4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Turns objects into bytes and back, for one communicator and those made from it. */
public interface ObjectSerializer {
    void write(@Nullable Object object, OutputStream out) throws IOException;

    @Nullable Object read(InputStream in) throws IOException, ClassNotFoundException;
}

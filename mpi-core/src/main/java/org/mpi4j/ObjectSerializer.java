package org.mpi4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns objects into bytes and back, for one communicator and those made from it later. Thread-safe. An {@link MpiException} that it
 * throws keeps its error class.
 *
 * <p>The one that communicators have at first behaves as the JDK's serialisation does: what is {@link java.io.Serializable} may be sent,
 * an object that is met twice arrives as one, cycles stay closed. It writes values, enums, records, arrays and the common collections of
 * {@code java.util} in a compact form of its own, and an object that holds anything else by the JDK's serialisation; with the setting
 * {@code mpi4j.serial.form=jdk}, all of them. Either form is read whatever the setting is. It finds classes by the context class loader of
 * the thread that receives, and lets in the JDK's values and collections and the application's classes only, or what the setting {@code
 * mpi4j.serial.filter} allows.
 */
public interface ObjectSerializer {
    /**
     * Writes one object.
     *
     * @param object what is sent
     * @param out takes the bytes; not to be closed, nor used after this returns
     * @throws IOException if the object cannot be written, which becomes an OTHER error
     */
    void write(@Nullable Object object, OutputStream out) throws IOException;

    /**
     * Reads one object.
     *
     * @param in gives what {@link #write} wrote, and then ends
     * @return the object
     * @throws IOException if it cannot be read, which becomes an OTHER error
     * @throws ClassNotFoundException if its class is not known here, which becomes a TYPE error
     */
    @Nullable Object read(InputStream in) throws IOException, ClassNotFoundException;
}

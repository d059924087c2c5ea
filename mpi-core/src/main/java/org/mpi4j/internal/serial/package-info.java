/**
 * Objects as bytes: a compact form of values, common collections, enums and records, and the JDK's own serialisation for all else;
 * both behind one filter. Depends on the public API and on settings. Threads: what lasts is thread-safe, what serves one message
 * belongs to one thread.
 */
@NullMarked
package org.mpi4j.internal.serial;

import org.jspecify.annotations.NullMarked;

/**
 * Attribute caching: MPI 5.0, section 7.7. Depends on the public API only, so that whatever can have attributes may use it. Threads: all types are
 * thread-safe; callbacks run in the thread that calls.
 */
@NullMarked
package org.mpi4j.internal.attribute;

import org.jspecify.annotations.NullMarked;

/**
 * The programs of {@code mpi-bench}, one class each. Depends on the public API, and on the settings and boot packages for what
 * {@code info} shows. Threads: each program runs on the rank's main thread and starts none.
 */
@NullMarked
package org.mpi4j.bench;

import org.jspecify.annotations.NullMarked;

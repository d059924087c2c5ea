/**
 * The programs of {@code mpi-bench}, one class each. Depends on the public API, on the settings and boot packages for what
 * {@code info} shows, and on the packages below this one, which do not depend on it. Threads: each program runs on the rank's main thread and starts
 * none, but {@code scale}, whose ranks are threads.
 */
@NullMarked
package org.mpi4j.bench;

import org.jspecify.annotations.NullMarked;

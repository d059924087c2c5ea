/** What can be set, and the values in force. Depends on the public errors only. Threads: immutable. */
@NullMarked
package org.mpi4j.internal.settings;

import org.jspecify.annotations.NullMarked;

/** What feeds the readers of foreign bytes with broken input; the targets stand beside what they test. Threads: one. */
@NullMarked
package org.mpi4j.fuzz;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.mpi4j.internal.comm;

import org.jspecify.annotations.NullMarked;

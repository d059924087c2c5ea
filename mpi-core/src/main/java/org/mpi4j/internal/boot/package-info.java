@NullMarked
package org.mpi4j.internal.boot;

import org.jspecify.annotations.NullMarked;

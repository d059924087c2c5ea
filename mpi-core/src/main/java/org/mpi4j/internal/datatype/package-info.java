@NullMarked
package org.mpi4j.internal.datatype;

import org.jspecify.annotations.NullMarked;

/**
 * Datatypes as layouts that pack and unpack, and reductions as kernels over memory. Depends on the public API's values, on attributes, and on
 * nothing else inside. Threads: everything here is immutable, stateless or thread-safe; whoever calls owns the memory.
 */
@NullMarked
package org.mpi4j.internal.datatype;

import org.jspecify.annotations.NullMarked;

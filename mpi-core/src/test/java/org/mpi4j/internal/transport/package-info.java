/** What every transport promises, as tests that each transport's own test class inherits. */
package org.mpi4j.internal.transport;

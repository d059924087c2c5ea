/** Tests of what compare is made of; the whole of it is tested in mpi-dist, where there are ranks to start. */
package org.mpi4j.bench.compare;

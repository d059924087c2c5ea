/**
 * JMH benchmarks of single functions, started with {@code -Dtest=Jmh}. Depends on the public API and JMH. Threads: JMH's own.
 */
package org.mpi4j.bench.jmh;

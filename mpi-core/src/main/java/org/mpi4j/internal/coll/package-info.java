/**
 * Collectives as schedules: every algorithm is a pure function of rank, size and shape, one algorithm a file, named operation + algorithm.
 *
 * <p>{@link org.mpi4j.internal.coll.Schedules} is the way in: one method an operation. {@link org.mpi4j.internal.coll.Selector} alone decides
 * which algorithm serves which shape, and {@link org.mpi4j.internal.coll.Algorithms} which file that is; {@code mpi-bench model} asks these two for ranks
 * that do not exist. {@code InterMovement} and {@code InterReduction} serve
 * intercommunicators. Those that run schedules depend on pt2pt, progress, datatype and spi's boards, all else on settings only. Threads:
 * schedules and what makes them are immutable, but for the cache in {@code Schedules}, which is thread-safe; runs are confined to the driver.
 *
 * <table>
 * <caption>Algorithms</caption>
 * <tr><td>barrier</td><td>dissemination</td></tr>
 * <tr><td>bcast</td><td>short: binomial; middle, many ranks: scatter + ring; long: chain of segments</td></tr>
 * <tr><td>gather, scatter</td><td>short: binomial; long, and with counts: linear</td></tr>
 * <tr><td>allgather</td><td>power of two: recursive doubling; short: Bruck; long: ring</td></tr>
 * <tr><td>alltoall</td><td>short, many ranks: Bruck; middle, and with counts: some distances at once; long: pairwise, or all at once where ranks share cores; in place: mutual exchange</td></tr>
 * <tr><td>neighbour forms</td><td>all edges at once</td></tr>
 * <tr><td>reduce</td><td>short: binomial; long: chain of segments</td></tr>
 * <tr><td>allreduce</td><td>short, or not commutative: recursive doubling; long: Rabenseifner; very long, no power of two: ring</td></tr>
 * <tr><td>reduceScatter</td><td>short: recursive halving, or doubling where not commutative; long: pairwise</td></tr>
 * <tr><td>scan, exscan</td><td>doubling of the distance</td></tr>
 * <tr><td>all but reduceScatter and scans, short, of ranks that share memory</td><td>a post each on the board</td></tr>
 * <tr><td>between two groups</td><td>straight, or a binomial tree in either group and one message between their first ranks</td></tr>
 * </table>
 */
@NullMarked
package org.mpi4j.internal.coll;

import org.jspecify.annotations.NullMarked;

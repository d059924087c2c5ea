package org.mpi4j.internal.topology;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Divides the nodes of a graph among hosts, of which each takes so many, so that few edges are between hosts: each host grows from one node on by
 * the node that adds the least to the weight of the edges that leave it. Confined to the caller; the same on all ranks.
 */
final class HostParts {
    private final Edges edges;
    private final int[][] at;
    private final int[] hostOf;
    /** Of each free node: the weight of its edges into the host that grows, less that of its edges to other free nodes. */
    private final long[] gain;

    private record Candidate(long gain, int node) {}

    private HostParts(Edges edges) {
        this.edges = edges;
        this.at = edges.byNode();
        this.hostOf = new int[edges.nodes()];
        this.gain = new long[edges.nodes()];
    }

    /**
     * @param room how many nodes each host takes; as many as there are nodes, all hosts together
     * @return for each node the number of its host
     */
    static int[] grow(Edges edges, int[] room) {
        return new HostParts(edges).grow(room);
    }

    private int[] grow(int[] room) {
        java.util.Arrays.fill(hostOf, -1);
        for (int node = 0; node < edges.nodes(); node++) {
            for (int edge : at[node]) {
                gain[node] -= edges.weights()[edge];
            }
        }
        for (int host = 0; host < room.length; host++) {
            grow(host, room[host]);
        }
        return hostOf;
    }

    private void grow(int host, int room) {
        PriorityQueue<Candidate> best = new PriorityQueue<>(Comparator.comparingLong((Candidate c) -> -c.gain).thenComparingInt(Candidate::node));
        for (int node = 0; node < hostOf.length; node++) {
            if (hostOf[node] < 0) {
                best.add(new Candidate(gain[node], node));
            }
        }
        int left = room;
        while (left > 0) {
            Candidate next = best.remove();
            if (hostOf[next.node] < 0 && gain[next.node] == next.gain) {
                hostOf[next.node] = host;
                left--;
                tellNeighbours(next.node, best);
            }
        }
        forgetEdges(host);
    }

    /** An edge to a free node has become one into the host: it counts twice as much for that node. */
    private void tellNeighbours(int node, PriorityQueue<Candidate> best) {
        for (int edge : at[node]) {
            int other = edges.otherEnd(edge, node);
            if (hostOf[other] < 0) {
                gain[other] += 2L * edges.weights()[edge];
                best.add(new Candidate(gain[other], other));
            }
        }
    }

    /** For the next host, edges into this one are neither a gain nor a loss. */
    private void forgetEdges(int host) {
        for (int node = 0; node < hostOf.length; node++) {
            if (hostOf[node] == host) {
                for (int edge : at[node]) {
                    int other = edges.otherEnd(edge, node);
                    if (hostOf[other] < 0) {
                        gain[other] -= edges.weights()[edge];
                    }
                }
            }
        }
    }
}

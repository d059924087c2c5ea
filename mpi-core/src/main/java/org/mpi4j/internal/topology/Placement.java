package org.mpi4j.internal.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mpi4j.Comm;

/**
 * Which process takes which node of a topology: several orders are tried, and that of which the least weight of edges is between hosts is taken, the
 * given one if none is better. Immutable; a pure function of its arguments, so that all ranks come to the same.
 *
 * @param processes for each node the rank of the process that takes it
 */
public record Placement(int[] processes) {
    /** Each node on the process of the same number. */
    public static Placement asGiven(int nodes) {
        return new Placement(IntStream.range(0, nodes).toArray());
    }

    /** @param hosts for each process the number of its host; of those processes as many are used as there are nodes, the first ones */
    public static Placement ofGraph(Edges edges, int... hosts) {
        int[] used = Arrays.copyOf(hosts, edges.nodes());
        List<int[]> orders = new ArrayList<>();
        if (edges.cut(used) > 0) {
            orders.add(oneAfterTheOther(used));
            orders.add(grown(edges, used));
        }
        return best(edges, used, orders);
    }

    /** As there, for a grid: also tries to cut it into blocks that are alike, one for each host. */
    public static Placement ofGrid(CartGrid grid, int... hosts) {
        Edges edges = grid.edges();
        int[] used = Arrays.copyOf(hosts, edges.nodes());
        List<int[]> orders = new ArrayList<>();
        if (edges.cut(used) > 0) {
            orders.add(oneAfterTheOther(used));
            addBlocks(grid, used, orders);
            orders.add(grown(edges, used));
        }
        return best(edges, used, orders);
    }

    /** @param orders for each node the host that takes it */
    private static Placement best(Edges edges, int[] hosts, List<int[]> orders) {
        long least = edges.cut(hosts);
        int[] best = hosts;
        for (int[] order : orders) {
            long cut = edges.cut(order);
            if (cut < least) {
                least = cut;
                best = order;
            }
        }
        return onHosts(best, hosts);
    }

    /** The processes of each host take the nodes of that host in order. */
    private static Placement onHosts(int[] hostOfNode, int[] hosts) {
        Map<Integer, int[]> ranks = ranksOfHosts(hosts);
        Map<Integer, Integer> next = new LinkedHashMap<>();
        int[] processes = new int[hostOfNode.length];
        for (int node = 0; node < processes.length; node++) {
            int at = next.merge(hostOfNode[node], 1, Integer::sum) - 1;
            processes[node] = ranks.getOrDefault(hostOfNode[node], new int[0])[at];
        }
        return new Placement(processes);
    }

    /** The ranks of each host, ascending; hosts in the order of their first ranks. */
    private static Map<Integer, int[]> ranksOfHosts(int[] hosts) {
        Map<Integer, int[]> ranks = new LinkedHashMap<>();
        for (int host : hosts) {
            ranks.computeIfAbsent(host, h -> IntStream.range(0, hosts.length).filter(rank -> hosts[rank] == h).toArray());
        }
        return ranks;
    }

    /** The first nodes on the first host, the next ones on the next. */
    private static int[] oneAfterTheOther(int[] hosts) {
        int[] order = new int[hosts.length];
        int at = 0;
        for (Map.Entry<Integer, int[]> host : ranksOfHosts(hosts).entrySet()) {
            int end = at + host.getValue().length;
            Arrays.fill(order, at, end, host.getKey());
            at = end;
        }
        return order;
    }

    private static int[] grown(Edges edges, int[] hosts) {
        List<Map.Entry<Integer, int[]>> largestFirst = new ArrayList<>(ranksOfHosts(hosts).entrySet());
        largestFirst.sort((a, b) -> Integer.compare(b.getValue().length, a.getValue().length));
        int[] parts = HostParts.grow(edges, largestFirst.stream().mapToInt(host -> host.getValue().length).toArray());
        return IntStream.of(parts).map(part -> largestFirst.get(part).getKey()).toArray();
    }

    /** One order for each way to cut the grid into as many equal blocks as there are hosts, if these have as many processes each. */
    private static void addBlocks(CartGrid grid, int[] hosts, List<int[]> orders) {
        Map<Integer, int[]> ranks = ranksOfHosts(hosts);
        int each = hosts.length / ranks.size();
        if (ranks.values().stream().allMatch(of -> of.length == each)) {
            int[] names = ranks.keySet().stream().mapToInt(host -> host).toArray();
            addBlocks(grid, new int[grid.dims().length], 0, each, names, orders);
        }
    }

    private static void addBlocks(CartGrid grid, int[] block, int dimension, int left, int[] hosts, List<int[]> orders) {
        int[] dims = grid.dims();
        if (dimension == dims.length) {
            if (left == 1) {
                orders.add(blocks(grid, block, hosts));
            }
            return;
        }
        for (int length = 1; length <= Math.min(left, dims[dimension]); length++) {
            if (left % length == 0 && dims[dimension] % length == 0) {
                block[dimension] = length;
                addBlocks(grid, block, dimension + 1, left / length, hosts, orders);
            }
        }
    }

    private static int[] blocks(CartGrid grid, int[] block, int[] hosts) {
        int[] dims = grid.dims();
        int[] order = new int[grid.size()];
        for (int node = 0; node < order.length; node++) {
            int[] coords = grid.coords(node);
            int number = 0;
            for (int i = 0; i < dims.length; i++) {
                number = number * (dims[i] / block[i]) + coords[i] / block[i];
            }
            order[node] = hosts[number];
        }
        return order;
    }

    /** The node that a process takes; {@link Comm#UNDEFINED} if none. */
    public int nodeOf(int process) {
        for (int node = 0; node < processes.length; node++) {
            if (processes[node] == process) {
                return node;
            }
        }
        return Comm.UNDEFINED;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Placement(int[] others) && Arrays.equals(processes, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(processes);
    }

    @Override
    public String toString() {
        return "Placement" + Arrays.toString(processes);
    }
}

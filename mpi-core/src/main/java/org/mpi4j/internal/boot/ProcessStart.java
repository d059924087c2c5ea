package org.mpi4j.internal.boot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.progress.SelectorSleeper;
import org.mpi4j.internal.progress.Waiting;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.internal.transport.shm.Doorbell;
import org.mpi4j.internal.transport.shm.ShmSegment;
import org.mpi4j.internal.transport.shm.ShmTransport;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/**
 * How a process becomes a rank: the ranks tell each other their hosts, those of one host map a segment that the first of them makes,
 * and every rank publishes what its transports need. A job on one host does all this without a socket but the exchange's own. Where
 * the launcher has told each host's first rank how many share it, the segment is there before anybody asks, which saves a round.
 *
 * <p>Used once, by one thread.
 */
final class ProcessStart {
    private final Job job;
    private final Settings settings;
    private final HostSegment segments;
    private final Leftovers leftovers;
    private final List<String> wanted;
    private final List<StartCard> cards;
    private final int[] hosts;
    private final double[] coreShares;
    private final int[] local;
    private final int localRank;
    private final Map<String, Transport> started = new LinkedHashMap<>();

    private ProcessStart(Job job, Settings settings, HostSegment segments, List<String> wanted, List<StartCard> cards) {
        this.job = job;
        this.settings = settings;
        this.segments = segments;
        this.leftovers = segments.leftovers();
        this.wanted = wanted;
        this.cards = cards;
        this.hosts = number(cards);
        this.coreShares = coreShares(cards, hosts);
        this.local = IntStream.range(0, job.size()).filter(r -> hosts[r] == hosts[job.rank()]).toArray();
        this.localRank = (int) IntStream.of(local).filter(r -> r < job.rank()).count();
    }

    /**
     * Makes the parts of this rank. Collective over the job.
     *
     * @param leftovers where files are noted while they exist
     * @param followers if the launcher says that this is the first rank of its host, how many follow there; 0 if it does not
     */
    static RankParts start(Job job, Settings settings, HostId host, Leftovers leftovers, int followers) {
        List<String> wanted = settings.list(Setting.TRANSPORT);
        boolean shares = wanted.contains("shm");
        HostSegment segments = new HostSegment(job.id(), job.rank(), settings, host.name(), leftovers);
        int inboxes = shares && followers > 0 ? followers + 1 : 0;
        ShmSegment early = inboxes > 0 ? segments.create(inboxes) : null;
        int cores = Waiting.cores(settings);
        StartCard mine = new StartCard(host.toString(), host.name(), shares, cores, inboxes, HostSegment.path(early));
        List<StartCard> cards = job.size() == 1
                ? List.of(mine)
                : job.allgather(mine.toBytes()).stream().map(StartCard::of).toList();
        return new ProcessStart(job, settings, segments, wanted, cards).start(early);
    }

    private static int[] number(List<StartCard> cards) {
        Map<String, Integer> numbers = new HashMap<>();
        return cards.stream().mapToInt(c -> numbers.computeIfAbsent(c.hostKey(), _ -> numbers.size())).toArray();
    }

    private static double[] coreShares(List<StartCard> cards, int[] hosts) {
        int[] ranks = new int[hosts.length];
        int[] cores = new int[hosts.length];
        for (int r = 0; r < hosts.length; r++) {
            int host = hosts[r];
            cores[host] = ranks[host] == 0 ? cards.get(r).cores() : Math.min(cores[host], cards.get(r).cores());
            ranks[host]++;
        }
        double[] shares = new double[hosts.length];
        for (int r = 0; r < hosts.length; r++) {
            shares[r] = Math.min(1, (double) cores[hosts[r]] / ranks[hosts[r]]);
        }
        return shares;
    }

    private RankParts start(@Nullable ShmSegment early) {
        Progress progress = new Progress(new SelectorSleeper(), Waiting.ofProcess(settings, local.length), settings.flag(Setting.HELPER));
        Engine engine = new Engine(
                job.rank(), job.size(), progress, settings.bytesOrAuto(Setting.EAGER_LIMIT), settings.bytes(Setting.EAGER_WINDOW));
        TransportContext context = new TransportContext(
                job.rank(), job.size(), job.id(), job.secret(), engine, progress.sleeper(), progress::isDriver, settings::get);
        List<Map<String, byte[]>> published = job.size() == 1 ? List.of(Map.of()) : publish(context, shareMemory(early));
        List<Transport> inOrder = new ArrayList<>();
        wanted.forEach(name -> {
            Transport transport = started.get(name);
            if (transport != null) {
                inOrder.add(transport);
            }
        });
        List<String> hostNames = cards.stream().map(StartCard::hostName).toList();
        Routes routes = new Routes(progress, job.rank(), inOrder, published, hostNames);
        return new RankParts(job.rank(), job.size(), hosts, coreShares, hostNames, engine, inOrder, routes, settings);
    }

    /** Makes or maps this host's segment; null if it cannot be had, or is not wanted by all ranks of this host. Collective. */
    private @Nullable ShmSegment shareMemory(@Nullable ShmSegment early) {
        boolean mine = IntStream.of(local).allMatch(r -> cards.get(r).sharesMemory()) && local.length > 1;
        boolean made = localRank == 0 && cards.get(job.rank()).inboxes() == local.length;
        ShmSegment segment = early;
        if (!mine || !made) {
            segments.discard(early);
            segment = mine && localRank == 0 ? segments.create(local.length) : null;
        }
        String path = cards.get(local[0]).segment();
        if (!isToldByCards()) {
            List<byte[]> paths = job.allgather(HostSegment.path(segment).getBytes(StandardCharsets.UTF_8));
            path = new String(paths.get(local[0]), StandardCharsets.UTF_8);
        }
        return mine && localRank != 0 && !path.isEmpty() ? segments.map(path, local.length, localRank) : segment;
    }

    /** Whether the cards tell on each host where its segment is, or that there is none: the same answer on all ranks. */
    private boolean isToldByCards() {
        Map<String, Integer> ranks = new HashMap<>();
        cards.forEach(card -> ranks.merge(card.hostKey(), 1, Integer::sum));
        Map<String, StartCard> leaders = new HashMap<>();
        cards.forEach(card -> leaders.putIfAbsent(card.hostKey(), card));
        return leaders.values().stream().allMatch(card -> {
            Integer local = ranks.get(card.hostKey());
            return local == null || local == 1 || card.inboxes() == local;
        });
    }

    /** Starts the transports and exchanges their cards; a second time if shared memory failed for a rank of some host. Collective. */
    private List<Map<String, byte[]>> publish(TransportContext context, @Nullable ShmSegment segment) {
        startAll(context, segment, false);
        List<TransportCards> all = exchange(segment != null);
        boolean mapped = IntStream.of(local).allMatch(r -> all.get(r).sharesMemory());
        leftovers.remove();
        if (!someHostIsDivided(all)) {
            return all.stream().map(TransportCards::cards).toList();
        }
        if (!mapped) {
            started.remove("shm");
            if (segment != null) {
                segment.close();
            }
            startAll(context, null, true);
        }
        return exchange(mapped).stream().map(TransportCards::cards).toList();
    }

    /** Whether on some host one rank has the segment and another has not. */
    private boolean someHostIsDivided(List<TransportCards> all) {
        Map<Integer, Boolean> firsts = new HashMap<>();
        for (int rank = 0; rank < hosts.length; rank++) {
            boolean shares = all.get(rank).sharesMemory();
            Boolean first = firsts.putIfAbsent(hosts[rank], shares);
            if (first != null && first != shares) {
                return true;
            }
        }
        return false;
    }

    private List<TransportCards> exchange(boolean sharesMemory) {
        Map<String, byte[]> mine = new LinkedHashMap<>();
        started.forEach((name, transport) -> mine.put(name, transport.card()));
        return job.allgather(new TransportCards(sharesMemory, mine).toBytes()).stream().map(TransportCards::of).toList();
    }

    private void startAll(TransportContext context, @Nullable ShmSegment segment, boolean again) {
        boolean othersNeeded = segment == null || local.length < job.size() || again;
        for (String name : wanted) {
            if (name.equals("shm")) {
                if (segment != null) {
                    Doorbell doorbell = Doorbell.ofProcess(context.sleeper());
                    started.put(name, new ShmTransport(context, segment, localRank, local, coreShares[job.rank()] < 1, doorbell));
                }
            } else if (othersNeeded && !started.containsKey(name)) {
                started.put(name, Transports.start(name, context));
            }
        }
    }
}

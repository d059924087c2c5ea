package org.mpi4j.internal.boot;

import java.io.IOException;
import java.nio.file.Path;
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
import org.mpi4j.internal.transport.shm.ShmLayout;
import org.mpi4j.internal.transport.shm.ShmSegment;
import org.mpi4j.internal.transport.shm.ShmTransport;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/**
 * How a process becomes a rank: the ranks tell each other their hosts, those of one host map a segment that the first of them makes,
 * and every rank publishes what its transports need. A job on one host does all this without a socket but the exchange's own.
 *
 * <p>Used once, by one thread.
 */
final class ProcessStart {
    private static final System.Logger LOG = System.getLogger(ProcessStart.class.getName());

    private final Job job;
    private final Settings settings;
    private final HostId host;
    private final Leftovers leftovers;
    private final List<String> wanted;
    private final int[] hosts;
    private final List<String> hostNames;
    private final int[] local;
    private final int localRank;
    private final Map<String, Transport> started = new LinkedHashMap<>();

    private ProcessStart(Job job, Settings settings, HostId host, Leftovers leftovers, List<String> wanted, List<StartCard> cards) {
        this.job = job;
        this.settings = settings;
        this.host = host;
        this.leftovers = leftovers;
        this.wanted = wanted;
        this.hosts = number(cards);
        this.hostNames = cards.stream().map(StartCard::hostName).toList();
        this.local = IntStream.range(0, job.size()).filter(r -> hosts[r] == hosts[job.rank()]).toArray();
        this.localRank = (int) IntStream.of(local).filter(r -> r < job.rank()).count();
    }

    /**
     * Makes the parts of this rank. Collective over the job.
     *
     * @param leftovers where files are noted while they exist
     */
    static RankParts start(Job job, Settings settings, HostId host, Leftovers leftovers) {
        List<String> wanted = settings.list(Setting.TRANSPORT);
        StartCard mine = new StartCard(host.toString(), host.name(), wanted.contains("shm"), Runtime.getRuntime().availableProcessors());
        List<StartCard> cards = job.size() == 1
                ? List.of(mine)
                : job.allgather(mine.toBytes()).stream().map(StartCard::of).toList();
        return new ProcessStart(job, settings, host, leftovers, wanted, cards).start(cards);
    }

    private static int[] number(List<StartCard> cards) {
        Map<String, Integer> numbers = new HashMap<>();
        return cards.stream().mapToInt(c -> numbers.computeIfAbsent(c.hostKey(), _ -> numbers.size())).toArray();
    }

    private boolean[] crowded(List<StartCard> cards) {
        int[] ranks = new int[job.size()];
        int[] cores = new int[job.size()];
        for (int r = 0; r < hosts.length; r++) {
            int host = hosts[r];
            cores[host] = ranks[host] == 0 ? cards.get(r).cores() : Math.min(cores[host], cards.get(r).cores());
            ranks[host]++;
        }
        boolean[] crowded = new boolean[job.size()];
        for (int r = 0; r < hosts.length; r++) {
            crowded[r] = ranks[hosts[r]] > cores[hosts[r]];
        }
        return crowded;
    }

    private RankParts start(List<StartCard> cards) {
        Progress progress = new Progress(new SelectorSleeper(), Waiting.of(settings, local.length), settings.flag(Setting.HELPER));
        Engine engine = new Engine(
                job.rank(), job.size(), progress, settings.bytes(Setting.EAGER_LIMIT), settings.bytes(Setting.EAGER_WINDOW));
        TransportContext context = new TransportContext(
                job.rank(), job.size(), job.id(), job.secret(), engine, progress.sleeper(), progress::isDriver, settings::get);
        List<Map<String, byte[]>> published =
                job.size() == 1 ? List.of(Map.of()) : publish(context, shareMemory(cards));
        List<Transport> inOrder = new ArrayList<>();
        wanted.forEach(name -> {
            Transport transport = started.get(name);
            if (transport != null) {
                inOrder.add(transport);
            }
        });
        Routes routes = new Routes(progress, job.rank(), inOrder, published, hostNames);
        return new RankParts(job.rank(), job.size(), hosts, crowded(cards), host.name(), engine, inOrder, routes, settings);
    }

    /** Makes or maps this host's segment; null if it cannot be had, or is not wanted by all ranks of this host. Collective. */
    private @Nullable ShmSegment shareMemory(List<StartCard> cards) {
        boolean mine = IntStream.of(local).allMatch(r -> cards.get(r).sharesMemory()) && local.length > 1;
        ShmSegment segment = mine && localRank == 0 ? create() : null;
        String path = segment == null ? "" : segment.path().map(Path::toString).orElse("");
        List<byte[]> paths = job.allgather(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String leaders = new String(paths.get(local[0]), java.nio.charset.StandardCharsets.UTF_8);
        return mine && localRank != 0 && !leaders.isEmpty() ? map(Path.of(leaders)) : segment;
    }

    private @Nullable ShmSegment create() {
        ShmLayout layout = ShmLayout.near(
                local.length, settings.bytes(Setting.SHM_RING), settings.bytes(Setting.SHM_CHUNK), settings.bytes(Setting.SHM_CHUNKS));
        try {
            ShmSegment segment = ShmSegment.create(job.id(), job.rank(), layout);
            leftovers.add(segment);
            return segment;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no shared memory on host=" + host.name() + ": " + e.getMessage());
            return null;
        }
    }

    private @Nullable ShmSegment map(Path path) {
        try {
            return ShmSegment.map(path, job.id(), local.length);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no shared memory for rank=" + job.rank() + " host=" + host.name() + ": " + e.getMessage());
            return null;
        }
    }

    /** Starts the transports and exchanges their cards; a second time if shared memory failed for a rank of some host. Collective. */
    private List<Map<String, byte[]>> publish(TransportContext context, @Nullable ShmSegment segment) {
        startAll(context, segment, false);
        List<TransportCards> all = exchange(segment != null);
        boolean mapped = IntStream.of(local).allMatch(r -> all.get(r).sharesMemory());
        leftovers.remove();
        if (IntStream.range(0, job.size()).noneMatch(r -> failedOnHostOf(r, all))) {
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

    /** Whether some rank of that rank's host has the segment and another has not. */
    private boolean failedOnHostOf(int rank, List<TransportCards> all) {
        return IntStream.range(0, job.size())
                .anyMatch(r -> hosts[r] == hosts[rank] && all.get(r).sharesMemory() != all.get(rank).sharesMemory());
    }

    private List<TransportCards> exchange(boolean sharesMemory) {
        Map<String, byte[]> cards = new LinkedHashMap<>();
        started.forEach((name, transport) -> cards.put(name, transport.card()));
        return job.allgather(new TransportCards(sharesMemory, cards).toBytes()).stream().map(TransportCards::of).toList();
    }

    private void startAll(TransportContext context, @Nullable ShmSegment segment, boolean again) {
        boolean othersNeeded = segment == null || local.length < job.size() || again;
        for (String name : wanted) {
            if (name.equals("shm")) {
                if (segment != null) {
                    Doorbell doorbell = Doorbell.ofProcess(context.sleeper());
                    started.put(name, new ShmTransport(context, segment, localRank, local, doorbell));
                }
            } else if (othersNeeded && !started.containsKey(name)) {
                started.put(name, Transports.start(name, context));
            }
        }
    }
}

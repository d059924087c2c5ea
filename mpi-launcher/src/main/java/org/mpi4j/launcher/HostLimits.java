package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mpi4j.internal.boot.JobVariables;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.transport.shm.ShmLayout;

/**
 * What this host lets a process have, against what a job needs. Immutable. A JVM raises its own limit of file descriptors to the hard one, so
 * that this counts.
 *
 * @param descriptors the hard limit of open files of a process
 * @param processes how many processes and threads the user may have, all together
 * @param sharedBytes what is free in {@code /dev/shm}
 */
record HostLimits(long descriptors, long processes, long sharedBytes) {
    /** What a JVM of a rank, or jrun's own, has open without any connection, and room for a program's files. */
    static final int OWN_DESCRIPTORS = 100;

    /** The compiler's, the collector's and mpi4j's own of a JVM on a host of some cores. */
    private static final int THREADS_OF_RANK = 20;

    private static final int DESCRIPTORS_OF_LOCAL_RANK = 4;
    private static final int DESCRIPTORS_OF_HOST = 4;
    private static final long USUAL_CHUNK_BYTES = 32 << 10;
    private static final long USUAL_CHUNKS = 32;
    private static final Pattern HARD = Pattern.compile("(?m)^(Max open files|Max processes)\\s+\\S+\\s+(\\d+|unlimited)\\s");

    /** Those of this process, and of what it starts; what cannot be read is taken for enough. */
    static HostLimits ofProcess() {
        String limits;
        try {
            limits = Files.readString(Path.of("/proc/self/limits"));
        } catch (IOException _) {
            limits = "";
        }
        long free = Path.of("/dev/shm").toFile().getUsableSpace();
        return of(limits, free == 0 ? Long.MAX_VALUE : free);
    }

    /** @param limits as the kernel writes {@code /proc/self/limits} */
    static HostLimits of(String limits, long sharedBytes) {
        long descriptors = Long.MAX_VALUE;
        long processes = Long.MAX_VALUE;
        for (Matcher line = HARD.matcher(limits); line.find(); ) {
            long value = line.group(2).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(line.group(2));
            if (line.group(1).equals("Max open files")) {
                descriptors = value;
            } else {
                processes = value;
            }
        }
        return new HostLimits(descriptors, processes, sharedBytes);
    }

    /**
     * Whether jrun can carry the job. Each rank has a connection to it, each rank on its own host three pipes as well, each other host an agent's.
     *
     * @throws UsageException if not; the message names need, limit and remedy
     */
    void checkLauncher(int ranks, int localRanks, int hosts) throws UsageException {
        long need = OWN_DESCRIPTORS + ranks + (long) DESCRIPTORS_OF_LOCAL_RANK * localRanks + (long) DESCRIPTORS_OF_HOST * hosts;
        if (need > descriptors) {
            throw new UsageException(1, "jrun needs " + need + " file descriptors for " + ranks + " ranks, " + tooFew());
        }
    }

    /**
     * Whether a rank can be started here.
     *
     * @param environment the rank's
     * @throws IOException if not; the message names need, limit and remedy
     */
    void checkRank(Map<String, String> environment) throws IOException {
        long peers = peersOverTcp(environment);
        if (OWN_DESCRIPTORS + peers > descriptors) {
            throw new IOException("a rank needs " + (OWN_DESCRIPTORS + peers) + " file descriptors (" + OWN_DESCRIPTORS + ", and one for each of " + peers
                    + " ranks that it may talk to over TCP), " + tooFew());
        }
    }

    /** What will do, but not well. */
    List<String> warnings(Map<String, String> environment) {
        List<String> warnings = new ArrayList<>();
        long local = number(environment, JobVariables.LOCAL_SIZE);
        if (local * THREADS_OF_RANK > processes) {
            warnings.add(local + " ranks have about " + local * THREADS_OF_RANK + " threads, the user may have " + processes
                    + " (ulimit -u): raise nproc in /etc/security/limits.conf, or run fewer ranks here");
        }
        if (local > 1 && usesSharedMemory(environment)) {
            long need = ShmLayout.near((int) local, -1, USUAL_CHUNK_BYTES, USUAL_CHUNKS).sizeBytes();
            if (need > sharedBytes) {
                warnings.add(local + " ranks want " + need + " bytes of /dev/shm, free are " + sharedBytes
                        + ": they will be slower, or use TCP; enlarge it (mount -o remount,size=1g /dev/shm; docker run --shm-size=1g)");
            }
        }
        return warnings;
    }

    private String tooFew() {
        return "limit=" + descriptors + " (ulimit -Hn): raise nofile in /etc/security/limits.conf, or LimitNOFILE of the service that starts it";
    }

    private static long peersOverTcp(Map<String, String> environment) {
        long size = number(environment, JobVariables.SIZE);
        return usesSharedMemory(environment) ? size - number(environment, JobVariables.LOCAL_SIZE) : size - 1;
    }

    private static boolean usesSharedMemory(Map<String, String> environment) {
        return environment.getOrDefault(Setting.TRANSPORT.variable(), Setting.TRANSPORT.defaultValue()).contains("shm");
    }

    private static long number(Map<String, String> environment, String name) {
        return Long.parseLong(environment.getOrDefault(name, "1"));
    }
}

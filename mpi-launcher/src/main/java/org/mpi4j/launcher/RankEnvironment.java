package org.mpi4j.launcher;

import java.io.File;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mpi4j.internal.boot.JobVariables;
import org.mpi4j.internal.settings.Setting;

/**
 * The environment of the ranks: jrun's own, less what other launchers have said, plus the rank's place in this job. Immutable.
 *
 * @param exchange where the exchange of the job is served
 * @param transports the value of {@code --transport}; empty if it was not given
 */
record RankEnvironment(
        Map<String, String> inherited, String job, byte[] secret, String exchange, SearchPath path, String jars, List<String> transports) {
    private static final List<String> FOREIGN = List.of("PMI_", "PMIX_", "OMPI_", "HYDRA_", "MPIR_");
    /** Settings of mpi4j go on to the ranks; the place of jrun itself in some other job does not. */
    private static final List<String> OWN_PLACE = List.of(
            JobVariables.RANK, JobVariables.SIZE, JobVariables.LOCAL_RANK, JobVariables.LOCAL_SIZE, JobVariables.EXCHANGE, JobVariables.LAUNCHER_HOST, JobVariables.SECRET,
            JobVariables.JOB, JobVariables.APPNUM);

    /** What all programs of the user's get, in a job of jrun's own or under another launcher. */
    static Map<String, String> shared(Map<String, String> inherited, SearchPath path, String jars, List<String> transports) {
        Map<String, String> all = new HashMap<>(inherited);
        OWN_PLACE.forEach(all::remove);
        all.put("PATH", path.toString());
        String classPath = inherited.get("CLASSPATH");
        all.put("CLASSPATH", (classPath == null || classPath.isEmpty() ? "." : classPath) + File.pathSeparator + jars);
        if (!transports.isEmpty()) {
            all.put(Setting.TRANSPORT.variable(), String.join(",", transports));
        }
        return all;
    }

    /** @param localSize how many ranks of the job are on the seat's host */
    Map<String, String> of(Placement.Seat seat, int size, int localSize, List<String> variables) {
        Map<String, String> all = shared(inherited, path, jars, transports);
        all.keySet().removeIf(RankEnvironment::isForeign);
        putAll(variables, all);
        all.put(JobVariables.RANK, Integer.toString(seat.rank()));
        all.put(JobVariables.SIZE, Integer.toString(size));
        all.put(JobVariables.LOCAL_RANK, Integer.toString(seat.localRank()));
        all.put(JobVariables.LOCAL_SIZE, Integer.toString(localSize));
        all.put(JobVariables.EXCHANGE, exchange);
        all.put(JobVariables.LAUNCHER_HOST, Host.name());
        all.put(JobVariables.SECRET, HexFormat.of().formatHex(secret));
        all.put(JobVariables.JOB, job);
        return new TreeMap<>(all);
    }

    /** Sets each {@code VAR=value}; a {@code VAR} alone is inherited already. */
    static void putAll(List<String> variables, Map<String, String> environment) {
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
    }

    private static boolean isForeign(String name) {
        return FOREIGN.stream().anyMatch(name::startsWith);
    }
}

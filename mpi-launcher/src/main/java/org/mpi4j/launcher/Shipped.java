package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as another host sees it: as this one does, unless files are shipped. Immutable.
 *
 * @param files what is shipped, or null
 * @param apps the programs, as they are run there
 */
record Shipped(@Nullable Shipment files, List<App> apps, SearchPath path) {
    private static final String HOME_VARIABLE = "MPI4J_HOME";

    /** @throws UsageException if what the programs need cannot be read, or is too much */
    static Shipped to(String host, JobOptions options, String job, List<App> apps, Map<String, String> inherited, SearchPath path, Installation installation) throws UsageException {
        Path folder = options.shipTo;
        if (folder == null) {
            return new Shipped(null, apps.stream().map(App::asSource).toList(), path);
        }
        try {
            // hosts may share the folder
            Shipment files = new Shipment(folder.resolve("mpi4j-ship-" + job + "-" + host.replaceAll("[^A-Za-z0-9.-]", "_")), installation);
            ShippedProgram program = new ShippedProgram(files, installation, inherited.getOrDefault("CLASSPATH", ""));
            List<App> shipped = new ArrayList<>();
            for (App app : apps) {
                shipped.add(program.app(app));
            }
            List<Path> folders = new ArrayList<>(path.folders());
            folders.set(0, files.installation().bin());
            return new Shipped(files, List.copyOf(shipped), new SearchPath(List.copyOf(folders)));
        } catch (IOException e) {
            throw new UsageException(UsageException.NOT_EXECUTABLE, "cannot ship the program: " + e.getMessage());
        }
    }

    /** What leads to a host and runs an agent there. */
    List<String> command(SshCommand ssh, String host) throws IOException {
        return files == null ? ssh.line(host) : ssh.line(host, ShipScript.text(files.folder(), files.installation().javaHome()));
    }

    /** What ranks there are told, if this is what those here are told. */
    RankEnvironment environment(RankEnvironment here) {
        if (files == null) {
            return here;
        }
        Map<String, String> inherited = new HashMap<>(here.inherited());
        inherited.put(HOME_VARIABLE, files.installation().bin().resolveSibling("").toString());
        return new RankEnvironment(inherited, here.job(), here.secret(), here.exchange(), path, files.installation().jars(), here.transports());
    }
}

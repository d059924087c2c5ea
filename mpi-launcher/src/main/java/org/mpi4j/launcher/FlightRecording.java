package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.List;

/** How a JVM is told to record its flight, from its start until its end. Stateless. */
final class FlightRecording {
    /** How long a rank may take at its end to write its recording. */
    static final int END_SECONDS = 10;

    private FlightRecording() {}

    /**
     * What a rank has recorded lies in a folder beside its file until it ends; that of one that is killed is left there.
     *
     * @param folder is there, and has no character in its name that means something to the JVM
     */
    static List<String> options(Path folder, int rank) {
        return List.of("-XX:StartFlightRecording=filename=" + folder.resolve(rank + ".jfr") + ",dumponexit=true,disk=true",
                "-XX:FlightRecorderOptions=repository=" + folder, "-Xlog:jfr+startup=error");
    }

    /** @throws UsageException if the JVM would read the folder's name as something else */
    static Path folder(String name) throws UsageException {
        Path folder = Path.of(name).toAbsolutePath().normalize();
        if (folder.toString().chars().anyMatch(c -> c == ',' || c == '%' || c == '"' || c == '\'' || c == '=' || Character.isWhitespace(c))) {
            throw new UsageException(UsageException.BAD_USAGE, "--jfr " + folder + ": want a folder without spaces, quotes, and the characters , % = in its name");
        }
        return folder;
    }
}

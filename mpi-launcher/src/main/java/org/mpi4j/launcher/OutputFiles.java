package org.mpi4j.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code --output-filename} sends the output of each rank. Immutable.
 *
 * @param pattern the value of the option, or null: to the launcher
 */
record OutputFiles(@Nullable String pattern, String job, int size) {
    private static final String STDOUT = "stdout";
    private static final String STDERR = "stderr";

    boolean areUsed() {
        return pattern != null;
    }

    /** Sends the output of a process that is about to start on its way; creates folders as needed. */
    void redirect(ProcessBuilder builder, Placement.Seat seat) throws IOException {
        if (pattern == null) {
            return;
        }
        Path out = file(pattern, seat, STDOUT);
        Path err = file(pattern, seat, STDERR);
        builder.redirectOutput(fresh(out));
        if (err.equals(out)) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(fresh(err));
        }
    }

    private static File fresh(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return file.toFile();
    }

    /** Where the standard output of a rank goes, if files are used. */
    Path stdout(Placement.Seat seat) {
        return file(String.valueOf(pattern), seat, STDOUT);
    }

    Path file(String where, Placement.Seat seat, String stream) {
        if (!where.contains("%")) {
            int width = Integer.toString(size - 1).length();
            return Path.of(where, "rank." + "0".repeat(width - Integer.toString(seat.rank()).length()) + seat.rank() + "." + stream);
        }
        return Path.of(where.replace("%r", Integer.toString(seat.rank()))
                .replace("%h", seat.host())
                .replace("%j", job)
                .replace("%s", stream));
    }
}

package org.mpi4j.internal.boot.slurm;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * MUNGE, by which the hosts of a cluster tell each other which user has written something: its programs {@code munge} and {@code unmunge},
 * which ask the daemon of their host. Immutable.
 */
public record Munge(Path munge, Path unmunge) {
    private static final int LIMIT_SECONDS = 10;
    private static final int MAX_CREDENTIAL_CHARS = 3 << 10;
    private static final int SUCCESS = 0;
    private static final int REPLAYED = 17;
    private static final String USUAL_FOLDERS = "/usr/bin:/usr/local/bin:/bin";

    /** Those of {@code searchPath}, or of the usual folders; null if there are none. */
    public static @Nullable Munge find(@Nullable String searchPath) {
        for (String folder : ((searchPath == null ? "" : searchPath + File.pathSeparator) + USUAL_FOLDERS).split(File.pathSeparator, -1)) {
            Path munge = Path.of(folder, "munge");
            Path unmunge = Path.of(folder, "unmunge");
            if (folder.startsWith("/") && Files.isExecutable(munge) && Files.isExecutable(unmunge)) {
                return new Munge(munge, unmunge);
            }
        }
        return null;
    }

    /** A credential that only this user can open, on any host of the cluster. */
    public String seal(String text, int userId, int lifeSeconds) throws IOException {
        Result result = run(List.of(munge.toString(), "--restrict-uid=" + userId, "--ttl=" + lifeSeconds), text);
        String credential = result.output.strip();
        if (result.code != 0 || !credential.startsWith("MUNGE:")) {
            throw new IOException("munge has not sealed the job's secret: exit code " + result.code + " " + result.output.strip());
        }
        return credential;
    }

    /**
     * What a credential holds. One that was opened here before is taken, since each rank of a host opens the same one.
     *
     * @throws IOException if it does not come from this user
     */
    public String open(String credential, int userId) throws IOException {
        if (credential.length() > MAX_CREDENTIAL_CHARS || !credential.startsWith("MUNGE:")) {
            throw new IOException("no credential of munge's, chars=" + credential.length());
        }
        Result result = run(List.of(unmunge.toString(), "--numeric", "--keys=STATUS,UID"), credential + "\n");
        int text = result.output.indexOf("\n\n");
        List<String> about = (text < 0 ? result.output : result.output.substring(0, text)).lines().toList();
        int status = number(about, "STATUS:");
        if (text < 0 || (status != SUCCESS && status != REPLAYED)) {
            throw new IOException("munge has not opened the job's secret: exit code " + result.code + " " + result.output.strip());
        }
        int writer = number(about, "UID:");
        if (writer != userId) {
            throw new IOException("not written by this user, uid=" + writer + " wanted=" + userId);
        }
        return result.output.substring(text + 2);
    }

    private static int number(List<String> lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name)) {
                try {
                    return Integer.parseInt(line.substring(name.length()).strip());
                } catch (NumberFormatException _) {
                    return -1;
                }
            }
        }
        return -1;
    }

    private record Result(int code, String output) {}

    /** Both the input and the output are far smaller than what a pipe holds. */
    private static Result run(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            try (OutputStream to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.getFirst() + " has not answered within limitSeconds=" + LIMIT_SECONDS);
            }
            return new Result(process.exitValue(), new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}

package org.mpi4j.internal.boot.slurm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A file that only its user can read, in a folder that all hosts of a job share and nobody else can change: where rank 0 leaves the job's
 * secret until all have joined. Immutable.
 */
public record SecretFile(Path folder, String job) {
    private static final String SUFFIX = ".secret";
    private static final int MAX_BYTES = 64 << 10;
    private static final Duration LONGEST_USE = Duration.ofDays(1);
    private static final Set<PosixFilePermission> OTHERS_WRITE = PosixFilePermissions.fromString("----w--w-");
    private static final Set<PosixFilePermission> OTHERS_READ = PosixFilePermissions.fromString("---rw-rw-");

    /** The user that this process acts for. */
    public static int userId() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private Path path() {
        return folder.resolve(job + SUFFIX);
    }

    /** Takes the place of what an earlier job of this name may have left. */
    public void write(String text) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        requireOurs(folder, OTHERS_WRITE);
        removeOld();
        Path written = Files.createTempFile(folder, job, ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(written, text);
            Files.move(written, path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
        path().toFile().deleteOnExit();
    }

    /** @throws IOException if there is none, or others could have written or read it */
    public String read() throws IOException {
        requireOurs(folder, OTHERS_WRITE);
        requireOurs(path(), OTHERS_READ);
        if (Files.size(path()) > MAX_BYTES) {
            throw new IOException("no secret of a job: " + path());
        }
        return Files.readString(path());
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path());
    }

    /** What ranks have left that were killed. */
    private void removeOld() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(LONGEST_USE));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "slurm-*{" + SUFFIX + ",.new}")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void requireOurs(Path path, Set<PosixFilePermission> forbidden) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException("no " + path + ", in which rank 0 leaves the job's secret; all hosts of the job must share the folder (mpi4j.slurm.secret.folder)");
        }
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
        if (owner != userId() || granted.stream().anyMatch(forbidden::contains)) {
            throw new IOException("others may change or read " + path + ", so it holds no secret: owner=" + owner + " mode=" + PosixFilePermissions.toString(granted));
        }
    }
}

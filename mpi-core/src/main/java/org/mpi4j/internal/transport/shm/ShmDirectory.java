package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Where a job's shared files stand: {@code mpi4j-<user>-<job>} in {@code /dev/shm}, else in the temporary directory; for the user's
 * eyes only. Stateless. Hosts that share a file system keep apart by the names of their files.
 */
public final class ShmDirectory {
    private static final FileAttribute<?> DIRECTORY_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private ShmDirectory() {}

    /** Removes what a job that crashed may have left on this host. */
    public static void remove(String job) throws IOException {
        for (Path base : bases()) {
            Path directory = base.resolve(name(job));
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(directory);
        }
    }

    /** The directories that may hold a job's directory, the best first. */
    static List<Path> bases() {
        return List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The free bytes of a file system; 0 if it is not there or cannot be written. */
    static long freeBytes(Path base) {
        return Files.isWritable(base) ? base.toFile().getUsableSpace() : 0;
    }

    /** Makes the job's directory, or takes the one that is there if nobody else can look into it. */
    static Path make(Path base, String job) throws IOException {
        Path directory = base.resolve(name(job));
        try {
            Files.createDirectory(directory, DIRECTORY_MODE);
        } catch (FileAlreadyExistsException _) {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || !PosixFilePermissions.toString(mode).equals("rwx------")) {
                throw new IOException("not a private directory: directory=" + directory + " mode=" + PosixFilePermissions.toString(mode));
            }
        }
        return directory;
    }

    static FileChannel makeFile(Path path) throws IOException {
        return FileChannel.open(path, NEW_FILE, FILE_MODE);
    }

    /** Removes the file's directory if it was the last file there. */
    static void removeIfEmpty(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            if (files.iterator().hasNext()) {
                return;
            }
        } catch (NoSuchFileException _) {
            return;
        }
        Files.deleteIfExists(directory);
    }

    private static String name(String job) {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
        return "mpi4j-" + user + "-" + job;
    }
}

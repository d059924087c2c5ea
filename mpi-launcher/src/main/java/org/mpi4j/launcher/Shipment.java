package org.mpi4j.launcher;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that {@code --ship} brings to each other host: mpi4j itself and what the programs' class paths name. They lie in one private
 * folder there. Confined to the main thread while it is filled, and not changed afterwards.
 */
final class Shipment {
    /** The fault lies with a file, not with the way to the host. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    private static final long MOST_BYTES = 1L << 30;
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path folder;
    private final Installation installation;
    private final Map<String, Path> files = new LinkedHashMap<>();
    /** Where a file or folder of this host lies on the others. */
    private final Map<Path, Path> places = new LinkedHashMap<>();
    private long bytes;

    /** @param folder on the other hosts, where it does not exist yet */
    Shipment(Path folder, Installation installation) throws IOException {
        this.folder = folder;
        this.installation = installation;
        for (String program : List.of("jrun", "mpi-bench", "mpi4j-env")) {
            add("mpi4j/bin/" + program, installation.bin().resolve(program));
        }
        try (Stream<Path> jars = Files.list(installation.lib())) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
                add("mpi4j/lib/" + jar.getFileName(), jar);
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** mpi4j as it lies on the other hosts. */
    Installation installation() {
        Path lib = folder.resolve("mpi4j/lib");
        return new Installation(folder.resolve("mpi4j/bin"), lib, installation.javaHome(), lib.resolve(installation.core().getFileName()));
    }

    /** Where a file, or a folder with all that is in it, will lie. It need not exist. */
    Path place(Path local) throws IOException {
        Path file = local.toAbsolutePath().normalize();
        Path lib = installation.lib().toAbsolutePath().normalize();
        Path bin = installation.bin().toAbsolutePath().normalize();
        if (file.startsWith(lib)) {
            return installation().lib().resolve(lib.relativize(file));
        }
        if (file.startsWith(bin)) {
            return installation().bin().resolve(bin.relativize(file));
        }
        Path known = places.get(file);
        if (known != null) {
            return known;
        }
        String own = "program/" + places.size();
        Path name = file.getFileName();
        Path place = name == null || Files.isDirectory(file) ? folder.resolve(own) : folder.resolve(own).resolve(name);
        places.put(file, place);
        if (Files.isDirectory(file)) {
            addAll(own, file, Integer.MAX_VALUE, "");
        } else if (Files.isRegularFile(file)) {
            add(own + "/" + name, file);
        }
        return place;
    }

    /** Where those files of a folder whose names end so will lie; not those of its folders. */
    Path place(Path local, String suffix) throws IOException {
        Path given = local.toAbsolutePath().normalize();
        if (given.equals(installation.lib().toAbsolutePath().normalize())) {
            return installation().lib();
        }
        Path key = given.resolve("*" + suffix);
        Path known = places.get(key);
        if (known != null) {
            return known;
        }
        String own = "program/" + places.size();
        places.put(key, folder.resolve(own));
        if (Files.isDirectory(given)) {
            addAll(own, given, 1, suffix);
        }
        return folder.resolve(own);
    }

    private void addAll(String as, Path from, int depth, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(from, depth, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                Path inside = from.relativize(file);
                boolean isHidden = false;
                for (Path part : inside) {
                    isHidden |= part.toString().startsWith(".");
                }
                if (!isHidden && file.toString().endsWith(suffix) && Files.isRegularFile(file)) {
                    add(as + "/" + inside, file);
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException("--ship: " + from + " cannot be read: " + e.getCause(), e);
        }
    }

    /** A file beside one that is shipped, as a jar's manifest may name some. */
    void addBeside(Path shipped, String relative, Path local) throws IOException {
        Path place = folder.relativize(shipped.resolveSibling(relative).normalize());
        if (!place.startsWith("..") && Files.isRegularFile(local)) {
            add(place.toString(), local);
        }
    }

    private void add(String name, Path file) throws IOException {
        if (files.putIfAbsent(name, file) == null) {
            bytes += Files.size(file);
        }
        if (bytes > MOST_BYTES) {
            throw new IOException("--ship: too much on the class path: bytes=" + bytes + " limitBytes=" + MOST_BYTES + " at " + file);
        }
    }

    /** What {@link Unpack} reads. */
    void writeTo(DataOutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            if (!Files.isReadable(entry.getValue())) {
                throw new Unreadable("--ship: " + entry.getValue() + " cannot be read");
            }
            long left = Files.size(entry.getValue());
            to.writeUTF(entry.getKey());
            to.writeLong(left);
            to.writeBoolean(entry.getKey().startsWith("mpi4j/bin/"));
            try (InputStream from = Files.newInputStream(entry.getValue())) {
                while (left > 0) {
                    int n = from.read(buffer, 0, (int) Math.min(left, buffer.length));
                    if (n < 0) {
                        throw new Unreadable("--ship: " + entry.getValue() + " has become shorter meanwhile");
                    }
                    to.write(buffer, 0, n);
                    left -= n;
                }
            }
        }
        to.writeUTF("");
        to.flush();
    }
}

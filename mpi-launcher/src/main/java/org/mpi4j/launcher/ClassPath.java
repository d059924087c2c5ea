package org.mpi4j.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** A class path as the ranks will see it from their folder. Immutable. */
record ClassPath(String text, Path directory) {
    /** This class path, then {@code entry}. */
    ClassPath then(String entry) {
        return new ClassPath(text + File.pathSeparator + entry, directory);
    }

    /** The same from whatever folder it is looked at. */
    String absolute() {
        List<String> entries = new ArrayList<>();
        for (String part : text.split(File.pathSeparator, -1)) {
            entries.add(directory.resolve(part).toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Whether a class of this name, such as {@code com.example.Main}, is there. */
    boolean hasClass(String name) {
        String entry = name.replace('.', '/') + ".class";
        return entries().stream().anyMatch(place -> Files.isDirectory(place) ? Files.isRegularFile(place.resolve(entry)) : holds(place, entry));
    }

    private static boolean holds(Path jar, String entry) {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException _) {
            return false;
        }
    }

    private List<Path> entries() {
        List<Path> entries = new ArrayList<>();
        for (String part : text.split(File.pathSeparator, -1)) {
            if (part.equals("*") || part.endsWith("/*")) {
                addJars(directory.resolve(part.substring(0, part.length() - 1)), entries);
            } else {
                entries.add(directory.resolve(part));
            }
        }
        return entries;
    }

    private static void addJars(Path folder, List<Path> entries) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.{jar,JAR}")) {
            jars.forEach(entries::add);
        } catch (IOException _) {
            // no such folder holds no classes
        }
    }
}

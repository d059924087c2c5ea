package org.mpi4j.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PATH of the ranks: mpi4j's own bin first, then, where the {@code java} of jrun's PATH is missing or too old, the JDK's, then
 * jrun's. Immutable.
 */
record SearchPath(List<Path> folders) {
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"?(\\d+)", Pattern.MULTILINE);
    private static final int OLDEST_JAVA = 25;

    static SearchPath of(Installation installation, String path) {
        List<Path> own = split(path);
        List<Path> folders = new ArrayList<>();
        folders.add(installation.bin().toAbsolutePath());
        if (!new SearchPath(own).hasGoodJava()) {
            folders.add(installation.javaHome().resolve("bin"));
        }
        folders.addAll(own);
        return new SearchPath(List.copyOf(folders));
    }

    private static List<Path> split(String path) {
        List<Path> folders = new ArrayList<>();
        for (String folder : path.split(File.pathSeparator, -1)) {
            folders.add(Path.of(folder));
        }
        return folders;
    }

    /** The program that a shell in {@code directory} would start for this name, if any. */
    Optional<Path> find(String name, Path directory) {
        return folders.stream().map(folder -> directory.resolve(folder).resolve(name)).filter(SearchPath::isProgram).findFirst();
    }

    static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private boolean hasGoodJava() {
        Optional<Path> java = find("java", Path.of(""));
        if (java.isEmpty()) {
            return false;
        }
        try {
            Path release = java.get().toRealPath().resolve("../../release").normalize();
            Matcher version = VERSION.matcher(Files.readString(release));
            return version.find() && Integer.parseInt(version.group(1)) >= OLDEST_JAVA;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return String.join(File.pathSeparator, folders.stream().map(Path::toString).toList());
    }
}

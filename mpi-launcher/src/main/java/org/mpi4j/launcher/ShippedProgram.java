package org.mpi4j.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/**
 * Turns a program's command into the one that runs it from what is shipped, and adds to the shipment what that names. Immutable but for
 * the shipment.
 *
 * @param classPath the value of CLASSPATH that the ranks inherit; empty if there is none
 */
record ShippedProgram(Shipment shipment, Installation here, String classPath) {
    private static final Set<String> PATHS = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--upgrade-module-path");
    private static final String CLASS_PATH_EQUALS = "--class-path=";
    private static final String AGENT = "-javaagent:";
    private static final String CACHE = "-XX:AOTCache=";

    App app(App app) throws IOException {
        List<String> variables = new ArrayList<>(app.variables());
        List<String> line = new ArrayList<>();
        if (app.isJava()) {
            boolean hasClassPath = java(app, line);
            if (!hasClassPath) {
                variables.add(variable(classPath.isEmpty() ? "." : classPath, app.directory()));
            }
        } else {
            Path program = Path.of(app.commandLine().getFirst());
            line.add(program.startsWith(here.bin().toAbsolutePath().normalize()) ? shipment.place(program).toString() : program.toString());
            line.addAll(app.commandLine().subList(1, app.commandLine().size()));
            if (!classPath.isEmpty()) {
                variables.add(variable(classPath, app.directory()));
            }
        }
        return new App(app.ranks(), line, app.directory(), variables);
    }

    private String variable(String paths, Path directory) throws IOException {
        return "CLASSPATH=" + path(paths, directory) + File.pathSeparator + shipment.installation().jars();
    }

    /** Adds the command of the JVM; returns whether that has a class path, rather than a variable's. */
    private boolean java(App app, List<String> line) throws IOException {
        List<String> words = app.commandLine();
        boolean hasClassPath = false;
        line.add(here.java().toString()); // an agent whose JDK lies elsewhere takes its own
        int i = 1;
        while (i < words.size() && words.get(i).startsWith("-")) {
            String word = words.get(i++);
            boolean takesNext = JavaArguments.takesValue(word) && i < words.size();
            if (word.startsWith(CACHE)) {
                continue;
            }
            hasClassPath |= word.endsWith("-cp") || word.contains("class-path") || word.equals("-classpath");
            if (word.startsWith(CLASS_PATH_EQUALS)) {
                line.add(CLASS_PATH_EQUALS + path(word.substring(CLASS_PATH_EQUALS.length()), app.directory()));
            } else if (word.startsWith(AGENT)) {
                int end = word.indexOf('=') < 0 ? word.length() : word.indexOf('=');
                line.add(AGENT + file(word.substring(AGENT.length(), end), app.directory()) + word.substring(end));
            } else {
                line.add(word);
            }
            if (word.equals("-jar") && i < words.size()) {
                line.add(file(words.get(i++), app.directory()).toString());
                line.addAll(words.subList(i, words.size()));
                return true;
            }
            if (takesNext) {
                line.add(PATHS.contains(word) ? path(words.get(i), app.directory()) : words.get(i));
                i++;
            }
        }
        if (i < words.size() && words.get(i).endsWith(".java")) {
            line.add(source(words.get(i++), app.directory()));
        }
        line.addAll(words.subList(i, words.size()));
        return hasClassPath;
    }

    /** A source file comes with its neighbours, which it may use. */
    private String source(String name, Path directory) throws IOException {
        Path file = directory.resolve(name).toAbsolutePath().normalize();
        Path folder = file.getParent();
        return folder == null ? name : shipment.place(folder, ".java").resolve(file.getFileName()).toString();
    }

    private String path(String paths, Path directory) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : paths.split(File.pathSeparator, -1)) {
            if (entry.equals("*") || entry.endsWith("/*")) {
                entries.add(shipment.place(directory.resolve(entry.substring(0, entry.length() - 1)), ".jar").resolve("*").toString());
            } else {
                entries.add(file(entry, directory).toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private Path file(String name, Path directory) throws IOException {
        Path local = directory.resolve(name);
        Path place = shipment.place(local);
        if (name.endsWith(".jar") && Files.isRegularFile(local)) {
            addWhatItsManifestNames(local, place);
        }
        return place;
    }

    private void addWhatItsManifestNames(Path jar, Path place) throws IOException {
        String names = null;
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            names = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        } catch (ZipException _) {
            // no jar: the JVM ignores it too
        }
        for (String name : names == null ? new String[0] : names.strip().split("\\s+", -1)) {
            if (!name.isEmpty() && !name.contains(":")) {
                shipment.addBeside(place, name, jar.toAbsolutePath().resolveSibling(name));
            }
        }
    }
}

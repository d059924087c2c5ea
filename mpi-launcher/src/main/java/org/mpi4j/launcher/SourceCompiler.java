package org.mpi4j.launcher;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles one source file, with those that it refers to, as Java's source launcher would ({@code java Hello.java}; JEP 330, 458, 512), but into a folder. Immutable.
 *
 * @param directory where names begin
 * @param classPath of absolute names
 * @param javaOptions those of the JVM that will run it, of which some are the compiler's too
 */
record SourceCompiler(Path directory, String classPath, List<String> javaOptions) {
    private static final String PREVIEW = "--enable-preview";
    /** Where a JVM finds options. */
    private static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");
    /** Those with a value that the compiler has too. */
    private static final Set<String> SHARED =
            Set.of("-p", "--module-path", "--add-exports", "--add-modules", "--limit-modules", "--patch-module", "--upgrade-module-path");
    /** Those that change what is compiled, or from what, in a way that only the JVM itself knows. */
    private static final Set<String> UNKNOWN = Set.of("-cp", "-classpath", "--class-path", "--source", "-m", "--module");
    /** Only a JVM has these modules. */
    private static final Set<String> ONLY_TO_RUN = Set.of("ALL-DEFAULT", "ALL-SYSTEM");
    /** Like Java's source launcher. */
    private static final List<String> ALWAYS =
            List.of("-g", "-proc:none", "-Xprefer:source", "-Xdiags:verbose", "-Xlint:deprecation", "-Xlint:unchecked", "-Xlint:-options");

    /** A file may hold a public class of another name. */
    private static final class Unit extends ForwardingJavaFileObject<JavaFileObject> {
        Unit(JavaFileObject file) {
            super(file);
        }

        @Override
        public boolean isNameCompatible(String name, Kind kind) {
            return kind == Kind.SOURCE && SourceVersion.isIdentifier(name);
        }
    }

    /** What the file declares, in its order. */
    private record Declared(String packageName, List<String> classes) {}

    /**
     * Whether ranks would compile a file as we do: not where the JVM is told of its class path or the language's version, or the file is of a module.
     *
     * @param environment of the ranks; a JVM finds options there too
     */
    static boolean understands(Path file, List<String> javaOptions, Map<String, String> environment) {
        for (Path folder = file.toAbsolutePath().normalize().getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("module-info.java"))) {
                return false;
            }
        }
        return javaOptions.stream().noneMatch(SourceCompiler::isUnknown)
                && VARIABLES.stream().flatMap(name -> Stream.of(environment.getOrDefault(name, "").split("\\s+", -1))).noneMatch(SourceCompiler::isForCompilers);
    }

    private static boolean isUnknown(String option) {
        return option.startsWith("@") || UNKNOWN.contains(nameOf(option));
    }

    private static boolean isForCompilers(String option) {
        return isUnknown(option) || SHARED.contains(nameOf(option)) || option.equals(PREVIEW);
    }

    private static String nameOf(String option) {
        int equals = option.startsWith("--") ? option.indexOf('=') : -1;
        return equals < 0 ? option : option.substring(0, equals);
    }

    /**
     * Writes the classes below {@code folder}, and what the compiler has to say to the standard error stream.
     *
     * @return the name of the class to be run
     * @throws UsageException if the file does not compile, or holds no class
     */
    String compile(String name, Path folder) throws UsageException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new UsageException(UsageException.NOT_EXECUTABLE, "cannot compile " + name + ": " + System.getProperty("java.home") + " has no compiler");
        }
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Unit unit = new Unit(files.getJavaFileObjects(shown(name)).iterator().next());
            Declared declared = declared(compiler, files, unit);
            List<String> options = options(root(name, declared.packageName()), folder);
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, options, null, List.of(unit));
            Set<String> runnable = new HashSet<>();
            task.addTaskListener(new TaskListener() {
                @Override
                public void finished(TaskEvent event) {
                    TypeElement type = event.getKind() == TaskEvent.Kind.ANALYZE ? event.getTypeElement() : null;
                    if (type != null && hasMain(type, task)) {
                        runnable.add(type.getQualifiedName().toString());
                    }
                }
            });
            if (!task.call()) {
                throw UsageException.ofSource(name + " does not compile; no rank has been started");
            }
            if (declared.classes().isEmpty()) {
                throw UsageException.ofSource(name + " holds no class");
            }
            return main(name, declared, runnable);
        } catch (IOException | IllegalArgumentException e) {
            throw UsageException.ofSource("cannot compile " + name + ": " + e.getMessage());
        }
    }

    /** The file as the compiler's messages should name it. */
    private Path shown(String name) {
        return directory.equals(Path.of("").toAbsolutePath()) ? Path.of(name) : directory.resolve(name);
    }

    private static Declared declared(JavaCompiler compiler, StandardJavaFileManager files, Unit unit) throws IOException {
        JavacTask task = (JavacTask) compiler.getTask(null, files, _ -> {}, null, null, List.of(unit)); // what is wrong will be told by the next task
        String packageName = "";
        List<String> classes = new ArrayList<>();
        for (CompilationUnitTree tree : task.parse()) {
            packageName = tree.getPackageName() == null ? "" : tree.getPackageName().toString();
            for (Tree type : tree.getTypeDecls()) {
                if (type instanceof ClassTree declared) {
                    classes.add((packageName.isEmpty() ? "" : packageName + ".") + declared.getSimpleName());
                }
            }
        }
        return new Declared(packageName, List.copyOf(classes));
    }

    /** The folder in which the file's package begins. */
    private Path root(String name, String packageName) throws UsageException {
        Path folder = directory.resolve(name).toAbsolutePath().normalize().getParent();
        if (folder != null && !packageName.isEmpty()) {
            Path inside = Path.of(packageName.replace('.', '/'));
            if (!folder.endsWith(inside)) {
                throw UsageException.ofSource(name + " is of package " + packageName + ", but does not lie in a folder " + inside);
            }
            for (int i = 0; i < inside.getNameCount() && folder != null; i++) {
                folder = folder.getParent();
            }
        }
        return folder == null ? Path.of("/") : folder;
    }

    private List<String> options(Path root, Path folder) {
        List<String> options = new ArrayList<>(ALWAYS);
        options.addAll(List.of("-d", folder.toString(), "-cp", classPath, "-sourcepath", root.toString()));
        for (int i = 0; i < javaOptions.size(); i++) {
            String option = javaOptions.get(i);
            if (option.equals(PREVIEW)) {
                options.addAll(List.of(option, "--release", Integer.toString(Runtime.version().feature())));
            } else if (SHARED.contains(nameOf(option))) {
                boolean isWhole = !nameOf(option).equals(option);
                String value = isWhole ? option.substring(option.indexOf('=') + 1) : i + 1 < javaOptions.size() ? javaOptions.get(++i) : "";
                addShared(nameOf(option), value, options);
            }
        }
        return options;
    }

    private static void addShared(String option, String value, List<String> options) {
        List<String> values = new ArrayList<>(List.of(value.split(",", -1)));
        if (option.equals("--add-modules")) {
            values.removeAll(ONLY_TO_RUN);
        }
        if (!values.isEmpty()) {
            options.add(option);
            options.add(String.join(",", values));
        }
    }

    private static boolean hasMain(TypeElement type, JavacTask task) {
        for (ExecutableElement method : ElementFilter.methodsIn(task.getElements().getAllMembers(type))) {
            if (method.getSimpleName().contentEquals("main") && !method.getModifiers().contains(Modifier.PRIVATE)) {
                return true;
            }
        }
        return false;
    }

    /** The first class of the file; or, if it has no {@code main}, the one named like the file: as Java's source launcher chooses. */
    private static String main(String name, Declared declared, Set<String> runnable) throws UsageException {
        String first = declared.classes().getFirst();
        String file = String.valueOf(Path.of(name).getFileName());
        String simple = file.substring(0, file.length() - ".java".length());
        String named = declared.packageName().isEmpty() ? simple : declared.packageName() + "." + simple;
        if (runnable.contains(first)) {
            return first;
        }
        if (declared.classes().contains(named) && runnable.contains(named)) {
            return named;
        }
        throw UsageException.ofSource(name + " has no class to run: want a main method in " + first + (named.equals(first) ? "" : " or " + named));
    }
}

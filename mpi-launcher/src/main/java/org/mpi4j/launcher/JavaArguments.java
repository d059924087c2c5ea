package org.mpi4j.launcher;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The arguments of the {@code java} command, as far as its class path is concerned. Stateless. */
final class JavaArguments {
    private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");
    private static final String CLASS_PATH_EQUALS = "--class-path=";
    /** Options whose value is the next argument. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-p", "--module-path", "--upgrade-module-path", "--add-modules", "--add-exports", "--add-opens", "--add-reads", "--patch-module",
            "--limit-modules", "--source", "--enable-native-access", "-d", "--describe-module");

    private JavaArguments() {}

    /** Whether the value of an option is the next argument. */
    static boolean takesValue(String option) {
        return CLASS_PATH.contains(option) || WITH_VALUE.contains(option);
    }

    /** {@code arguments} with {@code jars} at the end of the class path that they give, if they give one before the program's name. */
    static List<String> withJars(List<String> arguments, String jars) {
        List<String> changed = new ArrayList<>(arguments);
        int i = 0;
        while (i < changed.size() && changed.get(i).startsWith("-")) {
            String option = changed.get(i);
            if (option.startsWith(CLASS_PATH_EQUALS)) {
                changed.set(i, option + File.pathSeparator + jars);
            }
            if (CLASS_PATH.contains(option) && i + 1 < changed.size()) {
                changed.set(i + 1, changed.get(i + 1) + File.pathSeparator + jars);
            }
            i += takesValue(option) ? 2 : 1;
        }
        return changed;
    }
}

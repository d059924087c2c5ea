package org.mpi4j.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What ssh runs on a host to which files are shipped: it makes the folder, lets a JVM there {@link Unpack} what comes over standard input,
 * runs the agent from it, and removes the folder however that ends. One line, which any login shell hands on to {@code sh}. Stateless.
 */
final class ShipScript {
    private static final String BOOT = "boot";

    /** Tells the agent where its files lie. */
    static final String FOLDER_VARIABLE = "MPI4J_SHIPPED";

    private ShipScript() {}

    static String text(Path folder, Path javaHome) throws IOException {
        String name = Unpack.class.getName();
        String packages = BOOT + "/" + name.substring(0, name.lastIndexOf('.')).replace('.', '/');
        String script = ("umask 077; d=%s; mkdir \"$d\" || exit 1; trap 'rm -rf \"$d\"' EXIT; trap 'exit 1' HUP INT TERM; "
                        + "mkdir -p \"$d/%s\" && echo %s | base64 -d >\"$d/%s/Unpack.class\" || exit 1; found=; "
                        + "onpath=$(command -v java) && onpath=$(readlink -f \"$onpath\"); "
                        + "for h in %s \"$MPI4J_JAVA_HOME\" \"$JAVA_HOME\" \"${onpath%%/bin/java}\" /usr/lib/jvm/*; do "
                        + "[ -n \"$h\" ] && [ -x \"$h/bin/java\" ] || continue; "
                        + "\"$h/bin/java\" -XX:TieredStopAtLevel=1 -cp \"$d/%s\" %s \"$d\" 2>\"$d/said\"; code=$?; "
                        + "[ $code = 0 ] && found=$h && break; [ $code = %d ] && cat \"$d/said\" >&2 && exit 1; done; "
                        + "[ -n \"$found\" ] || { echo \"no JDK 25 or later found (JAVA_HOME, java on PATH, /usr/lib/jvm)\" >&2; exit 1; }; "
                        + "MPI4J_AGENT=yes %s=\"$d\" JAVA_HOME=\"$found\" sh \"$d/mpi4j/bin/jrun\" %s")
                .formatted(
                        SrunCommand.quoted(folder.toString()), packages, unpacker(), packages, SrunCommand.quoted(javaHome.toString()), BOOT, name, Unpack.FAILED,
                        FOLDER_VARIABLE, Agent.WORD);
        return "exec sh -c " + SrunCommand.quoted(script);
    }

    private static String unpacker() throws IOException {
        try (InputStream in = Unpack.class.getResourceAsStream("Unpack.class")) {
            if (in == null) {
                throw new IOException("Unpack.class is missing from the launcher's jar");
            }
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        }
    }
}

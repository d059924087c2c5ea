package org.mpi4j.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How jrun's standard input reaches rank 0: a file or a pipe is handed over as it is; a terminal is read by a thread here, for rank 0
 * leads a process group of its own, which may not read it, or runs on another host. Immutable.
 *
 * @param isCarried whether a thread here reads it for rank 0
 */
record StandardInput(boolean isTerminal, boolean isCarried) {
    private static final int BUFFER_BYTES = 8192;
    private static final long BACKGROUND_MILLIS = 200;

    static StandardInput ofProcess(boolean isRemote) {
        try {
            boolean isTerminal = leadsToTerminal(0);
            return new StandardInput(isTerminal, isTerminal || isRemote);
        } catch (IOException | UnsupportedOperationException _) {
            return new StandardInput(true, true);
        }
    }

    /** Whether this process has a terminal behind this descriptor; false if that cannot be known. */
    static boolean isTerminal(int descriptor) {
        try {
            return leadsToTerminal(descriptor);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private static boolean leadsToTerminal(int descriptor) throws IOException {
        String file = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor))).toString();
        return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
    }

    Redirect redirect() {
        return isCarried ? Redirect.PIPE : Redirect.INHERIT;
    }

    void feed(Process rank) {
        if (isCarried) {
            Thread.ofPlatform().daemon().name("jrun-stdin").start(() -> pump(rank));
        }
    }

    private void pump(Process rank) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = new FileInputStream(FileDescriptor.in);
                OutputStream to = rank.getOutputStream()) {
            awaitForeground();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
                awaitForeground();
            }
        } catch (IOException _) {
            // rank 0 does not read any more
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A background process that reads its terminal is stopped, and the whole job's output with it. */
    private void awaitForeground() throws IOException, InterruptedException {
        while (isTerminal) {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            String processGroup = fields[2];
            String foregroundGroup = fields[5];
            if (foregroundGroup.equals(processGroup) || foregroundGroup.equals("-1")) {
                return;
            }
            Thread.sleep(BACKGROUND_MILLIS);
        }
    }
}

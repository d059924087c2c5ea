package org.mpi4j.launcher;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what srun says on its standard error of tasks that have ended, and keeps it from the user: one failure is the job's, and the
 * others are consequences. They come in no order, host by host; so the cause is told from its kind ({@link #weight}). All other lines
 * go on to {@code to}. Confined to the thread that writes to it; {@link #failure} may be asked by any.
 */
final class SrunMessages extends OutputStream {
    private static final Pattern TASK_ENDED = Pattern.compile("srun: error: (\\S+): tasks? ([0-9,-]+): (?:Exited with exit code (\\d+)|(\\D+))");
    private static final Pattern UNCAUGHT = Pattern.compile("(?:\\d+: )?Exception in thread \\S+ of rank (\\d+) on (\\S+) (.*)");
    private static final Pattern TOLD_BY_A_RANK = Pattern.compile("(?:\\d+: )?mpi4j: (rank \\d+ on \\S+) ended the job with code (\\d+): (.*)");
    private static final Pattern NOISE = Pattern.compile("(srun: (launch/slurm: |Terminating |Force Terminated |Job step aborted|Step created|error: \\S+: tasks? "
            + "|cluster configuration lacks support for cpu binding|forcing job termination|sending Ctrl-C )"
            + "|slurmstepd\\S*: error: \\*\\*\\* (STEP|JOB) ).*");
    private static final Map<String, Integer> SIGNALS = Map.of(
            "Killed", 9, "Terminated", 15, "Segmentation fault", 11, "Aborted", 6, "Bus error", 7, "Illegal instruction", 4,
            "Floating point exception", 8, "Interrupt", 2, "Hangup", 1, "Out Of Memory", 9);

    private final OutputStream to;
    private final Runnable failed;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int failureWeight = -1;
    private volatile boolean killing;
    private volatile @Nullable Failure failure;

    /** @param failed called when the first failure has been told of */
    SrunMessages(OutputStream to, Runnable failed) {
        this.to = to;
        this.failed = failed;
    }

    /** What has failed, as far as srun has told. */
    @Nullable Failure failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        line.write(b);
        if (b == '\n') {
            pass();
        }
    }

    /** Passes on a line that has no newline yet, unless srun may be its author. */
    @Override
    public void flush() throws IOException {
        if (line.size() > 0 && !line.toString(StandardCharsets.UTF_8).startsWith("s")) {
            pass();
        }
    }

    /** Tasks that are killed from now on are killed by jrun. */
    void expectKills() {
        killing = true;
    }

    private void pass() throws IOException {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        Matcher ended = TASK_ENDED.matcher(text);
        Matcher uncaught = UNCAUGHT.matcher(text);
        Matcher told = TOLD_BY_A_RANK.matcher(text);
        if (ended.matches()) {
            int code = ended.group(3) != null ? Integer.parseInt(ended.group(3)) : ExitCode.SIGNAL_BASE + signal(ended.group(4));
            note(weight(code), Failure.of(code, "rank " + ended.group(2) + " on " + ended.group(1) + " " + ExitCode.describe(code)));
        } else if (told.matches()) {
            noteWhatARankTold(told);
        } else if (!NOISE.matcher(text).matches()) {
            to.write(line.toByteArray());
        }
        if (uncaught.matches()) {
            note(5, Failure.of(1, "rank " + uncaught.group(1) + " on " + uncaught.group(2) + " ended the job: " + uncaught.group(3)));
        }
        line.reset();
    }

    /** The ranks know who was first to go, but not always how. */
    private void noteWhatARankTold(Matcher told) {
        int code = Integer.parseInt(told.group(2));
        String reason = told.group(3);
        if (reason.startsWith(told.group(1))) {
            note(2, Failure.of(code, reason));
        } else {
            note(5, Failure.of(code, told.group(1) + " ended the job with code " + code + ": " + reason));
        }
    }

    private void note(int weight, Failure found) {
        if (weight <= failureWeight) {
            return;
        }
        boolean first = failure == null;
        failure = found;
        failureWeight = weight;
        if (first) {
            failed.run();
        }
    }

    /** How surely a task that ended so is the cause: ranks that have lost another exit with 1, and srun ends what is left with SIGTERM. */
    private int weight(int code) {
        return switch (code) {
            case ExitCode.SIGNAL_BASE + 15 -> 0;
            case 1 -> 1;
            case ExitCode.SIGNAL_BASE + 9 -> killing ? 0 : 3;
            default -> 4;
        };
    }

    private static int signal(String name) {
        return SIGNALS.getOrDefault(name.replaceFirst(" \\(core dumped\\)$", ""), 9);
    }
}

package org.mpi4j.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be said on jrun's command line before a program's name; the one list for parser, help and completion. */
enum Option {
    RANKS(
            "-n -np --ranks",
            "<ranks>",
            "How many ranks. Default: one per core of this host; with --host or --hostfile one per slot; in a Slurm allocation, all of it; with a ':', 1."),
    HOST("-H --host", "<a:4,b[1-3]:2>", "Run on these hosts, over ssh, with as many ranks on each; without a number 1."),
    HOSTFILE("--hostfile", "<file>", "The hosts, one a line: 'name slots=4' or 'name:4'."),
    PER_HOST("--ppn", "<ranks>", "Ranks on each host, whatever its entry says."),
    MAP_BY(
            "--map-by",
            "<slot|node|core|socket|numa>",
            "Fill one host after the other (slot, the default, or core), or put one rank on each in turn (node); with --bind-to, socket and numa"
                    + " give a host's sockets or NUMA nodes one rank each in turn."),
    BIND_TO(
            "--bind-to",
            "<none|core|socket|numa>",
            "Let each rank run on no other cpus than its own cores, its socket or its NUMA node. Default: none, for a JVM has threads besides the program's."),
    CORES_PER_RANK("--cpus-per-rank", "<cores>", "With --bind-to: cores of each rank, with all their hardware threads. Default: an equal share of the host's."),
    REPORT_BINDINGS("--report-bindings", null, "Say of each rank which cpus it may use."),
    SSH("--ssh", "<command>", "What leads to a host, instead of ssh: 'ssh -p 2222', say. It gets the host and what to run there."),
    SHIP(
            "--ship",
            "[=<folder>]",
            "Copy mpi4j and the class path to the other hosts for as long as the job lasts, into a private folder in /tmp or the given one: the hosts need a"
                    + " JDK and nothing else."),
    DRY_RUN("--dry-run", null, "Say which rank would run where, and what, and start nothing."),
    ENV("-x --env", "<VAR[=value]>", "Set VAR for the ranks. All of jrun's own environment is passed on in any case."),
    WDIR("--wdir", "<dir>", "The folder to run in."),
    CLASS_PATH(
            "-cp --class-path",
            "<path>",
            "Class path of a class, a source file or a jar; mpi4j's own jars are added. Default: CLASSPATH, else the current folder."),
    JAVA("-J --java", "<option>", "An option for the Java that jrun starts, such as -J-Xmx1g."),
    TRANSPORT(
            "--transport",
            "<shm,tcp>",
            "Which transports may be used, the preferred one first (the setting mpi4j.transport)."),
    NET(
            "--net",
            "<eth0|10.1.0.0/16,...>",
            "Networks that ranks and jrun may use, by interface or by address; IPv6 too: fd00::/8 (the setting mpi4j.tcp.interfaces). Default: all, and"
                    + " of several the first that answers."),
    PORT_RANGE(
            "--port-range",
            "<20000-20100>",
            "Ports at which ranks and jrun may listen: on each host one for each rank, two with --debug, and one for jrun (the setting mpi4j.tcp.ports). Default: any."),
    TLS("--tls", null, "Encrypt what ranks send each other over TCP, by TLS 1.3 with keys made for this job (the setting mpi4j.tls)."),
    CHECK("--check", null, "Let ranks compare what they say of each collective before it runs (the setting mpi4j.check)."),
    TAG_OUTPUT("--tag-output --prefix-output", "[=<rank|host>]", "Begin each line of output with [rank@host], or with [rank] alone."),
    OUTPUT_FILENAME(
            "--output-filename",
            "<dir|pattern>",
            "Write output to files, not to the terminal: <dir>/rank.<r>.stdout and .stderr, or a pattern with %r (rank), %h (host), %j (job)"
                    + " and %s (stdout or stderr; without it both share a file)."),
    DEBUG(
            "--debug",
            "[=<from>]",
            "Let each rank's JVM listen for a debugger, and say where. Only the rank's own host can attach, or with a value these hosts or addresses too,"
                    + " parted by commas; * for any: who attaches can do all that you can."),
    DEBUG_SUSPEND("--debug-suspend", "[=<from>]", "As --debug, and let each rank wait for its debugger before its program begins."),
    JFR("--jfr", "<dir>", "Let each rank's JVM record its flight, into <dir>/<rank>.jfr on its host."),
    TIMEOUT("--timeout", "<time>", "End the job after this time, such as 90, 90s, 5m or 1h30m, with exit code 124."),
    HANG_TIMEOUT(
            "--hang-timeout",
            "<time>",
            "End the job with exit code 125 when all its ranks wait and none has made progress for this time, and tell what each waits for."
                    + " The signal USR1 to jrun tells that at any time, and the job goes on (the setting mpi4j.hang.timeout)."),
    QUIET("--quiet", null, "No messages of jrun's own."),
    MAKE_AOT(
            "--make-aot",
            null,
            "Make the caches for this JDK that shorten the start of jrun and of ranks, in the folder that mpi4j lies in."),
    COMPLETION("--completion", "<shell>", "Print the completion script for bash or zsh: source <(jrun --completion bash)"),
    MAN("--man", null, "Print this page for man: jrun --man | man -l -"),
    VERSION("--version", null, "Print the version."),
    HELP("-h --help", null, "Print this page.");

    /** Parted by spaces. */
    private final String names;
    private final @Nullable String value;
    private final String description;

    /** @param value what its value is called; null if it takes none */
    Option(String names, @Nullable String value, String description) {
        this.names = names;
        this.value = value;
        this.description = description;
    }

    /** The short ones first. */
    List<String> names() {
        return List.of(names.split(" ", -1));
    }

    /** The long one. */
    String longName() {
        return names.substring(names.lastIndexOf(' ') + 1);
    }

    boolean takesValue() {
        return value != null && !mayTakeValue();
    }

    /** Whether it is a word of its own, to which {@code =value} may be added. */
    boolean mayTakeValue() {
        return value != null && value.startsWith("[");
    }

    /** What its value is called; empty if it takes none. */
    String valueName() {
        return value == null ? "" : value;
    }

    String description() {
        return description;
    }

    /** Whether it is said of one program, and may be said again after a {@code :}. */
    boolean isOfProgram() {
        return switch (this) {
            case RANKS, ENV, WDIR, CLASS_PATH, JAVA -> true;
            case HOST, HOSTFILE, PER_HOST, MAP_BY, SSH, DRY_RUN, TRANSPORT, NET, PORT_RANGE, TLS, CHECK, TAG_OUTPUT, OUTPUT_FILENAME, TIMEOUT, HANG_TIMEOUT, QUIET, MAKE_AOT, COMPLETION, VERSION, HELP -> false;
            case BIND_TO, CORES_PER_RANK, REPORT_BINDINGS, DEBUG, DEBUG_SUSPEND, JFR, SHIP, MAN -> false;
        };
    }

    /** Whether each mention adds to those before. */
    boolean isList() {
        return switch (this) {
            case ENV, JAVA, TRANSPORT, NET -> true;
            case RANKS, HOST, HOSTFILE, PER_HOST, MAP_BY, SSH, DRY_RUN, WDIR, CLASS_PATH, PORT_RANGE, TLS, CHECK, TAG_OUTPUT, OUTPUT_FILENAME, TIMEOUT, HANG_TIMEOUT, QUIET, MAKE_AOT, COMPLETION, VERSION, HELP -> false;
            case BIND_TO, CORES_PER_RANK, REPORT_BINDINGS, DEBUG, DEBUG_SUSPEND, JFR, SHIP, MAN -> false;
        };
    }

    /** The option with this very name, if there is one. */
    static @Nullable Option named(String name) {
        for (Option option : values()) {
            if (option.names().contains(name)) {
                return option;
            }
        }
        return null;
    }
}

package org.mpi4j.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parsed command line: the job's options and the options of each of its programs, in order. Not changed once it is made. */
record Arguments(JobOptions job, List<AppOptions> apps) {
    private static final String SEPARATOR = ":";

    static Arguments parse(String... args) throws UsageException {
        JobOptions job = new JobOptions();
        List<AppOptions> apps = new ArrayList<>();
        for (List<String> part : split(args)) {
            AppOptions app = new AppOptions();
            new Part(job, app, apps.isEmpty()).parse(part);
            apps.add(app);
        }
        if (!job.startNothing()) {
            check(apps);
            check(job);
        }
        return new Arguments(job, List.copyOf(apps));
    }

    private static List<List<String>> split(String... args) {
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals(SEPARATOR)) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(arg);
            }
        }
        parts.add(part);
        return parts;
    }

    /** What stands before the first {@code :}, between two, or after the last. Options end at the first word that is none. */
    private record Part(JobOptions job, AppOptions app, boolean first) {
        /** An option as it was written. */
        private record Written(Option option, String name, @Nullable String value) {}

        void parse(List<String> words) throws UsageException {
            Set<Option> seen = EnumSet.noneOf(Option.class);
            int i = 0;
            while (i < words.size() && words.get(i).startsWith("-") && !words.get(i).equals("-")) {
                String word = words.get(i++);
                if (word.equals("--")) {
                    break;
                }
                Written written = read(word);
                Option option = written.option();
                if (!seen.add(option) && !option.isList()) {
                    throw wrong("option " + option.longName() + " should be given only once");
                }
                String value = written.value();
                if (value == null && option.takesValue()) {
                    if (i == words.size() || Option.named(words.get(i)) != null) {
                        throw wrong("option " + written.name() + " wants " + option.valueName());
                    }
                    value = words.get(i++);
                }
                try {
                    set(option, value == null ? "" : value);
                } catch (InvalidPathException e) {
                    throw wrong("option " + written.name() + ": '" + value + "' is no name of a file in this locale (LC_ALL=C.UTF-8 takes all): " + e.getReason());
                }
            }
            app.command.addAll(words.subList(i, words.size()));
        }

        /** {@code --name}, {@code --name=value}, {@code -n}, {@code -nvalue}. */
        private Written read(String word) throws UsageException {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Option option = Option.named(name);
            String value = equals < 0 ? null : word.substring(equals + 1);
            if (option == null) {
                name = shortNameIn(word);
                option = Option.named(name);
                value = word.substring(name.length());
            }
            if (option == null) {
                throw wrong("unknown option " + word);
            }
            if (value != null && !option.takesValue() && !option.mayTakeValue()) {
                throw wrong("option " + name + " takes no value");
            }
            if (!first && !option.isOfProgram()) {
                throw wrong("option " + name + " is for the whole job and stands before the first ':'");
            }
            return new Written(option, name, value);
        }

        /** The longest short name of an option with a value that {@code word} begins with; empty if there is none. */
        private static String shortNameIn(String word) {
            String longest = "";
            for (Option option : Option.values()) {
                for (String name : option.names()) {
                    if (option.takesValue() && !name.startsWith("--") && word.startsWith(name) && name.length() > longest.length()) {
                        longest = name;
                    }
                }
            }
            return longest;
        }

        private void set(Option option, String value) throws UsageException {
            switch (option) {
                case RANKS -> app.ranks = atLeastOne("-n", value, "ranks");
                case HOST -> job.hosts = value;
                case HOSTFILE -> job.hostfile = Path.of(value);
                case PER_HOST -> job.ranksPerHost = atLeastOne("--ppn", value, "ranks");
                case MAP_BY -> mapBy(value);
                case BIND_TO -> job.bindTo = bindTo(value);
                case CORES_PER_RANK -> job.coresPerRank = atLeastOne("--cpus-per-rank", value, "cores");
                case REPORT_BINDINGS -> job.reportBindings = true;
                case SSH -> job.ssh = value;
                case SHIP -> job.shipTo = shipTo(value);
                case DRY_RUN -> job.dryRun = true;
                case ENV -> app.variables.add(value);
                case WDIR -> app.directory = Path.of(value);
                case CLASS_PATH -> app.classPath = value;
                case JAVA -> app.javaOptions.add(value);
                case TRANSPORT -> job.transports.addAll(List.of(value.split(",", -1)));
                case NET -> job.networks.add(value);
                case PORT_RANGE -> job.portRange = value;
                case TLS -> job.tls = true;
                case CHECK -> job.check = true;
                case TAG_OUTPUT -> job.tags = tags(value);
                case OUTPUT_FILENAME -> job.outputFilename = Path.of(value).toAbsolutePath().toString(); // an agent has another folder
                case DEBUG -> debug(value, false);
                case DEBUG_SUSPEND -> debug(value, true);
                case JFR -> job.flights = FlightRecording.folder(value);
                case TIMEOUT -> job.timeout = value;
                case HANG_TIMEOUT -> job.hangTimeout = value;
                case QUIET -> job.quiet = true;
                case MAKE_AOT -> job.makeAot = true;
                case COMPLETION -> job.completion = value;
                case MAN -> job.man = true;
                case VERSION -> job.version = true;
                case HELP -> job.help = true;
            }
        }

        private void mapBy(String value) throws UsageException {
            switch (value) {
                case "slot", "core" -> {}
                case "node" -> job.order = Placement.Order.NODE;
                case "socket" -> job.turn = Binding.Turn.SOCKET;
                case "numa" -> job.turn = Binding.Turn.NUMA;
                default -> throw wrong("--map-by " + value + ": want slot, node, core, socket or numa");
            }
        }

        private void debug(String from, boolean waits) throws UsageException {
            if (job.debug != null) {
                throw wrong("--debug and --debug-suspend: want one of them");
            }
            job.debug = Debug.of(from, waits);
        }

        private static Path shipTo(String value) throws UsageException {
            Path folder = Path.of(value.isEmpty() ? "/tmp" : value);
            if (!folder.isAbsolute() || value.chars().anyMatch(c -> c == ':' || c == '\'' || c < ' ')) {
                throw wrong("--ship=" + value + ": want a folder of the other hosts, beginning with / and without colons or quotes");
            }
            return folder;
        }

        private static Binding.Unit bindTo(String value) throws UsageException {
            return switch (value) {
                case "none" -> Binding.Unit.NONE;
                case "core" -> Binding.Unit.CORE;
                case "socket" -> Binding.Unit.SOCKET;
                case "numa" -> Binding.Unit.NUMA;
                default -> throw wrong("--bind-to " + value + ": want none, core, socket or numa");
            };
        }

        private static Forwarder.Tags tags(String value) throws UsageException {
            return switch (value) {
                case "", "host" -> Forwarder.Tags.RANK_AND_HOST;
                case "rank" -> Forwarder.Tags.RANK;
                default -> throw wrong("--tag-output=" + value + ": want rank or host");
            };
        }

        private static int atLeastOne(String option, String value, String what) throws UsageException {
            try {
                int number = Integer.parseInt(value);
                if (number >= 1) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // below
            }
            throw wrong(option + " " + value + ": want a number of " + what + ", at least one");
        }
    }

    private static void check(List<AppOptions> apps) throws UsageException {
        for (AppOptions app : apps) {
            if (app.command.isEmpty()) {
                throw wrong("nothing to run: name a source file, a jar, a class or a command");
            }
            for (String variable : app.variables) {
                if (variable.isEmpty() || variable.startsWith("=")) {
                    throw wrong("-x '" + variable + "': want VAR or VAR=value");
                }
            }
        }
    }

    private static void check(JobOptions job) throws UsageException {
        if (job.hosts != null && job.hostfile != null) {
            throw wrong("--host and --hostfile: want one of them");
        }
        if (job.hosts == null && job.hostfile == null && job.shipTo != null) {
            throw wrong("--ship is for other hosts: name them with --host or --hostfile");
        }
        if (job.hosts == null && job.hostfile == null && job.ranksPerHost != null) {
            throw wrong("--ppn says how many ranks each host has: name hosts with --host or --hostfile");
        }
        JobNetwork.check(job);
        if (job.bindTo == Binding.Unit.NONE && (job.turn != Binding.Turn.FILL || job.coresPerRank != null)) {
            throw wrong((job.coresPerRank == null ? "--map-by socket or numa" : "--cpus-per-rank") + " says where a rank is bound: want --bind-to core, socket or numa too");
        }
        String files = job.outputFilename;
        if (files != null && files.contains("%") && !files.contains("%r")) {
            throw wrong("--output-filename " + files + ": without %r all ranks would write the same file");
        }
        String timeout = job.timeout;
        if (timeout != null) {
            Times.parse(timeout);
        }
        String hangTimeout = job.hangTimeout;
        if (hangTimeout != null) {
            Times.parse(hangTimeout);
        }
    }

    private static UsageException wrong(String what) {
        return new UsageException(UsageException.BAD_USAGE, what);
    }
}

package org.mpi4j.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.mpi4j.Mpi;
import org.mpi4j.MpiException;
import org.mpi4j.bench.compare.Compare;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * {@code mpi-bench}: the same under jrun, srun and plain java. Every rank reads the same command line, so what is to be said about it
 * (help, version, a mistake) is said by rank 0 alone.
 */
@Command(
        name = "mpi-bench",
        description = "Programs that show and measure mpi4j, to be started as ranks of a job.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main {
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"mpi-bench, " + Mpi.version()};
        }
    }

    private Main() {}

    /** Knows the one command that the first argument names, and all only if it names none: to know a command takes a rank's time. */
    static CommandLine commands(String... args) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("helloworld", HelloWorld::new);
        all.put("ringtest", RingTest::new);
        all.put("pingpong", PingPong::new);
        all.put("objects", ObjectPingPong::new);
        all.put("info", JobInfo::new);
        all.put("memory", MemoryUse::new);
        all.put("scale", Scale::new);
        all.put("model", Model::new);
        all.put("compare", Compare::new);
        all.put("loops", Loops::new);
        for (OsuTest osu : OsuTest.values()) {
            all.put(osu.toString(), () -> described(osu));
        }
        CommandLine line = new CommandLine(new Main());
        if (args.length > 0 && all.containsKey(args[0])) {
            line.addSubcommand(args[0], Objects.requireNonNull(all.get(args[0])).get());
        } else {
            all.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        line.getSubcommands().values().forEach(command -> command.getCommandSpec().versionProvider(new Version()));
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static CommandLine described(OsuTest osu) {
        CommandLine command = new CommandLine(new Osu(osu));
        command.getCommandSpec().usageMessage().description("OSU's " + osu.title() + ": its columns, with mpi4j.");
        return command;
    }

    public static void main(String[] args) {
        PrintStream out = Bench.standardOutput();
        int code =
                switch (CommandLines.parse(commands(args), args)) {
                    case CommandLines.Notice notice -> announce(notice, out, args);
                    case CommandLines.Chosen chosen -> start(chosen, out, args);
                    case CommandLines.Driving driving -> driving.compare().run(args, out, System.err);
                };
        out.flush();
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int start(CommandLines.Chosen chosen, PrintStream out, String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            return run(chosen, mpi, out, System.err);
        }
    }

    /** Runs the program in a job that is already joined. Returns the exit code, the same on every rank. */
    static int run(CommandLines.Chosen chosen, Mpi mpi, PrintStream out, PrintStream err) {
        try {
            chosen.program().run(mpi, out);
            return 0;
        } catch (UsageException mistake) {
            sayOnce(mpi, "mpi-bench " + chosen.name() + ": " + mistake.getMessage(), err);
            return 2;
        }
    }

    private static int announce(CommandLines.Notice notice, PrintStream out, String[] args) {
        PrintStream to = notice.code() == 0 ? out : System.err;
        try (Mpi mpi = Mpi.init(args)) {
            sayOnce(mpi, notice.text(), to);
        } catch (MpiException _) {
            to.println(notice.text());
        }
        return notice.code();
    }

    /** No rank goes on, and perhaps ends with a code that makes the launcher end the others, before rank 0 has spoken. */
    private static void sayOnce(Mpi mpi, String text, PrintStream to) {
        if (mpi.world().rank() == 0) {
            to.println(text);
            to.flush();
        }
        mpi.world().barrier();
    }
}

package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The parsed command line: the job's options and the options of each of its programs, in order. Immutable but for Picocli's fields. */
record Arguments(CommandLine parser, JobOptions job, List<AppOptions> apps) {
    private static final String SEPARATOR = ":";

    static Arguments parse(String... args) throws UsageException {
        List<String[]> parts = split(args);
        JobOptions job = new JobOptions();
        CommandLine parser = parser(job);
        parse(parser, parts.getFirst());
        List<AppOptions> apps = new ArrayList<>();
        apps.add(job.app);
        for (String[] part : parts.subList(1, parts.size())) {
            FurtherOptions further = new FurtherOptions();
            parse(parser(further), part);
            apps.add(further.app);
        }
        if (!job.help && !job.version && job.completion == null) {
            check(apps);
            check(job);
        }
        return new Arguments(parser, job, List.copyOf(apps));
    }

    private static CommandLine parser(Object options) {
        return new CommandLine(options)
                .setStopAtPositional(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(110)
                .setUsageHelpAutoWidth(true);
    }

    private static void parse(CommandLine parser, String... args) throws UsageException {
        try {
            parser.parseArgs(args);
        } catch (ParameterException e) {
            throw new UsageException(UsageException.BAD_USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static void check(List<AppOptions> apps) throws UsageException {
        for (AppOptions app : apps) {
            if (app.command.isEmpty()) {
                throw new UsageException(UsageException.BAD_USAGE, "nothing to run: name a source file, a jar, a class or a command");
            }
            Integer ranks = app.ranks;
            if (ranks != null && ranks < 1) {
                throw new UsageException(UsageException.BAD_USAGE, "-n " + ranks + ": a job has at least one rank");
            }
            for (String variable : app.variables) {
                if (variable.isEmpty() || variable.startsWith("=")) {
                    throw new UsageException(UsageException.BAD_USAGE, "-x '" + variable + "': want VAR or VAR=value");
                }
            }
        }
    }

    private static void check(JobOptions job) throws UsageException {
        String files = job.outputFilename;
        if (files != null && files.contains("%") && !files.contains("%r")) {
            throw new UsageException(UsageException.BAD_USAGE, "--output-filename " + files + ": without %r all ranks would write the same file");
        }
        String timeout = job.timeout;
        if (timeout != null) {
            Times.parse(timeout);
        }
    }

    private static List<String[]> split(String... args) {
        List<String[]> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        for (String arg : args) {
            if (arg.equals(SEPARATOR)) {
                parts.add(part.toArray(String[]::new));
                part.clear();
            } else {
                part.add(arg);
            }
        }
        parts.add(part.toArray(String[]::new));
        return parts;
    }
}

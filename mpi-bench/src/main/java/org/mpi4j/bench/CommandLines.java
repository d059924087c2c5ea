package org.mpi4j.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.mpi4j.bench.compare.Compare;
import org.mpi4j.bench.loops.Sizes;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line, without saying anything and without joining a job. */
final class CommandLines {
    /** What came of it. */
    sealed interface Parsed {}

    record Chosen(String name, Program program) implements Parsed {}

    /** A program that starts jobs itself, and is no rank of one. */
    record Driving(Compare compare) implements Parsed {}

    /**
     * Something to say instead of running a program.
     *
     * @param code the exit code: 0 for help and version, 2 for a mistake
     */
    record Notice(String text, int code) implements Parsed {}

    /** Reads a number of bytes such as 4096, 16k, 1m or 2g. */
    static final class Bytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            try {
                return Sizes.parse(value);
            } catch (NumberFormatException | ArithmeticException _) {
                throw new TypeConversionException("'" + value + "' is not a number of bytes such as 4096, 16k, 1m or 2g");
            }
        }
    }

    private CommandLines() {}

    static Parsed parse(CommandLine line, String... args) {
        StringWriter said = new StringWriter();
        line.setOut(new PrintWriter(said));
        try {
            ParseResult result = line.parseArgs(args);
            Integer code = CommandLine.executeHelpRequest(result);
            if (code != null) {
                return new Notice(said.toString().stripTrailing(), code);
            }
            if (!result.hasSubcommand()) {
                return mistake(line, "no command given");
            }
            ParseResult sub = result.subcommand();
            return sub.commandSpec().userObject() instanceof Compare compare
                    ? new Driving(compare)
                    : new Chosen(sub.commandSpec().name(), (Program) sub.commandSpec().userObject());
        } catch (UnmatchedArgumentException e) {
            String first = e.getUnmatched().getFirst();
            String kind = first.startsWith("-") ? "option" : e.getCommandLine().equals(line) ? "command" : "argument";
            return mistake(e.getCommandLine(), "unknown " + kind + " '" + first + "'");
        } catch (ParameterException e) {
            return mistake(e.getCommandLine(), String.valueOf(e.getMessage()).lines().findFirst().orElse("bad command line"));
        }
    }

    private static Notice mistake(CommandLine where, String what) {
        String name = where.getCommandSpec().qualifiedName();
        return new Notice(name + ": " + what + "; see " + name + " --help", 2);
    }
}

package org.mpi4j.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What jrun prints of itself: its help page, the man page, and the completion script for shells. Stateless. */
final class Help {
    private static final int WIDTH_CHARS = 110;
    private static final int INDENT_CHARS = 29;
    private static final String OPTIONS_HERE = "@options@\n";

    private Help() {}

    /** The page {@code help.txt}, with the options where it wants them. */
    static String page() throws IOException {
        StringBuilder options = new StringBuilder();
        for (Option option : Option.values()) {
            describe(option, options);
        }
        return resource("help.txt").replace(OPTIONS_HERE, options);
    }

    /** The same as a man page. */
    static String man(String version) throws IOException {
        String help = resource("help.txt");
        int options = help.indexOf(OPTIONS_HERE);
        return ManPage.of(help.substring(0, options), help.substring(options + OPTIONS_HERE.length()), version);
    }

    private static void describe(Option option, StringBuilder to) {
        String indent = " ".repeat(INDENT_CHARS);
        String names = String.join(", ", option.names());
        String separator = option.takesValue() ? "=" : "";
        String head = (names.startsWith("--") ? "      " : "  ") + names + separator + option.valueName() + "  ";
        to.append(head);
        int column = head.length();
        if (column > INDENT_CHARS) {
            to.append('\n');
            column = 0;
        }
        to.append(indent, column, INDENT_CHARS);
        column = INDENT_CHARS;
        for (String word : option.description().split(" ", -1)) {
            if (column + word.length() > WIDTH_CHARS) {
                to.append('\n').append(indent);
                column = INDENT_CHARS;
            }
            to.append(column == INDENT_CHARS ? "" : " ").append(word);
            column += word.length() + 1;
        }
        to.append('\n');
    }

    /** A script for bash, which zsh can read too. */
    static String completion() throws IOException {
        List<String> flags = new ArrayList<>();
        List<String> withValue = new ArrayList<>();
        for (Option option : Option.values()) {
            (option.takesValue() ? withValue : flags).addAll(option.names());
        }
        return resource("completion.bash")
                .replace("@options@", String.join(" ", withValue) + " " + String.join(" ", flags))
                .replace("@with-value@", String.join("|", withValue));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Help.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing from the launcher's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

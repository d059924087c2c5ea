package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.List;

/** jrun's help page in the language of {@code man}: the same text and the same options. Stateless. */
final class ManPage {
    private static final String USAGE = "Usage: ";
    private static final String EXAMPLES = "Examples:";

    private ManPage() {}

    /**
     * @param before what the help page says before the options, its usage first
     * @param after what it says after them
     */
    static String of(String before, String after, String version) {
        StringBuilder page = new StringBuilder(".TH JRUN 1 \"\" \"" + escaped(version) + "\" \"mpi4j\"\n.SH NAME\njrun \\- start a Java program as ranks of an MPI job\n.SH SYNOPSIS\n");
        List<String> paragraphs = paragraphs(before);
        page.append(escaped(paragraphs.getFirst().substring(USAGE.length()).strip())).append("\n.SH DESCRIPTION\n");
        paragraphs.subList(1, paragraphs.size()).forEach(paragraph -> append(paragraph, page));
        page.append(".SH OPTIONS\n");
        for (Option option : Option.values()) {
            page.append(".TP\n\\fB").append(escaped(String.join(", ", option.names()))).append("\\fR")
                    .append(escaped((option.takesValue() ? "=" : "") + option.valueName())).append('\n')
                    .append(escaped(option.description())).append('\n');
        }
        page.append(".SH PROGRAMS AND EXIT CODES\n");
        for (String paragraph : paragraphs(after)) {
            if (paragraph.startsWith(EXAMPLES)) {
                page.append(".SH EXAMPLES\n");
                append(paragraph.substring(EXAMPLES.length()).stripTrailing(), page);
            } else {
                append(paragraph, page);
            }
        }
        return page.toString();
    }

    private static List<String> paragraphs(String text) {
        return List.of(text.strip().split("\n\n", -1));
    }

    /** Lines that are set in stay as they are, the others are filled. */
    private static void append(String paragraph, StringBuilder to) {
        List<String> filled = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String line : paragraph.lines().filter(line -> !line.isBlank()).toList()) {
            (line.startsWith(" ") ? kept : filled).add(escaped(line));
        }
        to.append(".PP\n");
        filled.forEach(line -> to.append(line).append('\n'));
        if (!kept.isEmpty()) {
            to.append(".nf\n");
            kept.forEach(line -> to.append(line).append('\n'));
            to.append(".fi\n");
        }
    }

    /** Nothing in it is taken for a request of roff's. */
    static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("\"", "\\(dq");
        return plain.startsWith(".") ? "\\&" + plain : plain;
    }
}

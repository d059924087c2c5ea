package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ManPageTest {
    private static final Set<String> REQUESTS = Set.of(".TH", ".SH", ".PP", ".TP", ".nf", ".fi");

    @Test
    void hasEveryOptionWithItsDescription() throws Exception {
        List<String> page = Help.man("mpi4j 1").lines().toList();
        for (Option option : Option.values()) {
            int at = page.indexOf("\\fB" + ManPage.escaped(String.join(", ", option.names())) + "\\fR" + ManPage.escaped((option.takesValue() ? "=" : "") + option.valueName()));
            assertTrue(at > 0, option::longName);
            assertEquals(".TP", page.get(at - 1));
            assertEquals(ManPage.escaped(option.description()), page.get(at + 1));
        }
    }

    @Test
    void hasNoLineThatRoffTakesForSomethingElse() throws Exception {
        for (String line : Help.man("mpi4j 1").lines().toList()) {
            assertTrue(line.startsWith(".") ? REQUESTS.contains(line.split(" ", -1)[0]) : !line.startsWith("'"), line);
        }
    }

    @Test
    void hasTheSectionsThatPeopleExpect() throws Exception {
        assertEquals(
                List.of(".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH PROGRAMS AND EXIT CODES", ".SH EXAMPLES"),
                Help.man("mpi4j 1").lines().filter(line -> line.startsWith(".SH")).toList());
    }

    @Test
    void whatMeansSomethingToRoffIsEscaped() {
        assertEquals("\\&.a \\-b \\(aqc\\(aq \\e", ManPage.escaped(".a -b 'c' \\"));
    }
}

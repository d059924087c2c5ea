package org.mpi4j.internal.boot.pmi;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of the process manager: {@code name=value} pairs, the first of which is {@code cmd}. Immutable. */
record Reply(String text, Map<String, String> pairs) {

    /** @param separator blanks in PMI-1, a semicolon in PMI-2, where two of them are one that is meant */
    static Reply parse(String text, char separator) {
        Map<String, String> pairs = new HashMap<>();
        StringBuilder pair = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            boolean ends = i == text.length() || text.charAt(i) == separator;
            if (ends && separator == ';' && i + 1 < text.length() && text.charAt(i + 1) == separator) {
                pair.append(separator);
                i++;
            } else if (ends) {
                int equals = pair.indexOf("=");
                if (equals > 0) {
                    pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
                pair.setLength(0);
            } else {
                pair.append(text.charAt(i));
            }
        }
        return new Reply(text, Map.copyOf(pairs));
    }

    /** This, if it is the answer that was wanted and tells of success. */
    Reply expect(String cmd) throws IOException {
        String rc = pairs.get("rc");
        if (!cmd.equals(pairs.get("cmd")) || (rc != null && !rc.equals("0"))) {
            throw new IOException("wanted " + cmd + " from the process manager and got '" + text + "'");
        }
        return this;
    }

    @Nullable String find(String name) {
        return pairs.get(name);
    }

    String value(String name) throws IOException {
        String value = pairs.get(name);
        if (value == null) {
            throw new IOException("no " + name + " in the process manager's '" + text + "'");
        }
        return value;
    }

    int number(String name) throws IOException {
        String value = value(name);
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException _) {
            throw new IOException("no number " + name + " in the process manager's '" + text + "'");
        }
    }
}

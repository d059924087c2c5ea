package org.mpi4j.launcher;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times as people write them. Stateless. */
final class Times {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern UNITS = Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

    private Times() {}

    /** {@code 90}, {@code 0.5}, {@code 90s}, {@code 5m}, {@code 1h30m}; more than nothing. */
    static Duration parse(String text) throws UsageException {
        Matcher units = UNITS.matcher(text);
        Duration time = Duration.ZERO;
        if (SECONDS.matcher(text).matches()) {
            time = Duration.ofNanos((long) (Double.parseDouble(text) * 1e9));
        } else if (units.matches()) {
            time = Duration.ofHours(number(units.group(1))).plusMinutes(number(units.group(2))).plusSeconds(number(units.group(3)));
        }
        if (time.isZero()) {
            throw new UsageException(UsageException.BAD_USAGE, "'" + text + "' is not a time such as 90, 0.5, 90s, 5m or 1h30m");
        }
        return time;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

package org.mpi4j.bench;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads and writes amounts with units. */
final class Units {
    private Units() {}

    /** Reads a time such as 250ns, 1.5us or 2ms, in nanoseconds. */
    static final class Nanos implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return number(value, new String[] {"ns", "us", "ms", "s"}, new double[] {1, 1e3, 1e6, 1e9}, "a time such as 250ns, 1.5us or 2ms");
        }
    }

    /** Reads a rate such as 25GB/s or 800MB/s, in bytes per second; B is a byte, and prefixes are decimal. */
    static final class BytesPerSecond implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            String wanted = "a rate such as 25GB/s, 800MB/s or 100Gbit/s";
            double rate = number(
                    value,
                    new String[] {"TB/s", "GB/s", "MB/s", "kB/s", "Gbit/s", "Mbit/s", "B/s"},
                    new double[] {1e12, 1e9, 1e6, 1e3, 1e9 / 8, 1e6 / 8, 1},
                    wanted);
            if (rate == 0) {
                throw new TypeConversionException("'" + value + "' is not " + wanted);
            }
            return rate;
        }
    }

    private static double number(String value, String[] units, double[] factors, String wanted) {
        for (int i = 0; i < units.length; i++) {
            if (value.endsWith(units[i])) {
                String digits = value.substring(0, value.length() - units[i].length());
                if (digits.matches("\\d+(\\.\\d+)?")) {
                    return Double.parseDouble(digits) * factors[i];
                }
            }
        }
        throw new TypeConversionException("'" + value + "' is not " + wanted);
    }

    /** A time with three digits that matter. */
    static String time(double nanos) {
        return nanos < 1e3
                ? digits(nanos) + " ns"
                : nanos < 1e6 ? digits(nanos / 1e3) + " us" : nanos < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
    }

    /** Three digits that matter, and all before the point. */
    static String digits(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** A size that is a whole number of units, such as 4k; else the number of bytes. */
    static String bytes(long bytes) {
        for (int i = 3; i > 0; i--) {
            if (bytes >= 1L << (10 * i) && bytes % (1L << (10 * i)) == 0) {
                return (bytes >> (10 * i)) + "kmg".substring(i - 1, i);
            }
        }
        return Long.toString(bytes);
    }
}

package org.mpi4j.internal.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** The settings in force for one rank. Immutable; made from the system properties and the environment, or given. */
public final class Settings {
    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;

    /** Looks each setting up in {@code properties} by its key, then in {@code environment} by its variable. */
    public Settings(Function<String, @Nullable String> properties, Function<String, @Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    public static Settings ofProcess() {
        return new Settings(System::getProperty, System::getenv);
    }

    /** These settings with one of them replaced. */
    public Settings with(Setting setting, String value) {
        return new Settings(key -> key.equals(setting.key()) ? value : properties.apply(key), environment);
    }

    public String get(Setting setting) {
        String value = properties.apply(setting.key());
        if (value == null) {
            value = environment.apply(setting.variable());
        }
        return value == null ? setting.defaultValue() : value.strip();
    }

    /** The value of the setting with this key. */
    public String get(String key) {
        for (Setting setting : Setting.values()) {
            if (setting.key().equals(key)) {
                return get(setting);
            }
        }
        throw new IllegalArgumentException("no setting " + key);
    }

    public boolean isSet(Setting setting) {
        return properties.apply(setting.key()) != null || environment.apply(setting.variable()) != null;
    }

    public List<String> list(Setting setting) {
        return Arrays.stream(get(setting).split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    public boolean flag(Setting setting) {
        String value = get(setting).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw bad(setting, value, "true or false");
        };
    }

    /** A size in bytes. */
    public long bytes(Setting setting) {
        String value = get(setting).toLowerCase(Locale.ROOT);
        int shift = value.endsWith("k") ? 10 : value.endsWith("m") ? 20 : value.endsWith("g") ? 30 : 0;
        try {
            long number = Long.parseLong(shift == 0 ? value : value.substring(0, value.length() - 1));
            if (number < 0) {
                throw bad(setting, value, "a size of 0 or more");
            }
            return Math.multiplyExact(number, 1L << shift);
        } catch (NumberFormatException | ArithmeticException _) {
            throw bad(setting, value, "a size in bytes, such as 4096, 16k, 1m or 2g");
        }
    }

    /** A size in bytes; -1 for {@code auto}. */
    public long bytesOrAuto(Setting setting) {
        return get(setting).equalsIgnoreCase("auto") ? -1 : bytes(setting);
    }

    /** A time in nanoseconds. */
    public long nanos(Setting setting) {
        String value = get(setting).toLowerCase(Locale.ROOT);
        String number = value.replaceFirst("(ns|us|ms|s)$", "");
        long unit =
                switch (value.substring(number.length())) {
                    case "ns" -> 1;
                    case "us" -> 1_000;
                    case "ms" -> 1_000_000;
                    case "s" -> 1_000_000_000;
                    default -> 0;
                };
        try {
            long n = Long.parseLong(number);
            if (n < 0 || (unit == 0 && n != 0)) {
                throw bad(setting, value, "a time such as 50us, 2ms or 1s");
            }
            return Math.multiplyExact(n, unit);
        } catch (NumberFormatException | ArithmeticException _) {
            throw bad(setting, value, "a time such as 50us, 2ms or 1s");
        }
    }

    private static MpiException bad(Setting setting, String value, String wanted) {
        return new MpiException(
                ErrorClass.ARG, "setting " + setting.key() + " (" + setting.variable() + "): value='" + value + "' is not " + wanted);
    }
}

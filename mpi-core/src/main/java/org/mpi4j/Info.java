package org.mpi4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mpi4j.internal.boot.Launch;

/**
 * Hints: keys and values that are strings, in the order in which the keys were set first. Thread-safe, and needs no free. All methods are local.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
 */
public final class Info {
    /** The most characters of a key. {@code MPI_MAX_INFO_KEY} */
    public static final int MAX_KEY = 255;

    /** The most characters of a value. {@code MPI_MAX_INFO_VAL} */
    public static final int MAX_VALUE = 1024;

    /** No hints at all; cannot be changed. {@code MPI_INFO_NULL} */
    public static final Info NULL = new Info(Map.of(), false);

    private final Map<String, String> entries; // guarded by entries
    private final boolean canChange;

    private Info(Map<String, String> entries, boolean canChange) {
        this.entries = entries;
        this.canChange = canChange;
    }

    /**
     * A new info, {@code MPI_Info_create}.
     *
     * @param keysAndValues key, value, key, value, …; none at all for an empty info
     * @return what may be changed
     * @throws MpiException ARG if a key has no value; INFO_KEY or INFO_VALUE as {@link #set} throws them
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public static Info of(String... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new MpiException(ErrorClass.ARG, "info.of: a key without value: strings=" + keysAndValues.length);
        }
        Info info = new Info(new LinkedHashMap<>(), true);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            info.set(keysAndValues[i], keysAndValues[i + 1]);
        }
        return info;
    }

    /**
     * What is known of how this process was started, {@code MPI_Info_create_env}; may be called before {@link Mpi#init}.
     *
     * @param args the program's arguments
     * @return a new info with those of the keys {@code command}, argv, {@code maxprocs}, {@code host}, {@code arch}, {@code wdir} and
     *     {@code thread_level} that are known and fit; argv has blanks between arguments
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public static Info env(String... args) {
        return Launch.environment(args);
    }

    /**
     * A new info with the same keys and values.
     *
     * @return what may be changed, also where this may not
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public Info dup() {
        return new Info(toMap(), true);
    }

    /**
     * Sets the value of a key, in place of the one that it has.
     *
     * @param key 1 to {@link #MAX_KEY} characters, of which blanks at both ends do not count
     * @param value 0 to {@link #MAX_VALUE} characters, of which blanks at both ends do not count
     * @return this
     * @throws MpiException INFO_KEY if {@code key} is blank or longer; INFO_VALUE if {@code value} is longer; INFO if this is {@link #NULL}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public Info set(String key, String value) {
        checkCanChange("set", key);
        String name = checkedKey("set", key);
        String text = value.strip();
        if (text.length() > MAX_VALUE) {
            throw new MpiException(ErrorClass.INFO_VALUE, "info.set: the value is too long: key=" + name + " length=" + text.length() + " limit=" + MAX_VALUE);
        }
        synchronized (entries) {
            entries.put(name, text);
        }
        return this;
    }

    /**
     * The value of a key, {@code MPI_Info_get_string}.
     *
     * @param key 1 to {@link #MAX_KEY} characters
     * @return empty if the key has none
     * @throws MpiException INFO_KEY if {@code key} is blank or longer
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public Optional<String> string(String key) {
        String name = checkedKey("string", key);
        synchronized (entries) {
            return Optional.ofNullable(entries.get(name));
        }
    }

    /**
     * Takes a key and its value out.
     *
     * @param key 1 to {@link #MAX_KEY} characters
     * @throws MpiException INFO_NOKEY if it has no value; INFO_KEY if {@code key} is blank or longer; INFO if this is {@link #NULL}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public void delete(String key) {
        checkCanChange("delete", key);
        String name = checkedKey("delete", key);
        synchronized (entries) {
            if (entries.remove(name) == null) {
                throw new MpiException(ErrorClass.INFO_NOKEY, "info.delete: no such key: key=" + name + " nkeys=" + entries.size());
            }
        }
    }

    /**
     * How many keys there are, {@code MPI_Info_get_nkeys}.
     *
     * @return 0 or more
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public int nkeys() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /**
     * A key by its number, {@code MPI_Info_get_nthkey}. Numbers do not change until the info is changed.
     *
     * @param n counted from 0
     * @return the key
     * @throws MpiException ARG unless {@code 0 <= n < nkeys()}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.10 MPI 5.0, chapter 10
     */
    public String nthkey(int n) {
        synchronized (entries) {
            if (n < 0 || n >= entries.size()) {
                throw new MpiException(ErrorClass.ARG, "info.nthkey: no such key: n=" + n + " nkeys=" + entries.size());
            }
            return new ArrayList<>(entries.keySet()).get(n);
        }
    }

    /** {@return a new map of all keys and values, in order} */
    public Map<String, String> toMap() {
        synchronized (entries) {
            return new LinkedHashMap<>(entries);
        }
    }

    private void checkCanChange(String operation, String key) {
        if (!canChange) {
            throw new MpiException(ErrorClass.INFO, "info." + operation + ": Info.NULL cannot be changed: key=" + key);
        }
    }

    private static String checkedKey(String operation, String key) {
        String name = key.strip();
        if (name.isEmpty() || name.length() > MAX_KEY) {
            throw new MpiException(
                    ErrorClass.INFO_KEY,
                    "info." + operation + ": the key " + (name.isEmpty() ? "is blank" : "is too long") + ": length=" + name.length() + " limit=" + MAX_KEY);
        }
        return name;
    }

    /** {@return keys and values, for a person} */
    @Override
    public String toString() {
        return "Info" + toMap();
    }
}

package org.mpi4j.internal.serial;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the compact form can say. On the wire a kind is one byte, its place in this list: a change of the order is a new version of
 * {@link CompactForm}.
 */
enum Kind {
    NULL(0, Void.class),
    FALSE(1, Boolean.class),
    TRUE(2, Boolean.class),
    BYTE(3, Byte.class),
    SHORT(4, Short.class),
    CHAR(5, Character.class),
    INT(6, Integer.class),
    LONG(7, Long.class),
    FLOAT(8, Float.class),
    DOUBLE(9, Double.class),
    LATIN_STRING(10, String.class),
    WIDE_STRING(11, String.class),
    /** An object that came before in this message. */
    REFERENCE(12, Void.class),
    ENUM(13, Void.class),
    UUID_VALUE(14, UUID.class),
    INSTANT(15, Instant.class),
    DURATION(16, Duration.class),
    LOCAL_DATE(17, LocalDate.class),
    LOCAL_TIME(18, LocalTime.class),
    LOCAL_DATE_TIME(19, LocalDateTime.class),
    BIG_INTEGER(20, BigInteger.class),
    BIG_DECIMAL(21, BigDecimal.class),
    RECORD(22, Void.class),
    BOOLEANS(23, boolean[].class),
    BYTES(24, byte[].class),
    SHORTS(25, short[].class),
    CHARS(26, char[].class),
    INTS(27, int[].class),
    LONGS(28, long[].class),
    FLOATS(29, float[].class),
    DOUBLES(30, double[].class),
    OBJECTS(31, Void.class),
    ARRAY_LIST(32, ArrayList.class),
    LINKED_LIST(33, LinkedList.class),
    ARRAY_DEQUE(34, ArrayDeque.class),
    AS_LIST(35, Arrays.asList().getClass()),
    LIST_OF(36, List.of().getClass()),
    HASH_SET(37, HashSet.class),
    LINKED_HASH_SET(38, LinkedHashSet.class),
    TREE_SET(39, TreeSet.class),
    SET_OF(40, Set.of().getClass()),
    HASH_MAP(41, HashMap.class),
    TREE_MAP(42, TreeMap.class),
    CONCURRENT_MAP(43, ConcurrentHashMap.class),
    MAP_OF(44, Map.of().getClass()),
    /** Nothing of the compact form: the JDK's serialisation writes the whole object that holds it. Never on the wire. */
    FOREIGN(45, Void.class);

    /** What stands for it on the wire: its place in this list. */
    final byte tag;

    /** The class, and what the filter is asked about; Void where the message names the class. */
    final Class<?> type;

    Kind(int tag, Class<?> type) {
        this.tag = (byte) tag;
        this.type = type;
    }

    /** Whether an object of this kind has a number, by which it is referred to when it is met again. Strings are seen to apart. */
    boolean hasNumber() {
        return compareTo(BIG_INTEGER) >= 0;
    }

    /**
     * Whether it may be a key or in a set: what hashes and compares in a time that its own bytes bound. Of records, those of such
     * values only.
     */
    boolean isKey() {
        return compareTo(NULL) >= 0 && compareTo(BIG_INTEGER) <= 0;
    }
}

package org.mpi4j.internal.serial;

import java.io.ObjectInputFilter;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may come out of one message: remembers what it was asked last, so that a refusal can name it. Confined to the reader of
 * one message.
 *
 * <p>Unless the user gives a pattern, the JDK's values, collections and exceptions are let in, and the application's own classes;
 * the rest of the JDK, dynamic proxies, and libraries known to turn deserialisation into code are not. All arrays together may not be
 * larger than the bytes of the message can explain. A filter of the whole JVM ({@code jdk.serialFilter}) is asked too, by the JDK itself.
 */
final class SerialFilter implements ObjectInputFilter {
    private static final long DEEPEST = 10_000;

    /** A hash table may take up to eight slots per entry when it is made anew. */
    private static final long SLOTS_PER_BYTE = 8;

    private static final long SMALL_ARRAY = 1024;

    private static final Set<String> JDK_PACKAGES = Set.of(
            "java.lang", "java.math", "java.text", "java.time", "java.time.chrono", "java.time.zone", "java.util", "java.util.concurrent",
            "java.util.concurrent.atomic", "java.util.concurrent.locks", "java.util.regex");

    private static final Set<String> JDK_CLASSES = Set.of(
            "java.io.File", "java.io.IOException", "java.io.UncheckedIOException", "java.io.FileNotFoundException", "java.io.EOFException",
            "java.lang.invoke.SerializedLambda", "java.net.URI", "java.net.InetAddress", "java.net.Inet4Address", "java.net.Inet6Address",
            "java.net.InetSocketAddress", "java.nio.file.NoSuchFileException", "java.nio.file.FileSystemException", "java.sql.Date", "java.sql.Time",
            "java.sql.Timestamp", "java.sql.SQLException", "sun.util.calendar.ZoneInfo");

    private static final String[] KNOWN_GADGETS = {
        "bsh.", "clojure.", "com.mchange.", "com.rometools.", "com.vaadin.", "groovy.", "javassist.", "net.sf.json.", "org.apache.bcel.",
        "org.apache.click.", "org.apache.commons.beanutils.", "org.apache.commons.collections.functors.", "org.apache.commons.collections4.functors.",
        "org.apache.commons.fileupload.", "org.apache.myfaces.", "org.apache.wicket.", "org.apache.xalan.", "org.codehaus.groovy.", "org.hibernate.",
        "org.jboss.", "org.mozilla.javascript.", "org.python.", "org.springframework.aop.", "org.springframework.beans."
    };

    private final @Nullable ObjectInputFilter pattern;
    private final long messageBytes;
    private @Nullable Class<?> lastType;
    private long lastLength;
    private long lastDepth;
    private long lastReferences;
    private long slots;

    /** @param pattern the user's own filter, instead of the default; null for none */
    SerialFilter(@Nullable ObjectInputFilter pattern, long messageBytes) {
        this.pattern = pattern;
        this.messageBytes = messageBytes;
    }

    /** What was looked at last, for a person. */
    String lastAsked() {
        if (lastType == null) {
            return "depth=" + lastDepth + " references=" + lastReferences;
        }
        return "class=" + lastType.getName() + (lastLength >= 0 ? " arrayLength=" + lastLength : "");
    }

    @Override
    public Status checkInput(FilterInfo info) {
        Class<?> type = info.serialClass();
        lastType = type;
        lastLength = info.arrayLength();
        lastDepth = info.depth();
        lastReferences = info.references();
        slots += Math.max(0, lastLength);
        if (pattern != null) {
            return pattern.checkInput(info);
        }
        if (info.depth() > DEEPEST || slots > SMALL_ARRAY + SLOTS_PER_BYTE * messageBytes) {
            return Status.REJECTED;
        }
        return type == null || isAllowed(type) ? Status.UNDECIDED : Status.REJECTED;
    }

    private static boolean isAllowed(Class<?> asked) {
        Class<?> type = asked;
        while (type.isArray()) {
            type = type.getComponentType();
        }
        if (type.isPrimitive() || type.isInterface()) {
            return true;
        }
        String name = type.getName();
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader.equals(ClassLoader.getPlatformClassLoader())) {
            return JDK_PACKAGES.contains(type.getPackageName()) || JDK_CLASSES.contains(name);
        }
        if (Proxy.isProxyClass(type)) {
            return false;
        }
        for (String prefix : KNOWN_GADGETS) {
            if (name.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }
}

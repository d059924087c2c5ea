package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LineBufferTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console = new Console();
    private final LineBuffer a = source("");
    private final LineBuffer b = source("");

    @Test
    void holdsALineBackUntilItIsWhole() throws Exception {
        take(a, "on");
        take(b, "two\nthr");
        assertEquals("two\n", written());
        take(a, "e\n");
        take(b, "ee\n");
        assertEquals("two\none\nthree\n", written());
    }

    @Test
    void showsAPromptOnceItHasWaited() throws Exception {
        take(a, "name: ");
        assertTrue(a.flushIfQuiet(System.nanoTime() - LineBuffer.HOLD_NANOS));
        assertEquals("", written());
        assertFalse(a.flushIfQuiet(System.nanoTime() + LineBuffer.HOLD_NANOS));
        assertEquals("name: ", written());
        take(a, "Eve\n");
        assertEquals("name: Eve\n", written());
    }

    @Test
    void holdsASecondPromptWhileOneIsOpen() throws Exception {
        take(a, "one? ");
        take(b, "two? ");
        long later = System.nanoTime() + LineBuffer.HOLD_NANOS;
        assertFalse(a.flushIfQuiet(later));
        assertTrue(b.flushIfQuiet(later));
        take(a, "\n");
        assertFalse(b.flushIfQuiet(later));
        assertEquals("one? \ntwo? ", written());
    }

    @Test
    void endsAnOpenLineThatGoesOnNoMoreBeforeAnothersLine() throws Exception {
        take(a, "name: ");
        a.flushIfQuiet(System.nanoTime() + LineBuffer.HOLD_NANOS);
        long start = System.nanoTime();
        take(b, "line\n");
        assertEquals("name: \nline\n", written());
        assertTrue(System.nanoTime() - start >= Console.QUIET_NANOS / 2);
    }

    @Test
    void keepsTheLastBytesWithoutNewlineAsTheyAre() throws Exception {
        take(a, "abc");
        a.end();
        assertEquals("abc", written());
    }

    @Test
    void doesNotHoldMoreThanItsLimit() throws Exception {
        byte[] bytes = new byte[LineBuffer.LIMIT_BYTES / 2 + 1];
        a.take(bytes, bytes.length);
        assertEquals(0, out.size());
        a.take(bytes, bytes.length);
        assertEquals(2 * bytes.length, out.size());
    }

    @Test
    void tagsEachLineOnce() throws Exception {
        LineBuffer tagged = source("[3@h] ");
        take(tagged, "a\nb\nc");
        tagged.flushIfQuiet(System.nanoTime() + LineBuffer.HOLD_NANOS);
        take(tagged, "d\n\n");
        assertEquals("[3@h] a\n[3@h] b\n[3@h] cd\n[3@h] \n", written());
    }

    private LineBuffer source(String tag) {
        return new LineBuffer(console, new Console.Source(out, tag.getBytes(StandardCharsets.UTF_8)));
    }

    private static void take(LineBuffer buffer, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.take(bytes, bytes.length);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }
}

package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, chapter 10, and section 7.4.4: hints. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InfoTest {
    @Test
    void aNewInfoIsEmpty() {
        assertEquals(0, Info.of().nkeys());
        assertEquals(Optional.empty(), Info.of().string("anything"));
        assertEquals(Map.of(), Info.NULL.toMap());
    }

    @Test
    void setReplacesTheValueAndKeepsThePlaceOfItsKey() {
        Info info = Info.of("first", "1", "second", "2").set("first", "one").set("third", "");
        assertEquals(3, info.nkeys());
        assertEquals("one", info.string("first").orElseThrow());
        assertEquals("", info.string("third").orElseThrow());
        assertEquals(List.of("first", "second", "third"), List.of(info.nthkey(0), info.nthkey(1), info.nthkey(2)));
    }

    @Test
    void blanksAtBothEndsOfKeysAndValuesDoNotCount() {
        Info info = Info.of("  key ", "\tits value  ");
        assertEquals("its value", info.string("key").orElseThrow());
        assertEquals("its value", info.string(" key").orElseThrow());
    }

    @Test
    void keysHaveUpperAndLowerCase() {
        assertEquals(Optional.empty(), Info.of("Key", "1").string("key"));
    }

    @Test
    void deleteTakesTheKeyOut() {
        Info info = Info.of("a", "1", "b", "2");
        info.delete("a");
        assertEquals(List.of("b"), List.copyOf(info.toMap().keySet()));
        Errors.expect(ErrorClass.INFO_NOKEY, "key=a nkeys=1", () -> info.delete("a"));
    }

    @Test
    void dupIsAnInfoOfItsOwn() {
        Info info = Info.of("a", "1");
        Info dup = info.dup();
        dup.set("a", "2").set("b", "3");
        assertEquals(Map.of("a", "1"), info.toMap());
        assertEquals(Map.of("a", "2", "b", "3"), dup.toMap());
        assertEquals(Map.of("a", "1"), Info.NULL.dup().set("a", "1").toMap());
    }

    @Test
    void whatIsWrongIsNamedWithItsLimit() {
        Info info = Info.of("a", "1");
        Errors.expect(ErrorClass.INFO_KEY, "length=256 limit=255", () -> info.set("k".repeat(Info.MAX_KEY + 1), "v"));
        Errors.expect(ErrorClass.INFO_KEY, "info.string: the key is blank", () -> info.string("  "));
        Errors.expect(ErrorClass.INFO_KEY, "info.delete: the key is blank", () -> info.delete(""));
        Errors.expect(ErrorClass.INFO_VALUE, "key=a length=1025 limit=1024", () -> info.set("a", "v".repeat(Info.MAX_VALUE + 1)));
        Errors.expect(ErrorClass.ARG, "n=1 nkeys=1", () -> info.nthkey(1));
        Errors.expect(ErrorClass.ARG, "n=-1", () -> info.nthkey(-1));
        Errors.expect(ErrorClass.ARG, "strings=3", () -> Info.of("a", "1", "b"));
        Errors.expect(ErrorClass.INFO, "Info.NULL", () -> Info.NULL.set("a", "1"));
        Errors.expect(ErrorClass.INFO, "Info.NULL", () -> Info.NULL.delete("a"));
        assertEquals("v".repeat(1024), info.set("k".repeat(255), "v".repeat(1024)).string("k".repeat(255)).orElseThrow());
    }

    @Test
    void theEnvironmentTellsHowTheProcessWasStarted() {
        Info env = Info.env("-x", "input file");
        assertEquals("-x input file", env.string("argv").orElseThrow());
        assertEquals(System.getProperty("user.dir"), env.string("wdir").orElseThrow());
        assertEquals(System.getProperty("os.arch"), env.string("arch").orElseThrow());
        assertFalse(env.string("host").orElseThrow().isEmpty());
    }

    @Everywhere
    void aCommunicatorPromisesNothingUntilItIsTold(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm dup = comm.dup()) {
                assertEquals("false", dup.info().string("mpi_assert_no_any_tag").orElseThrow());
                dup.setInfo(Info.of("mpi_assert_no_any_tag", "true", "no_such_hint", "1", "mpi_assert_exact_length", "perhaps"));
                dup.setInfo(Info.of("mpi_assert_allow_overtaking", "true"));
                assertEquals("true", dup.info().string("mpi_assert_no_any_tag").orElseThrow(), "a hint that is not named again stays");
                assertEquals("true", dup.info().string("mpi_assert_allow_overtaking").orElseThrow());
                assertEquals("false", dup.info().string("mpi_assert_exact_length").orElseThrow());
                assertEquals(Optional.empty(), dup.info().string("no_such_hint"));
                dup.setInfo(Info.of("mpi_assert_no_any_tag", "false"));
                assertEquals("false", dup.info().string("mpi_assert_no_any_tag").orElseThrow());
            }
        });
    }

    @Everywhere
    void aDuplicateHasTheHintsThatItIsGivenAndNoOthers(Ranks ranks) {
        ranks.run(comm -> {
            Info hints = Info.of("mpi_assert_no_any_source", "true");
            try (Comm first = comm.dupWithInfo(hints);
                    Comm second = first.dup();
                    Comm third = first.idupWithInfo(hints).get()) {
                assertEquals("true", first.info().string("mpi_assert_no_any_source").orElseThrow());
                assertEquals("false", second.info().string("mpi_assert_no_any_source").orElseThrow());
                assertEquals("true", third.info().string("mpi_assert_no_any_source").orElseThrow());
                assertTrue(third.allreduce(1, Op.SUM) == comm.size());
                first.info().set("mpi_assert_no_any_source", "false");
                assertEquals("true", first.info().string("mpi_assert_no_any_source").orElseThrow(), "info() is a copy");
            }
        });
    }
}

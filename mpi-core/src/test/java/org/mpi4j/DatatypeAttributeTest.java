package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, section 7.7.4: attributes of datatypes. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatatypeAttributeTest {
    private static Datatype column() {
        return Datatype.vector(3, 1, 4, Datatype.DOUBLE);
    }

    @Test
    void aValueIsKeptUntilItIsDeletedOrSetAnew() {
        List<String> log = new ArrayList<>();
        Keyval<String> key = Datatype.createKeyval(Keyval.nullCopyFn(), (owner, _, value) -> log.add(owner.size() + " " + value));
        Datatype type = column();
        assertEquals(Optional.empty(), type.attr(key));
        type.setAttr(key, "a");
        type.setAttr(key, "b");
        assertEquals("b", type.attr(key).orElseThrow());
        assertEquals(Optional.empty(), column().attr(key));
        type.deleteAttr(key);
        assertEquals(Optional.empty(), type.attr(key));
        assertEquals(List.of("24 a", "24 b"), log);
    }

    @Test
    void aDuplicateHasWhatTheCopyCallbackGives() {
        Keyval<Integer> more = Datatype.createKeyval((_, _, value) -> Optional.of(value + 1), Keyval.nullDeleteFn());
        Keyval<Integer> none = Datatype.createKeyval(Keyval.nullCopyFn(), Keyval.nullDeleteFn());
        Datatype type = column();
        type.setAttr(more, 1);
        type.setAttr(none, 1);
        Datatype dup = Datatype.dup(type);
        assertEquals(2, dup.attr(more).orElseThrow());
        assertEquals(Optional.empty(), dup.attr(none));
        assertEquals(1, type.attr(more).orElseThrow());
    }

    @Test
    void aNameDoesNotPartADatatypeFromItsAttributes() {
        Keyval<Integer> key = Datatype.createKeyval(Keyval.nullCopyFn(), Keyval.nullDeleteFn());
        Datatype type = column();
        type.setAttr(key, 5);
        assertEquals(5, type.named("column").attr(key).orElseThrow());
    }

    @Test
    void constantsBelongToAllRanksAndHaveNone() {
        Keyval<Integer> key = Datatype.createKeyval(Keyval.nullCopyFn(), Keyval.nullDeleteFn());
        Errors.expect(ErrorClass.TYPE, "type.setAttr: a predefined datatype belongs to all ranks", () -> Datatype.INT.setAttr(key, 1));
        Errors.expect(ErrorClass.TYPE, "type=DOUBLE_INT", () -> Datatype.DOUBLE_INT.attr(key));
        Errors.expect(ErrorClass.TYPE, "use Datatype.dup", () -> Datatype.INT.deleteAttr(key));
        Datatype dup = Datatype.dup(Datatype.INT);
        dup.setAttr(key, 1);
        assertEquals(1, dup.attr(key).orElseThrow());
        Datatype named = Datatype.INT.named("mine");
        named.setAttr(key, 2);
        assertEquals(2, named.attr(key).orElseThrow());
    }

    @Test
    void wrongKeysAreNamed() {
        Keyval<Integer> ofComms = Comm.createKeyval(Keyval.nullCopyFn(), Keyval.nullDeleteFn());
        Errors.expect(ErrorClass.KEYVAL, "wanted=Datatype", () -> column().setAttr(ofComms, 1));
        Keyval<Integer> closed = Datatype.createKeyval(Keyval.nullCopyFn(), Keyval.nullDeleteFn());
        closed.close();
        Errors.expect(ErrorClass.KEYVAL, "closed", () -> column().attr(closed));
    }

    @Test
    void aCopyThatFailsIsNoDuplicate() {
        Keyval<Integer> key = Datatype.createKeyval(
                (_, _, _) -> {
                    throw new IllegalStateException("no copy");
                },
                Keyval.nullDeleteFn());
        Datatype type = column();
        type.setAttr(key, 1);
        Errors.expect(ErrorClass.OTHER, "Datatype.dup: the copy callback of an attribute threw", () -> Datatype.dup(type));
    }
}

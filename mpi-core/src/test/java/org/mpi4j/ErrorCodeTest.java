package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, sections 9.4 and 9.5: error codes and classes, and those that a program adds. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ErrorCodeTest {
    @Test
    void everyClassIsACodeOfItsOwnBelowLastcode() {
        HashSet<Integer> values = new HashSet<>();
        for (ErrorClass errorClass : ErrorClass.values()) {
            ErrorCode code = errorClass.code();
            assertTrue(values.add(code.value()), errorClass.name());
            assertTrue(code.value() > ErrorCode.SUCCESS && code.value() <= ErrorCode.LASTCODE, errorClass.name());
            assertTrue(code.isClass());
            assertEquals(errorClass, code.errorClass());
            assertEquals(code, code.classCode());
            assertEquals(code, new MpiException(errorClass, "").errorCode());
        }
    }

    /** The numbers of MPI 5.0, chapter 20. */
    @Test
    void classesHaveTheNumbersOfTheBinaryInterface() {
        List<ErrorClass> classes = List.of(ErrorClass.BUFFER, ErrorClass.REQUEST, ErrorClass.TRUNCATE, ErrorClass.IN_STATUS, ErrorClass.KEYVAL, ErrorClass.WIN, ErrorClass.ABI);
        assertEquals(List.of(1, 7, 15, 19, 36, 56, 62), classes.stream().map(c -> c.code().value()).toList());
    }

    @Everywhere
    void everyStandardClassHasAString(Ranks ranks) {
        ranks.runMpi(mpi -> {
            long strings = Arrays.stream(ErrorClass.values()).map(c -> mpi.errorString(c.code())).distinct().count();
            assertEquals(ErrorClass.values().length, strings);
            assertTrue(mpi.errorString(ErrorClass.TRUNCATE.code()).startsWith("MPI_ERR_TRUNCATE: "));
            Errors.expect(ErrorClass.ARG, "errorString: no such code: value=77", () -> mpi.errorString(new ErrorCode(77, 77)));
        });
    }

    @Everywhere
    void aProgramAddsClassesCodesAndStrings(Ranks ranks) {
        ranks.runMpi(mpi -> {
            assertEquals(ErrorCode.LASTCODE, mpi.lastUsedCode());
            ErrorCode disk = mpi.addErrorClass();
            ErrorCode full = mpi.addErrorCode(disk);
            ErrorCode odd = mpi.addErrorCode(ErrorClass.ARG.code());
            assertTrue(disk.isClass() && !full.isClass() && !odd.isClass());
            assertEquals(disk, full.classCode());
            assertEquals(ErrorClass.OTHER, full.errorClass());
            assertEquals(ErrorClass.ARG, odd.errorClass());
            assertEquals(ErrorClass.ARG.code(), odd.classCode());
            assertTrue(disk.value() > ErrorCode.LASTCODE);
            assertEquals(odd.value(), mpi.lastUsedCode());
            assertEquals("", mpi.errorString(full));
            mpi.addErrorString(full, "the disk is full");
            mpi.addErrorString(full, "the disk is very full");
            mpi.addErrorString(disk, "");
            assertEquals("the disk is very full", mpi.errorString(full));
            assertEquals("", mpi.errorString(disk));
        });
    }

    @Everywhere
    void whatWasAddedIsRemovedFromTheStringDown(Ranks ranks) {
        ranks.runMpi(mpi -> {
            ErrorCode disk = mpi.addErrorClass();
            ErrorCode full = mpi.addErrorCode(disk);
            mpi.addErrorString(full, "full");
            Errors.expect(ErrorClass.ARG, "removeErrorClass: the class still has a code, code=" + full.value(), () -> mpi.removeErrorClass(disk));
            Errors.expect(ErrorClass.ARG, "removeErrorCode: there still is a string", () -> mpi.removeErrorCode(full));
            mpi.removeErrorString(full);
            Errors.expect(ErrorClass.ARG, "removeErrorString: there is no string", () -> mpi.removeErrorString(full));
            mpi.removeErrorCode(full);
            Errors.expect(ErrorClass.ARG, "removeErrorCode: no such code", () -> mpi.removeErrorCode(full));
            mpi.removeErrorClass(disk);
            Errors.expect(ErrorClass.ARG, "addErrorCode: no such class: value=" + disk.value(), () -> mpi.addErrorCode(disk));
            Errors.expect(ErrorClass.ARG, "errorString: no such code", () -> mpi.errorString(full));
            assertNotEquals(disk, mpi.addErrorClass(), "numbers are not used again");
        });
    }

    @Everywhere
    void theStandardsOwnAreLeftAlone(Ranks ranks) {
        ranks.runMpi(mpi -> {
            ErrorCode own = ErrorClass.ARG.code();
            ErrorCode added = mpi.addErrorCode(own);
            Errors.expect(ErrorClass.ARG, "addErrorString: one of the standard's own: value=13", () -> mpi.addErrorString(own, "mine"));
            Errors.expect(ErrorClass.ARG, "removeErrorClass: one of the standard's own", () -> mpi.removeErrorClass(own));
            Errors.expect(ErrorClass.ARG, "removeErrorCode: one of the standard's own", () -> mpi.removeErrorCode(own));
            Errors.expect(ErrorClass.ARG, "removeErrorString: one of the standard's own", () -> mpi.removeErrorString(own));
            Errors.expect(ErrorClass.ARG, "addErrorCode: no such class", () -> mpi.addErrorCode(added));
            Errors.expect(ErrorClass.ARG, "removeErrorClass: not a class", () -> mpi.removeErrorClass(added));
            ErrorCode classAdded = mpi.addErrorClass();
            Errors.expect(ErrorClass.ARG, "removeErrorCode: a class", () -> mpi.removeErrorCode(classAdded));
        });
    }

    @Everywhere
    void aCodeTravelsFromACallbackToTheHandlerAndTheCaller(Ranks ranks) {
        ranks.runMpi(mpi -> {
            ErrorCode code = mpi.addErrorCode(mpi.addErrorClass());
            List<ErrorCode> seen = new ArrayList<>();
            Keyval<String> key = Comm.createKeyval(
                    (_, _, _) -> {
                        throw new MpiException(code, "mine");
                    },
                    Keyval.nullDeleteFn());
            try (Comm comm = mpi.world().dup()) {
                comm.setErrorHandler((_, error) -> seen.add(error.errorCode()));
                comm.setAttr(key, "x");
                MpiException error = Errors.expect(ErrorClass.OTHER, "mine", comm::dup);
                assertEquals(code, error.errorCode());
                assertEquals(List.of(code), seen);
            }
        });
    }

    @Everywhere
    void ranksOfOneJvmHaveCodesOfTheirOwn(Ranks ranks) {
        ranks.runMpi(mpi -> {
            for (int i = 0; i < mpi.world().rank(); i++) {
                mpi.addErrorClass();
            }
            assertEquals(ErrorCode.LASTCODE + mpi.world().rank(), mpi.lastUsedCode());
        });
    }

    /** Sections 9.1.2 and 11.10. */
    @Everywhere
    void predefinedAttributesAreMethods(Ranks ranks) {
        ranks.runMpi(mpi -> {
            assertEquals(mpi.world().size(), mpi.universeSize());
            assertEquals(0, mpi.appnum());
            assertFalse(mpi.isWtimeGlobal());
            assertEquals(Comm.ANY_SOURCE, mpi.io());
            assertEquals(Comm.TAG_UB, mpi.tagUb());
            assertEquals("5.0", Mpi.VERSION + "." + Mpi.SUBVERSION);
        });
    }

    /** Section 9.2. */
    @Test
    void allocatedMemoryIsAlignedAsAskedAndGoodForMessages() {
        Mpi.run(2, mpi -> {
            var memory = Mpi.allocMem(8192, Info.of("mpi_minimum_memory_alignment", "4096"));
            assertEquals(8192, memory.byteSize());
            assertEquals(0, memory.address() % 4096);
            memory.fill((byte) (mpi.world().rank() + 1));
            mpi.world().bcast(Buf.of(memory, Datatype.BYTE), 1);
            assertEquals(2, memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 8191));
        });
        assertEquals(0, Mpi.allocMem(0, Info.NULL).byteSize());
        assertEquals(0, Mpi.allocMem(1, Info.NULL).address() % 64);
        Errors.expect(ErrorClass.ARG, "bytes=-1", () -> Mpi.allocMem(-1, Info.NULL));
        Errors.expect(ErrorClass.NO_MEM, "bytes=" + (1L << 60), () -> Mpi.allocMem(1L << 60, Info.NULL));
        for (String wrong : List.of("3", "0", "-8", "many")) {
            Info info = Info.of("mpi_minimum_memory_alignment", wrong);
            Errors.expect(ErrorClass.INFO_VALUE, "mpi_minimum_memory_alignment=" + wrong, () -> Mpi.allocMem(1, info));
        }
        assertEquals(Optional.empty(), Info.NULL.string("mpi_minimum_memory_alignment"));
    }
}

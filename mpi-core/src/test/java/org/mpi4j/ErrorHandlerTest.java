package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** MPI 5.0, section 9.3: error handling. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ErrorHandlerTest {
    private static Settings startingWith(String handler) {
        return Settings.ofProcess().with(Setting.INITIAL_ERRHANDLER, handler);
    }

    @Everywhere
    void everyNewCommunicatorInheritsTheHandler(Ranks ranks) {
        ranks.run(comm -> {
            ErrorHandler mine = (_, _) -> {};
            try (Comm parent = comm.dup()) {
                parent.setErrorHandler(mine);
                List<Comm> made = new ArrayList<>(List.of(
                        parent.dup(),
                        parent.idup().get(),
                        parent.dupWithInfo(Info.NULL),
                        parent.split(0, 0),
                        parent.create(parent.group()),
                        parent.createGroup(parent.group(), 0),
                        parent.splitType(SplitType.SHARED, 0),
                        parent.createCart(new int[] {comm.size()}, new boolean[1], false)));
                parent.setErrorHandler(ErrorHandler.ERRORS_RETURN);
                for (Comm child : made) {
                    assertSame(mine, child.errorHandler(), child.toString());
                    child.close();
                }
            }
        });
    }

    @Everywhere
    void aHandlerIsCalledWithTheErrorThatTheCallerSees(Ranks ranks) {
        ranks.run(comm -> {
            List<MpiException> seen = new ArrayList<>();
            try (Comm dup = comm.dup()) {
                dup.setErrorHandler((where, error) -> {
                    assertSame(dup, where);
                    seen.add(error);
                });
                MpiException thrown = Errors.expect(ErrorClass.TAG, "tag=-5", () -> dup.send(Buf.of(new int[1]), 0, -5));
                assertEquals(List.of(thrown), seen);
            }
        });
    }

    @Everywhere
    void whatAHandlerThrowsIsThrownInstead(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm dup = comm.dup()) {
                dup.setErrorHandler((_, error) -> {
                    throw new IllegalStateException("instead of " + error.errorClass());
                });
                IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> dup.recv(Buf.of(new int[1]), -9, 0));
                assertEquals("instead of RANK", thrown.getMessage());
            }
        });
    }

    @Everywhere
    void aProgramCallsTheHandlerItself(Ranks ranks) {
        ranks.runMpi(mpi -> {
            List<MpiException> seen = new ArrayList<>();
            ErrorCode code = mpi.addErrorCode(ErrorClass.IO.code());
            mpi.addErrorString(code, "no more paper");
            try (Comm comm = mpi.world().dup()) {
                comm.setName("printers");
                comm.callErrorHandler(code); // ERRORS_RETURN: nothing happens
                comm.setErrorHandler((_, error) -> seen.add(error));
                comm.callErrorHandler(code);
                MpiException mine = new MpiException(ErrorClass.QUOTA, "none left");
                comm.callErrorHandler(mine);
                comm.callErrorHandler(ErrorClass.NO_SPACE.code());
                assertEquals(3, seen.size());
                assertEquals(code, seen.get(0).errorCode());
                assertEquals(ErrorClass.IO, seen.get(0).errorClass());
                assertTrue(seen.get(0).getMessage().contains("no more paper: code=" + code.value() + " comm=printers"), seen.get(0).getMessage());
                assertSame(mine, seen.get(1));
                assertEquals(ErrorClass.NO_SPACE, seen.get(2).errorClass());
                Errors.expect(ErrorClass.ARG, "no such code: value=99999", () -> comm.callErrorHandler(new ErrorCode(99_999, 99_999)));
                assertEquals(4, seen.size());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpi_errors_abort", "mpi_errors_are_fatal"})
    void aJobMayStartWithAHandlerThatEndsIt(String handler) {
        MpiException thrown = assertThrows(
                MpiException.class,
                () -> Launch.run(2, startingWith(handler), mpi -> {
                    if (mpi.world().rank() == 1) {
                        mpi.self().send(Buf.of(new int[1]), 5, 0);
                    }
                    mpi.world().barrier();
                }));
        assertEquals(ErrorClass.PROC_ABORTED, thrown.errorClass());
        assertTrue(thrown.getMessage().contains("rank 1") && thrown.getMessage().contains("code=1"), thrown.getMessage());
    }

    @Test
    void withoutASettingErrorsReturn() {
        Launch.run(1, startingWith("mpi_errors_return"), mpi -> {
            assertSame(ErrorHandler.ERRORS_RETURN, mpi.world().errorHandler());
            assertSame(ErrorHandler.ERRORS_RETURN, mpi.self().errorHandler());
        });
        Mpi.run(1, mpi -> assertSame(ErrorHandler.ERRORS_RETURN, mpi.world().errorHandler()));
    }

    @Test
    void anUnknownHandlerIsAWrongSetting() {
        Errors.expect(ErrorClass.ARG, "value='mpi_errors_ignore'", () -> Launch.run(1, startingWith("mpi_errors_ignore"), _ -> {}));
    }
}

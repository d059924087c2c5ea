package org.mpi4j.internal.comm;

import org.mpi4j.ErrorClass;
import org.mpi4j.ErrorHandler;
import org.mpi4j.MpiException;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** The predefined error handlers by the names that the standard's key {@code mpi_initial_errhandler} gives them. Stateless. */
public final class ErrorHandlers {
    private ErrorHandlers() {}

    /** What a rank's first communicators do with errors. */
    public static ErrorHandler initial(Settings settings) {
        String name = settings.get(Setting.INITIAL_ERRHANDLER);
        return switch (name) {
            case "mpi_errors_return" -> ErrorHandler.ERRORS_RETURN;
            case "mpi_errors_are_fatal" -> ErrorHandler.ERRORS_ARE_FATAL;
            case "mpi_errors_abort" -> ErrorHandler.ERRORS_ABORT;
            default ->
                throw new MpiException(
                        ErrorClass.ARG,
                        "setting " + Setting.INITIAL_ERRHANDLER.key() + " (" + Setting.INITIAL_ERRHANDLER.variable() + "): value='" + name
                                + "' is not one of mpi_errors_return, mpi_errors_are_fatal, mpi_errors_abort");
        };
    }
}

package org.mpi4j.internal.comm;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mpi4j.ErrorClass;
import org.mpi4j.ErrorCode;
import org.mpi4j.MpiException;

/**
 * The error classes and codes that a program has added on one rank, with their strings. Thread-safe: guarded by {@code this}. Numbers are not used
 * again.
 */
public final class ErrorCodes {
    private final Set<ErrorCode> added = new HashSet<>();
    private final Map<ErrorCode, String> strings = new HashMap<>();
    private int last = ErrorCode.LASTCODE;

    public synchronized ErrorCode addClass() {
        last++;
        return add(new ErrorCode(last, last));
    }

    public synchronized ErrorCode addCode(ErrorCode errorClass) {
        if (!errorClass.isClass() || !exists(errorClass)) {
            throw wrong("addErrorCode", errorClass, "no such class");
        }
        return add(new ErrorCode(++last, errorClass.value()));
    }

    public synchronized void addString(ErrorCode code, String string) {
        checkAdded("addErrorString", code);
        strings.put(code, string);
    }

    public synchronized void removeClass(ErrorCode errorClass) {
        checkAdded("removeErrorClass", errorClass);
        if (!errorClass.isClass()) {
            throw wrong("removeErrorClass", errorClass, "not a class");
        }
        for (ErrorCode code : added) {
            if (code.classValue() == errorClass.value() && !code.isClass()) {
                throw wrong("removeErrorClass", errorClass, "the class still has a code, code=" + code.value());
            }
        }
        remove("removeErrorClass", errorClass);
    }

    public synchronized void removeCode(ErrorCode code) {
        checkAdded("removeErrorCode", code);
        if (code.isClass()) {
            throw wrong("removeErrorCode", code, "a class");
        }
        remove("removeErrorCode", code);
    }

    public synchronized void removeString(ErrorCode code) {
        checkAdded("removeErrorString", code);
        if (strings.remove(code) == null) {
            throw wrong("removeErrorString", code, "there is no string");
        }
    }

    public synchronized String string(ErrorCode code) {
        if (!exists(code)) {
            throw wrong("errorString", code, "no such code");
        }
        if (!isOwn(code)) {
            return "MPI_ERR_" + code.errorClass().name() + ": " + code.errorClass().meaning();
        }
        return strings.getOrDefault(code, "");
    }

    public synchronized int last() {
        return last;
    }

    private ErrorCode add(ErrorCode code) {
        added.add(code);
        return code;
    }

    private void remove(String operation, ErrorCode code) {
        if (strings.containsKey(code)) {
            throw wrong(operation, code, "there still is a string");
        }
        added.remove(code);
    }

    private static boolean isOwn(ErrorCode code) {
        return code.value() > ErrorCode.LASTCODE;
    }

    private void checkAdded(String operation, ErrorCode code) {
        if (!added.contains(code)) {
            throw wrong(operation, code, isOwn(code) ? "no such code" : "one of the standard's own");
        }
    }

    private boolean exists(ErrorCode code) {
        return isOwn(code) ? added.contains(code) : code.errorClass().code().equals(code);
    }

    private static MpiException wrong(String operation, ErrorCode code, String why) {
        return new MpiException(
                ErrorClass.ARG, operation + ": " + why + ": value=" + code.value() + " class=" + code.classValue() + " lastCode=" + ErrorCode.LASTCODE);
    }
}

package org.mpi4j.internal.boot;

import org.mpi4j.Comm;
import org.mpi4j.Environment;
import org.mpi4j.ErrorCode;
import org.mpi4j.internal.comm.RankProcess;

/** The calls of chapter 9 that belong to a rank. Thread-safe; has no state of its own. */
abstract class RankEnvironment implements Environment {
    abstract RankProcess process();

    @Override
    public final ErrorCode addErrorClass() {
        return process().errorCodes().addClass();
    }

    @Override
    public final ErrorCode addErrorCode(ErrorCode errorClass) {
        return process().errorCodes().addCode(errorClass);
    }

    @Override
    public final void addErrorString(ErrorCode code, String string) {
        process().errorCodes().addString(code, string);
    }

    @Override
    public final void removeErrorClass(ErrorCode errorClass) {
        process().errorCodes().removeClass(errorClass);
    }

    @Override
    public final void removeErrorCode(ErrorCode code) {
        process().errorCodes().removeCode(code);
    }

    @Override
    public final void removeErrorString(ErrorCode code) {
        process().errorCodes().removeString(code);
    }

    @Override
    public final String errorString(ErrorCode code) {
        return process().errorCodes().string(code);
    }

    @Override
    public final int lastUsedCode() {
        return process().errorCodes().last();
    }

    @Override
    public final int universeSize() {
        return process().size();
    }

    @Override
    public final boolean isWtimeGlobal() {
        return false;
    }

    @Override
    public final int io() {
        return Comm.ANY_SOURCE;
    }

    @Override
    public final int tagUb() {
        return Comm.TAG_UB;
    }
}

package org.mpi4j.internal.boot;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.ExchangeListener;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** Finds this process's place in its job. Stateless. */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * Joins the job that the environment tells of.
     *
     * @param listener is told, on a thread that must not wait long, when the job ends before this rank has said goodbye or aborted
     * @throws MpiException if the environment tells of a job that cannot be joined
     */
    public static Job join(Function<String, @Nullable String> environment, Settings settings, HostId host, ExchangeListener listener) {
        Joining joining = new Joining(host, settings, listener);
        boolean usePmi = pmiVersion(settings) > 0;
        try {
            return Origin.of(environment, usePmi, Bootstrap.class.getModule().isNativeAccessEnabled()).join(joining);
        } catch (IOException e) {
            throw new MpiException(ErrorClass.OTHER, "cannot join the job: " + e.getMessage() + ", host=" + host.name(), e);
        }
    }

    /** 0 for none. */
    static int pmiVersion(Settings settings) {
        String value = settings.get(Setting.PMI);
        return switch (value) {
            case "auto", "1" -> 1;
            case "2" -> 2;
            case "off" -> 0;
            default ->
                throw new MpiException(ErrorClass.ARG, "setting mpi4j.pmi (MPI4J_PMI): value='" + value + "' is not auto, 1, 2 or off");
        };
    }
}

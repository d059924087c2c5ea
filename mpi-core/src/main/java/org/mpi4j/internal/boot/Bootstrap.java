package org.mpi4j.internal.boot;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.boot.exchange.Member;
import org.mpi4j.internal.boot.pmi.Pmi;
import org.mpi4j.internal.boot.pmi.PmiLine;
import org.mpi4j.internal.boot.slurm.PortRange;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** Finds this process's place in its job. Stateless. */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * Joins the job that the environment tells of.
     *
     * @param listener is told once, on a thread that must not wait long, when the job ends before this rank has said goodbye or aborted
     * @throws MpiException if the environment tells of a job that cannot be joined
     */
    public static Job join(Function<String, @Nullable String> environment, Settings settings, HostId host, Consumer<JobEnd> listener) {
        Joining joining = new Joining(host, settings, listener);
        int pmiVersion = pmiVersion(settings);
        Origin origin = Origin.of(environment, pmiVersion > 0, Bootstrap.class.getModule().isNativeAccessEnabled());
        try {
            return switch (origin) {
                case Origin.Jrun jrun -> {
                    Member member = new Member(
                            jrun.job(), jrun.rank(), jrun.size(), jrun.secret(), host.name(), "the launcher", joining.silenceSeconds());
                    yield joining.join(member, jrun.candidates(), null, null);
                }
                case Origin.Manager(PmiLine line) -> {
                    Pmi pmi = line.open(pmiVersion);
                    if (pmi.size() > 1) {
                        yield PmiBootstrap.join(pmi, joining);
                    }
                    pmi.close();
                    yield new SingletonJob();
                }
                case Origin.Srun srun -> {
                    String user = environment.apply("SLURM_JOB_UID");
                    PortRange range = PortRange.parse(settings.get(Setting.SLURM_PORTS));
                    yield SlurmBootstrap.join(srun.step(), range, user == null ? "" : user, joining);
                }
                case Origin.Alone _ -> new SingletonJob();
            };
        } catch (IOException e) {
            throw new MpiException(ErrorClass.OTHER, "cannot join the job: " + e.getMessage() + ", host=" + host.name(), e);
        }
    }

    /** 0 for none. */
    private static int pmiVersion(Settings settings) {
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

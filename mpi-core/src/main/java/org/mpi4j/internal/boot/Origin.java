package org.mpi4j.internal.boot;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.boot.exchange.Member;
import org.mpi4j.internal.boot.exchange.SecretSource;
import org.mpi4j.internal.boot.pmi.Pmi;
import org.mpi4j.internal.boot.pmi.PmiLine;
import org.mpi4j.internal.boot.pmi.PmixAbsentException;
import org.mpi4j.internal.boot.slurm.PortRange;
import org.mpi4j.internal.boot.slurm.SlurmStep;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.settings.Setting;

/** Who started this process, and so how it finds its job. Immutable. */
sealed interface Origin {
    /** {@code jrun}, which serves the exchange at one of {@code candidates}. */
    record Jrun(int rank, int size, String job, byte[] secret, String launcherHost, List<HostPort> candidates) implements Origin {
        @Override
        public Job join(Joining joining) {
            SecretSource known = SecretSource.known(secret);
            Member member = new Member(job, rank, size, known, joining.host().name(), JobEnd.NO_RANK, launcher(), joining.silenceSeconds());
            return joining.join(member, candidates, true, null, null);
        }

        private String launcher() {
            return launcherHost.isEmpty() ? "the launcher" : "the launcher on host=" + launcherHost;
        }
    }

    /** A process manager that speaks PMI or PMIx; without the library for PMIx, {@code otherwise} is the way, if there is one. */
    record Manager(PmiLine line, @Nullable Srun otherwise) implements Origin {
        @Override
        public Job join(Joining joining) throws IOException {
            Pmi pmi;
            try {
                pmi = line.open(Bootstrap.pmiVersion(joining.settings()));
            } catch (PmixAbsentException e) {
                if (otherwise != null) {
                    return otherwise.join(joining);
                }
                throw new IOException("a launcher that speaks PMIx has started this process, and " + e.getMessage() + "; or start it with jrun", e);
            }
            if (pmi.size() > 1) {
                pmi.whenLost(() -> joining.listener().ended(launcherLost(joining)));
                return PmiBootstrap.join(pmi, joining);
            }
            pmi.close();
            return new SingletonJob();
        }

        private static JobEnd launcherLost(Joining joining) {
            return new JobEnd(JobEnd.Cause.SERVER_LOST, 1, JobEnd.NO_RANK, joining.host().name(), "it is gone");
        }
    }

    /** {@code srun}, as its variables tell, without PMI; {@code user} is empty if they do not tell whose job it is. */
    record Srun(SlurmStep step, String user) implements Origin {
        @Override
        public Job join(Joining joining) throws IOException {
            return SlurmBootstrap.join(step, PortRange.parse(joining.settings().get(Setting.SLURM_PORTS)), user, joining);
        }
    }

    /** Nobody: the job has one rank. */
    record Alone() implements Origin {
        @Override
        public Job join(Joining joining) {
            return new SingletonJob();
        }
    }

    /** Joins the job. @throws MpiException if the exchange cannot be joined */
    Job join(Joining joining) throws IOException;

    /**
     * Reads the environment.
     *
     * @param usePmi whether the user lets us
     * @param nativeAccess whether libraries in C may be called without a warning, which PMIx and PMI over a descriptor need
     * @throws MpiException if it tells of several tasks in a way that we cannot use
     */
    static Origin of(Function<String, @Nullable String> environment, boolean usePmi, boolean nativeAccess) {
        Jrun jrun = jrun(environment);
        if (jrun != null) {
            return jrun;
        }
        SlurmStep step = SlurmStep.of(environment);
        PmiLine line = usePmi ? pmiLine(environment) : null;
        boolean quiet = nativeAccess || line instanceof PmiLine.Port;
        String user = environment.apply("SLURM_JOB_UID");
        Srun srun = step == null ? null : new Srun(step, user == null ? "" : user);
        if (line != null && (quiet || srun == null)) {
            return new Manager(line, srun);
        }
        if (srun != null) {
            return srun;
        }
        ForeignLauncher.refuse(environment);
        return new Alone();
    }

    private static @Nullable Jrun jrun(Function<String, @Nullable String> environment) {
        String exchange = environment.apply(JobVariables.EXCHANGE);
        if (exchange == null) {
            return null;
        }
        int size = number(environment, JobVariables.SIZE, 1, Integer.MAX_VALUE);
        int rank = number(environment, JobVariables.RANK, 0, size - 1);
        try {
            byte[] secret = HexFormat.of().parseHex(text(environment, JobVariables.SECRET));
            List<HostPort> candidates = Arrays.stream(exchange.split(",")).map(HostPort::parse).toList();
            String host = environment.apply(JobVariables.LAUNCHER_HOST);
            return new Jrun(rank, size, text(environment, JobVariables.JOB), secret, host == null ? "" : host, candidates);
        } catch (IllegalArgumentException e) {
            throw new MpiException(ErrorClass.OTHER, "cannot read the launcher's variables: " + e.getMessage(), e);
        }
    }

    private static @Nullable PmiLine pmiLine(Function<String, @Nullable String> environment) {
        if (environment.apply("PMI_FD") != null && environment.apply("PMI_SIZE") != null) {
            int size = number(environment, "PMI_SIZE", 1, Integer.MAX_VALUE);
            int rank = number(environment, "PMI_RANK", 0, size - 1);
            int fd = number(environment, "PMI_FD", 0, Integer.MAX_VALUE);
            String job = environment.apply("PMI_JOBID");
            return size == 1 ? null : new PmiLine.Descriptor(fd, rank, size, job == null ? "" : job);
        }
        if (isOfPmix(environment)) {
            return new PmiLine.Library();
        }
        String port = environment.apply("PMI_PORT");
        if (port == null || environment.apply("PMI_ID") == null) {
            return null;
        }
        try {
            HostPort manager = HostPort.parse(port);
            return new PmiLine.Port(manager.host(), manager.port(), number(environment, "PMI_ID", 0, Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw new MpiException(ErrorClass.OTHER, "PMI_PORT is " + e.getMessage(), e);
        }
    }

    private static boolean isOfPmix(Function<String, @Nullable String> environment) {
        String namespace = environment.apply("PMIX_NAMESPACE");
        boolean isAlone = "1".equals(environment.apply("OMPI_COMM_WORLD_SIZE"));
        return namespace != null && !namespace.isEmpty() && environment.apply("PMIX_RANK") != null && !isAlone;
    }

    private static String text(Function<String, @Nullable String> environment, String name) {
        String value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            throw new MpiException(ErrorClass.OTHER, "the launcher has not set " + name);
        }
        return value;
    }

    private static int number(Function<String, @Nullable String> environment, String name, int min, int max) {
        String value = text(environment, name);
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // below
        }
        throw new MpiException(ErrorClass.OTHER, "not a number from " + min + " to " + max + ": " + name + "=" + value);
    }
}

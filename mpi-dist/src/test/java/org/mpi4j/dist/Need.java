package org.mpi4j.dist;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What some tests need and not every machine has. */
enum Need {
    SLURM("no Slurm cluster of three hosts (SLURM_CONF is not set or sinfo fails); .ci/cluster/up starts one") {
        @Override
        boolean isThere() {
            return System.getenv("SLURM_CONF") != null && succeeds("sinfo -h -N -o %N | sort -u | sed -n 3p | grep -q .");
        }
    },
    VIRTUAL_HOSTS("no virtual hosts whose network a test may cut (they need root); .ci/cluster/up starts some") {
        @Override
        boolean isThere() {
            return SLURM.isThere() && succeeds("test $(id -u) = 0 && ip link show ve3");
        }
    },
    SSH_HOSTS("no virtual hosts with an sshd each (no ssh/config beside SLURM_CONF); apt-get install openssh-server, .ci/cluster/up starts them") {
        @Override
        boolean isThere() {
            return SLURM.isThere() && succeeds("ssh -F \"${SLURM_CONF%/*}/ssh/config\" -o BatchMode=yes node3 true");
        }
    },
    FOUR_SSH_HOSTS("no fourth virtual host with an sshd; .ci/cluster/up 4 starts it") {
        @Override
        boolean isThere() {
            return SSH_HOSTS.isThere() && succeeds("ssh -F \"${SLURM_CONF%/*}/ssh/config\" -o BatchMode=yes node4 true");
        }
    },
    NAMESPACES("no network namespaces of one's own (they need root, ip, ss and nsenter); apt-get install iproute2, run as root") {
        @Override
        boolean isThere() {
            return succeeds("test $(id -u) = 0 && ip netns add mpi4j-probe && ss -Hltn && nsenter --net=/run/netns/mpi4j-probe unshare -u true; code=$?; ip netns del mpi4j-probe; exit $code");
        }
    },
    HYDRA("no mpiexec.hydra, MPICH's launcher; apt-get install mpich") {
        @Override
        boolean isThere() {
            return onPath("mpiexec.hydra");
        }
    },
    OPEN_MPI("no mpirun.openmpi, Open MPI's launcher, or no libpmix.so.2; apt-get install openmpi-bin libpmix2") {
        @Override
        boolean isThere() {
            return onPath("mpirun.openmpi") && succeeds("PATH=$PATH:/sbin ldconfig -p | grep -q libpmix.so.2");
        }
    },
    MPICH("no mpicc.mpich and cc, MPICH's compiler; apt-get install gcc libmpich-dev mpich") {
        @Override
        boolean isThere() {
            return onPath("cc") && onPath("mpicc.mpich");
        }
    },
    PERL("no /usr/bin/perl, by which ranks share a session; apt-get install perl-base") {
        @Override
        boolean isThere() {
            return Files.isExecutable(Path.of("/usr/bin/perl"));
        }
    },
    C_PEER("no MPI for C to compare with (mpicc.openmpi and mpirun.openmpi, or mpicc.mpich and mpiexec.mpich, and cc);"
            + " apt-get install gcc libmpich-dev mpich") {
        @Override
        boolean isThere() {
            return onPath("cc") && ((onPath("mpicc.openmpi") && onPath("mpirun.openmpi")) || (onPath("mpicc.mpich") && onPath("mpiexec.mpich")));
        }
    },
    MODULES("no environment modules; apt-get install environment-modules") {
        @Override
        boolean isThere() {
            return Files.exists(Modules.INIT);
        }
    },
    GIT_AND_MAVEN("no git checkout, or no git or mvn; git clone the sources, apt-get install git maven") {
        @Override
        boolean isThere() {
            return onPath("git") && onPath("mvn") && Files.exists(Path.of(System.getProperty("mpi4j.checkout"), ".git"));
        }
    };

    private final String absence;

    Need(String absence) {
        this.absence = absence;
    }

    abstract boolean isThere();

    /** What is absent, and how to get it: one line. */
    String absence() {
        return absence;
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean succeeds(String shell) {
        try {
            Process process = new ProcessBuilder("sh", "-c", shell).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package org.mpi4j.internal.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.boot.exchange.Seal;
import org.mpi4j.internal.boot.exchange.SecretSource;
import org.mpi4j.internal.boot.slurm.Munge;
import org.mpi4j.internal.boot.slurm.SecretFile;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.LocalAddresses;
import org.mpi4j.internal.net.Networks;
import org.mpi4j.internal.settings.Setting;

/**
 * How the ranks of a plain {@code srun} step come to share a secret, which Slurm does not give them: rank 0 makes one and seals it for its own user,
 * by munge or in a file that only that user can read. Immutable.
 *
 * @param way what the setting says
 */
record SlurmSecret(Way way, SecretFile file, @Nullable Munge munge, String job, HostId host, int lifeSeconds) implements SecretSource {
    private static final String BY_MUNGE = "munge ";
    private static final String BY_FILE = "file";
    private static final int SLACK_SECONDS = 60;
    private static final int MOST_ADDRESSES = 40;

    /** Values of the setting {@code mpi4j.slurm.secret}. */
    enum Way {
        AUTO,
        MUNGE,
        FILE,
        IDS
    }

    static SlurmSecret of(String job, Joining joining) {
        String value = joining.settings().get(Setting.SLURM_SECRET);
        Way way = switch (value) {
            case "auto" -> Way.AUTO;
            case "munge" -> Way.MUNGE;
            case "file" -> Way.FILE;
            case "ids" -> Way.IDS;
            default ->
                throw new MpiException(ErrorClass.ARG, "setting mpi4j.slurm.secret (MPI4J_SLURM_SECRET): value='" + value + "' is not auto, munge, file or ids");
        };
        String folder = joining.settings().get(Setting.SLURM_SECRET_FOLDER);
        Path home = folder.isEmpty() ? Path.of(System.getProperty("user.home", "/"), ".mpi4j") : Path.of(folder);
        long lifeSeconds = TimeUnit.NANOSECONDS.toSeconds(joining.settings().nanos(Setting.BOOT_TIMEOUT)) + SLACK_SECONDS;
        return new SlurmSecret(
                way, new SecretFile(home, job), Munge.find(System.getenv("PATH")), job, joining.host(), (int) Math.min(lifeSeconds, Integer.MAX_VALUE));
    }

    /** Whether the secret is worked out from what anybody may know. */
    boolean isWeak() {
        return way == Way.IDS;
    }

    /** How rank 0 makes its secret known to the others. */
    Seal seal(byte[] secret) {
        return port -> {
            List<Address> published = LocalAddresses.find().published(Networks.ALL);
            List<String> addresses = LocalAddresses.routable(published).stream().limit(MOST_ADDRESSES).toList();
            String card = new SecretCard(job, host, port, addresses, secret).encoded();
            return sealed(card).getBytes(StandardCharsets.UTF_8);
        };
    }

    private String sealed(String card) throws IOException {
        return switch (way) {
            case IDS -> "";
            case MUNGE -> byMunge(card);
            case FILE -> byFile(card);
            case AUTO -> {
                IOException why;
                try {
                    yield byMunge(card);
                } catch (IOException e) {
                    why = e;
                }
                try {
                    yield byFile(card);
                } catch (IOException e) {
                    throw new IOException("no way to tell the ranks of this step a secret: " + why.getMessage() + "; " + e.getMessage()
                            + "; run munged on all hosts, name a shared folder (mpi4j.slurm.secret.folder), or start with jrun", e);
                }
            }
        };
    }

    private String byMunge(String card) throws IOException {
        return BY_MUNGE + required(munge).seal(card, SecretFile.userId(), lifeSeconds);
    }

    private static Munge required(@Nullable Munge munge) throws IOException {
        if (munge == null) {
            throw new IOException("no programs munge and unmunge on this host");
        }
        return munge;
    }

    private String byFile(String card) throws IOException {
        file.write(card);
        return BY_FILE;
    }

    @Override
    public byte[] secret(byte[] sealed, InetSocketAddress from) throws IOException {
        String how = new String(sealed, StandardCharsets.UTF_8);
        String card;
        if (how.startsWith(BY_MUNGE) && (way == Way.AUTO || way == Way.MUNGE)) {
            card = required(munge).open(how.substring(BY_MUNGE.length()), SecretFile.userId());
        } else if (how.equals(BY_FILE) && (way == Way.AUTO || way == Way.FILE)) {
            card = file.read();
        } else {
            throw new IOException("it does not seal the job's secret as this rank's mpi4j.slurm.secret=" + way.name().toLowerCase(Locale.ROOT) + " wants");
        }
        return SecretCard.decoded(card).secretFor(job, host, from);
    }

    /** Told of the ranks, removes the file when it has served. */
    ExchangeOwner owner(int size) {
        return new ExchangeOwner() {
            private int joined;

            @Override
            public void joined(int rank, String name, long processId) {
                if (++joined == size) {
                    forget();
                }
            }

            @Override
            public void ended(JobEnd end) {
                forget();
            }
        };
    }

    /** Removes what the seal may have left. */
    void forget() {
        try {
            file.delete();
        } catch (IOException _) {
            // the folder is gone; the file is of no more use
        }
    }
}

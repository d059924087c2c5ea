package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of the whole job, before its first program. Confined to the main thread; filled by {@link Arguments}. */
final class JobOptions {
    /** Empty: as the settings say. */
    final List<String> transports = new ArrayList<>();

    /** Empty: as the settings say. */
    final List<String> networks = new ArrayList<>();

    @Nullable String portRange;
    @Nullable String hosts;
    @Nullable Path hostfile;
    @Nullable Integer ranksPerHost;
    Placement.Order order = Placement.Order.SLOT;
    Binding.Turn turn = Binding.Turn.FILL;
    Binding.Unit bindTo = Binding.Unit.NONE;
    @Nullable Integer coresPerRank;
    boolean reportBindings;
    @Nullable String ssh;
    /** The folder on the other hosts in which that of the job is made; null: nothing is shipped. */
    @Nullable Path shipTo;

    boolean dryRun;
    boolean tls;
    boolean check;
    Forwarder.Tags tags = Forwarder.Tags.NONE;
    @Nullable String outputFilename;
    /** As far as it does not depend on the rank. */
    @Nullable Debug debug;

    @Nullable Path flights;
    @Nullable String timeout;
    @Nullable String hangTimeout;
    boolean quiet;
    boolean makeAot;
    @Nullable String completion;
    boolean man;
    boolean version;
    boolean help;

    Binding binding() {
        return new Binding(bindTo, turn, coresPerRank == null ? Binding.SHARE : coresPerRank, reportBindings);
    }

    /** Whether jrun is asked for something else than a job. */
    boolean startNothing() {
        return help || man || version || completion != null || makeAot;
    }
}

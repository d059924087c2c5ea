package org.mpi4j.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What may be said of a program after a {@code :}. Confined to the main thread; filled by Picocli. */
@Command(name = "jrun ... :")
final class FurtherOptions {
    @Mixin
    AppOptions app = new AppOptions();
}

package org.mpi4j.bench.jcstress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;

/**
 * Runs the races of this package. No test by its name, so the build leaves it out:
 * {@code mvn -pl mpi-bench -am test -Dtest=Jcstress -Dstress=SleepOrRing -Dsurefire.failIfNoSpecifiedTests=false}. The report is
 * printed, and stands in {@code target/jcstress}.
 */
class Jcstress {
    @Test
    void races() throws Exception {
        Path report = Files.createDirectories(Path.of("target", "jcstress"));
        String tests = System.getProperty("stress", Jcstress.class.getPackageName());
        String mode = System.getProperty("stress.mode", "quick");
        Options options = new Options(new String[] {
            "-t", tests, "-m", mode, "-r", report.toString(), "-strideSize", "32", "-strideCount", "8", "-jvmArgs", "-Xmx256m"
        });
        assertTrue(options.parse());
        try {
            new JCStress(options).run();
        } finally {
            Files.deleteIfExists(Path.of(options.getResultFile()));
        }
    }
}

package org.mpi4j.bench.jmh;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of this package with the allocation profiler. No test by its name, so the build leaves it out:
 * {@code mvn -pl mpi-bench -am test -Dtest=Jmh -Dbenchmark=SelfMessage -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class Jmh {
    @Test
    void benchmarks() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(System.getProperty("benchmark", Jmh.class.getPackageName()))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}

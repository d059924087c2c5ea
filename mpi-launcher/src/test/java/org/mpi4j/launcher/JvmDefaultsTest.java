package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmDefaultsTest {
    private static final List<String> ALL = List.of("-XX:CompileThresholdScaling=5", "-XX:+UseParallelGC");
    private static final List<String> NO_COLLECTOR = ALL.subList(0, 1);

    @Test
    void chooseACollectorThatCostsNothingWhileItDoesNotRun() {
        assertEquals(ALL, JvmDefaults.of(List.of("-Xmx4g", "-XX:ParallelGCThreads=2", "-Dx=UseG1GC", "-XX:+UseLargePages", "-Xlog:gc"), Map.of("JAVA_TOOL_OPTIONS", "-Xss2m")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC", "-XX:-UseG1GC", "-XX:+UseShenandoahGC", "@options", "-XX:Flags=flags", "-XX:VMOptionsFile=options", "-XX:AOTCacheOutput=app.aot", "-XX:AOTMode=record"})
    void leaveTheUsersChoiceAlone(String option) {
        assertEquals(NO_COLLECTOR, JvmDefaults.of(List.of("-Xmx1g", option), Map.of()));
        assertEquals(NO_COLLECTOR, JvmDefaults.of(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g " + option)));
        assertEquals(NO_COLLECTOR, JvmDefaults.of(List.of(), Map.of("JDK_JAVA_OPTIONS", option + "\t-Xmx1g")));
        assertEquals(NO_COLLECTOR, JvmDefaults.of(List.of(), Map.of("_JAVA_OPTIONS", option)));
    }
}

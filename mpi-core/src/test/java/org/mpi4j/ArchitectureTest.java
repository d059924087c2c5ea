package org.mpi4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/architecture.md point down only. */
@AnalyzeClasses(packages = "org.mpi4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "org.mpi4j";
    private static final String SPI = "org.mpi4j.spi";
    private static final String SETTINGS = "org.mpi4j.internal.settings";
    private static final String ATTRIBUTE = "org.mpi4j.internal.attribute";
    private static final String TOPOLOGY = "org.mpi4j.internal.topology";
    private static final String WIRE = "org.mpi4j.internal.wire";
    private static final String NET = "org.mpi4j.internal.net";
    private static final String DATATYPE = "org.mpi4j.internal.datatype";
    private static final String MATCH = "org.mpi4j.internal.match";
    private static final String PROGRESS = "org.mpi4j.internal.progress";
    private static final String PT2PT = "org.mpi4j.internal.pt2pt";
    private static final String SERIAL = "org.mpi4j.internal.serial";
    private static final String COLL = "org.mpi4j.internal.coll";
    private static final String COMM = "org.mpi4j.internal.comm";
    private static final String BOOT = "org.mpi4j.internal.boot..";

    private static ArchRule only(String from, String... to) {
        String[] allowed = new String[to.length + 1];
        allowed[0] = from;
        System.arraycopy(to, 0, allowed, 1, to.length);
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfPackage("org.mpi4j..")));
    }

    @ArchTest
    static final ArchRule SPI_STANDS_ALONE = only(SPI);

    @ArchTest
    static final ArchRule WIRE_STANDS_ALONE = only(WIRE);

    @ArchTest
    static final ArchRule SETTINGS_KNOW_ERRORS_ONLY = only(SETTINGS, API);

    @ArchTest
    static final ArchRule ATTRIBUTES_ARE_AT_THE_BOTTOM = only(ATTRIBUTE, API);

    @ArchTest
    static final ArchRule TOPOLOGY_IS_AT_THE_BOTTOM = only(TOPOLOGY, API);

    @ArchTest
    static final ArchRule DATATYPE_HAS_ATTRIBUTES_BELOW = only(DATATYPE, API, ATTRIBUTE);

    @ArchTest
    static final ArchRule MATCH_IS_AT_THE_BOTTOM = only(MATCH, API);

    @ArchTest
    static final ArchRule PROGRESS_SEES_THE_SPI = only(PROGRESS, API, SPI, SETTINGS);

    @ArchTest
    static final ArchRule PT2PT_SEES_WHAT_IS_BELOW = only(PT2PT, API, SPI, MATCH, PROGRESS, DATATYPE, WIRE, SETTINGS);

    @ArchTest
    static final ArchRule COLL_SEES_WHAT_IS_BELOW = only(COLL, API, SPI, PT2PT, PROGRESS, DATATYPE, SETTINGS);

    @ArchTest
    static final ArchRule SERIAL_KNOWS_ERRORS_AND_SETTINGS = only(SERIAL, API, SETTINGS);

    @ArchTest
    static final ArchRule COMM_SEES_WHAT_IS_BELOW = only(COMM, API, SPI, COLL, PT2PT, PROGRESS, DATATYPE, ATTRIBUTE, TOPOLOGY, SERIAL, SETTINGS);

    @ArchTest
    static final ArchRule SHM_SEES_SPI_AND_WIRE = only("org.mpi4j.internal.transport.shm..", SPI, WIRE);

    @ArchTest
    static final ArchRule TCP_SEES_SPI_WIRE_AND_SETTINGS = only("org.mpi4j.internal.transport.tcp..", SPI, WIRE, NET, SETTINGS, API);

    @ArchTest
    static final ArchRule NET_STANDS_ALONE = only(NET);

    @ArchTest
    static final ArchRule ONLY_BOOT_NAMES_A_TRANSPORT = noClasses()
            .that()
            .resideOutsideOfPackages(BOOT, "org.mpi4j.internal.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.mpi4j.internal.transport..");

    @ArchTest
    static final ArchRule ONLY_TCP_NAMES_NETTY = noClasses()
            .that()
            .resideOutsideOfPackage("org.mpi4j.internal.transport.tcp..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule NO_STATIC_CHANGES =
            fields().that().areStatic().should().haveModifier(JavaModifier.FINAL);
}

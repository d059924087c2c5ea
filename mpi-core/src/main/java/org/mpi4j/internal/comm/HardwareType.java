package org.mpi4j.internal.comm;

import java.util.Optional;

/** The kinds of hardware resources that plain Java can tell apart, from the largest down, by the names that hwloc gives them. */
enum HardwareType {
    MACHINE("Machine"),
    PACKAGE("Package"),
    NUMA_NODE("NUMANode"),
    CORE("Core"),
    PU("PU");

    private static final String SCHEME = "hwloc://";

    private final String label;

    HardwareType(String label) {
        this.label = label;
    }

    String uri() {
        return SCHEME + label;
    }

    /** The type of this name, with or without its scheme. */
    static Optional<HardwareType> of(String name) {
        for (HardwareType type : values()) {
            if (name.equals(type.label) || name.equals(type.uri())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
